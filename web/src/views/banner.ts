import type { Report } from '../data/report';
import { button, el, printable } from '../ui/dom';
import { download, fileName } from '../ui/download';
import { count } from '../ui/format';
import { themeButton } from '../ui/theme';

/** What was explained, and what can be done with the page. */
export function banner(report: Report): HTMLElement {
  const { model } = report.explanation;
  const facts = [model.format, count(model.layers, 'convolution'), count(model.filters, 'filter'), count(model.kernels, 'kernel'), `explained by ${report.tool}`];
  return el(
    'header',
    { class: 'banner' },
    el(
      'div',
      {},
      el('h1', {}, printable(model.path)),
      el('p', { class: 'banner-facts' }, facts.join(' · ')),
      model.sha256 !== null && el('p', { class: 'banner-facts' }, `SHA-256 ${model.sha256}`),
    ),
    el(
      'div',
      { class: 'banner-tools no-print' },
      themeButton(),
      button({}, 'Print', () => window.print()),
      button({}, 'Save JSON', () => download(`${fileName(model.path.replace(/\.json$/i, ''))}.json`, 'application/json', report.json)),
    ),
  );
}
