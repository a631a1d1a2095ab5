import { el } from '../../ui/dom';
import type { Figure } from '../../ui/figure';
import { chance } from '../../ui/format';
import { candidateTable } from './candidates';
import { noiseFigures } from './noise';
import { numberList } from './numberList';
import type { Group } from './numbers';
import { phaseMap } from './phaseMap';
import { responseMap } from './responseMap';
import { acrossFigure, alongFigure, phaseChart, projectionFigure, timeFigure } from './sections';
import { shapePart } from './shape';
import type { Subject } from './subject';
import { weightsPart } from './weights';

/** All parts of a filter's view below its heading. */
export function filterContents(subject: Subject, groups: readonly Group[]): HTMLElement[] {
  return [kernelPart(subject), responsePart(subject), whyPart(subject), part('All numbers', numberList(subject.filter, groups))];
}

function part(title: string, ...children: (Node | null)[]): HTMLElement {
  return el('section', { class: 'filter-section' }, el('h4', {}, title), ...children);
}

function figures(...all: (Figure | null)[]): HTMLElement[] {
  return all.flatMap((f) => (f === null ? [] : [f.element]));
}

function kernelPart(subject: Subject): HTMLElement {
  const shape = shapePart(subject);
  const missing = shape === null ? absence(subject) : null;
  return part('Kernel', el('div', { class: 'filter-kernels' }, weightsPart(subject).element, el('div', { class: 'filter-column' }, shape?.element, ...figures(timeFigure(subject)))), missing);
}

/** Why there is no closest shape, in a line. */
function absence({ filter, taps }: Subject): HTMLElement {
  const words =
    filter.name === 'dead'
      ? 'Too weak beside the rest of its layer to be compared with any shape: its norm is below 1 % of the strongest filter’s.'
      : taps === 1
        ? 'One tap: it mixes channels and has no pattern in space.'
        : 'The page has no fitted shapes of this filter.';
  return el('p', { class: 'figure-note' }, words);
}

function responsePart(subject: Subject): HTMLElement {
  if (!subject.hasResponse) {
    const words = subject.taps === 1 ? 'One tap passes all frequencies alike.' : 'Not drawn: what passes is too weak to matter, and relative to its own peak it would look like any other response.';
    return part('Response', el('p', { class: 'figure-note' }, words));
  }
  const drawn = subject.isLine
    ? figures(acrossFigure(subject), phaseChart(subject))
    : figures(responseMap(subject), phaseMap(subject), acrossFigure(subject), alongFigure(subject), projectionFigure(subject));
  return part('Response', el('div', { class: 'filter-responses' }, ...drawn));
}

function whyPart(subject: Subject): HTMLElement {
  const { filter, listed } = subject;
  const title = 'Why this name';
  if (filter.name === 'dead' || subject.taps === 1) return part(title, el('p', {}, plainReason(subject)));
  if (filter.candidates === null) return part(title, el('p', { class: 'figure-note' }, 'This document has no list of the shapes that were tried.'));
  const noise = noiseFigures(subject);
  return part(
    title,
    el('p', {}, evidenceWords(subject)),
    candidateTable(subject),
    noise.length > 0
      ? el('div', { class: 'filter-noise-figures' }, ...figures(...noise))
      : el('p', { class: 'figure-note' }, listed.layer.noise === null ? 'This document has no distribution of noise.' : 'Nothing of this filter was compared with noise.'),
  );
}

function plainReason({ filter }: Subject): string {
  return filter.name === 'dead' ? 'Its weights are too small to matter beside the others of the layer, whatever their pattern.' : 'A filter of one tap is that tap: there is nothing to choose between.';
}

/** What the name rests on, in a sentence or two. */
function evidenceWords({ filter }: Subject): string {
  const { fit, name } = filter;
  if (fit === null) return '';
  const p = `p ${chance(fit.spatialP)}, q ${chance(fit.spatialQ)} of the pattern`;
  const color = fit.p === fit.spatialP ? '' : `; with its color p ${chance(fit.p)}, q ${chance(fit.q)}`;
  if (name === 'noise') return `Not told from noise of its size (${p}${color}). That is consistent with random weights and does not prove them.`;
  if (name === 'mixed') return `Told from noise (${p}${color}), but no one shape names it.`;
  return `Told from noise of its size (${p}${color}); among the shapes that were fitted, this name has the best claim.`;
}
