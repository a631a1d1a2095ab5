import type { Report } from '../data/report';
import { followAddress } from '../state/address';
import { LayerState } from '../state/layerState';
import { el } from '../ui/dom';
import { openForPrint } from '../ui/print';
import { banner } from './banner';
import { layerSection } from './layer';
import { verdict } from './verdict';

/** The whole report: verdict on top, then the network by depth, then each layer that sees the picture. */
export function showReport(place: HTMLElement, report: Report): void {
  const states = report.listed.map((listed) => new LayerState(listed));
  place.replaceChildren(banner(report), el('main', {}, verdict(report), ...states.map(layerSection)));
  openForPrint();
  followAddress(states);
}
