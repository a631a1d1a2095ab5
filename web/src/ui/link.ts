import type { LayerState } from '../state/layerState';
import type { Figure, Mark } from './figure';

/**
 * Links a figure with the other views of its layer: pointing at a mark highlights its filters everywhere and clicking selects them; marks of filters that are
 * pointed at or selected elsewhere stand out here, and those of filters that do not meet the criteria fade.
 */
export function link(figure: Figure, state: LayerState): void {
  const show = (): void => {
    const pointing = state.hovered.size > 0;
    figure.element.classList.toggle('is-pointing', pointing);
    for (const mark of figure.marks()) {
      const classes = mark.element.classList;
      classes.toggle('is-hovered', mark.positions.some((p) => state.hovered.has(p)));
      classes.toggle('is-selected', state.selected !== null && mark.positions.includes(state.selected));
      classes.toggle('is-out', mark.positions.length > 0 && !mark.positions.some((p) => state.isShown(p)));
    }
  };
  figure.onDraw = () => {
    for (const mark of figure.marks()) listen(mark, state);
    show();
  };
  state.subscribe((change) => {
    if (change === 'shown') figure.redraw();
    else show();
  });
}

function listen(mark: Mark, state: LayerState): void {
  mark.element.classList.add('mark');
  mark.element.addEventListener('pointerenter', () => state.hover(mark.positions));
  mark.element.addEventListener('pointerleave', () => state.hover([]));
  mark.element.addEventListener('click', () => {
    const shown = mark.positions.filter((p) => state.isShown(p));
    // A mark of several filters walks through them, click by click.
    if (shown.length > 0) state.select(shown[(shown.indexOf(state.selected ?? -1) + 1) % shown.length]!);
  });
}
