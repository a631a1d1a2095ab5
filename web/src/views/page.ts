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
  // A page of one filter is about that filter.
  if (states.length === 1 && states[0]!.listed.items.length === 1) states[0]!.select(0);
  const main = el('main', {}, verdict(report), strip(report));
  place.replaceChildren(banner(report), main);
  openForPrint();
  showLayers(main, states, () => {
    followAddress(states);
    main.dataset.complete = '';
  });
}

/** One layer a turn of the event loop: the page answers after the first, however many follow. */
function showLayers(main: HTMLElement, states: readonly LayerState[], done: () => void): void {
  const [first, ...rest] = states;
  if (first === undefined) {
    done();
    return;
  }
  main.append(layerSection(first));
  setTimeout(() => showLayers(main, rest, done), 0);
}
