import type { LayerState } from './layerState';

/** The part of the page's address that stands for a filter: its own address, e.g. "#conv1:17". */
export function hashOf(address: string): string {
  return `#${encodeURIComponent(address)}`;
}

/** The filter that an address of the page stands for; null for any other. */
export function filterAt(hash: string, states: readonly LayerState[]): { state: LayerState; position: number } | null {
  let address: string;
  try {
    address = decodeURIComponent(hash.replace(/^#/, ''));
  } catch {
    return null;
  }
  for (const state of states) {
    const item = state.listed.items.find((i) => i.filter.address === address);
    if (item) return { state, position: item.position };
  }
  return null;
}

/** Keeps the page's address and the selection alike, so that a link leads to a filter. */
export function followAddress(states: readonly LayerState[]): void {
  for (const state of states) {
    state.subscribe((change) => {
      if (change !== 'selected') return;
      const selected = state.selected;
      if (selected !== null) {
        for (const other of states) if (other !== state) other.select(null);
      }
      const hash = selected === null ? '' : hashOf(state.listed.items[selected]!.filter.address);
      if (selected !== null || filterAt(location.hash, [state])) history.replaceState(null, '', hash || location.pathname + location.search);
    });
  }
  const go = (): void => {
    const found = filterAt(location.hash, states);
    if (found) found.state.select(found.position);
    // The sections of layers are made after the browser looked for what the address names.
    else if (location.hash.startsWith('#layer-')) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  };
  window.addEventListener('hashchange', go);
  go();
}
