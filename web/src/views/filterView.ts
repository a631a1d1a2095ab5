import type { FilterItem } from '../data/report';
import type { LayerState } from '../state/layerState';
import { button, el, printable, uniqueId } from '../ui/dom';
import { nameChip } from './filter/candidates';
import { filterContents } from './filter/contents';
import { copyButton } from './filter/copy';
import { flagList } from './filter/flags';
import { numberText } from './filter/numberList';
import { numberGroups } from './filter/numbers';
import { Subject } from './filter/subject';

/**
 * The selected filter's own view, hidden while none is selected: words, kernel, response, why it is called so, all numbers. When the selection comes by the keyboard
 * from elsewhere, its heading gets the focus; Escape inside gives the selection up.
 */
export function filterView(state: LayerState): HTMLElement {
  const id = uniqueId('filter');
  const heading = el('h3', { id, tabindex: -1 });
  const lead = el('div', { class: 'filter-lead' });
  const body = el('div', { class: 'filter-body' });
  const status = el('span', { class: 'muted', role: 'status' });
  const previous = button({}, '← Previous', () => step(-1));
  const next = button({}, 'Next →', () => step(1));
  const close = button({}, 'Close', () => state.select(null));
  const item = (): FilterItem | null => (state.selected === null ? null : (state.listed.items[state.selected] ?? null));
  const groupsOf = (subject: Subject): ReturnType<typeof numberGroups> => numberGroups(subject.filter, subject.units);
  const copies = [
    copyButton('Copy address', () => item()?.filter.address ?? '', status),
    copyButton('Copy numbers', () => {
      const shown = item();
      if (shown === null) return '';
      return numberText(shown.filter, groupsOf(new Subject(state.listed, shown)));
    }, status),
  ];
  const view = el(
    'section',
    { class: 'filter-view', 'aria-labelledby': id, hidden: true },
    el('div', { class: 'filter-bar' }, heading, el('div', { class: 'filter-tools no-print' }, previous, next, ...copies, close, status)),
    lead,
    body,
  );

  const step = (by: number): void => {
    const at = state.shown.indexOf(state.selected ?? -1);
    const to = state.shown[at < 0 ? 0 : at + by];
    if (to !== undefined) state.select(to);
  };
  const limitSteps = (): void => {
    const at = state.shown.indexOf(state.selected ?? -1);
    // A disabled button would lose the focus that is on it.
    previous.setAttribute('aria-disabled', String(at <= 0));
    next.setAttribute('aria-disabled', String(state.shown.length === 0 || at === state.shown.length - 1));
  };
  const show = (): void => {
    const shown = item();
    const opens = view.hidden;
    view.hidden = shown === null;
    status.textContent = '';
    if (shown === null) {
      body.replaceChildren();
      lead.replaceChildren();
      return;
    }
    const { filter } = shown;
    const subject = new Subject(state.listed, shown);
    heading.replaceChildren(printable(filter.address), ' ', nameChip(filter.name));
    lead.replaceChildren(el('p', {}, printable(filter.words, 2000)), ...[flagList(filter.flags, state)].filter((f) => f !== null));
    body.replaceChildren(...filterContents(subject, groupsOf(subject)));
    limitSteps();
    const active = document.activeElement;
    const elsewhere = active !== null && active !== document.body && !view.contains(active);
    if (elsewhere && active.matches(':focus-visible')) heading.focus();
    else if (opens) reveal(view);
  };
  view.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    state.select(null);
    event.stopPropagation();
  });
  state.subscribe((change) => {
    if (change === 'selected') show();
    else if (change === 'shown') limitSteps();
  });
  show();
  return view;
}

/** Brings the view's head onto the screen where it opened beyond its end. */
function reveal(view: HTMLElement): void {
  const { top } = view.getBoundingClientRect();
  if (top > 0.75 * window.innerHeight) view.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}
