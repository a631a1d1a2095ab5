import type { Report } from '../data/report';
import { el } from '../ui/dom';
import { banner } from './banner';
import { layerSection } from './layer';
import { verdict } from './verdict';

/** The whole report: verdict on top, then the network by depth, then each layer that sees the picture. */
export function showReport(place: HTMLElement, report: Report): void {
  document.title = `Passband: ${report.explanation.model.path}`;
  place.replaceChildren(
    banner(report),
    el('main', {}, verdict(report), ...report.listed.map((listed) => layerSection(listed))),
  );
}
