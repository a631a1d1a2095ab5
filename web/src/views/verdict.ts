import type { Report } from '../data/report';
import { el, printable } from '../ui/dom';

/** The answer first: two to five sentences, what was assumed, and what the page leaves out. */
export function verdict(report: Report): HTMLElement {
  const { verdict: sentences, model } = report.explanation;
  const notes = [...model.assumptions.map((a) => `Assumed: ${a}`), ...report.notes];
  return el(
    'section',
    { id: 'verdict', class: 'block verdict lead', 'aria-label': 'Verdict', tabindex: -1 },
    ...sentences.map((s) => el('p', {}, printable(s, 2000))),
    notes.length > 0 && el('ul', { class: 'notes' }, ...notes.map((n) => el('li', {}, printable(n, 2000)))),
  );
}
