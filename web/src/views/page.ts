import type { Report } from '../data/report';
import { followAddress } from '../state/address';
import { LayerState } from '../state/layerState';
import { el } from '../ui/dom';
import { openForPrint } from '../ui/print';
import { banner } from './banner';
import { layerSection } from './layer';
import { strip } from './strip';
import { verdict } from './verdict';

/** The whole report: verdict on top, then the network by depth, then each layer that sees the picture. */
export function showReport(place: HTMLElement, report: Report): void {
  const states = report.listed.map((listed) => new LayerState(listed));
  const main = el('main', {}, verdict(report), strip(report));
  place.replaceChildren(banner(report), main);
  openForPrint();
  followAddress(states);
  showLayers(main, states);
}

/** One layer a turn of the event loop: the page answers after the first, however many follow. */
function showLayers(main: HTMLElement, states: readonly LayerState[]): void {
  const [first, ...rest] = states;
  if (first === undefined) {
    main.dataset.complete = '';
    return;
  }
  main.append(layerSection(first));
  setTimeout(() => showLayers(main, rest), 0);
}
