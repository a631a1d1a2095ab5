import { el } from '../../ui/dom';
import { number } from '../../ui/format';
import type { Figure } from '../../ui/figure';
import type { PanelPlace } from './kernelPanels';
import { svg } from './svg';

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * Reads the weights of a drawing of panels: the one under the pointer, or the one to which the arrow keys move, in all panels at once. Its element stands below the
 * figure and takes the keys.
 */
export function cellReadout(rows: number, columns: number, places: () => readonly PanelPlace[], figure: Figure): HTMLElement {
  const value = el('span', {});
  const element = el(
    'div',
    {
      class: 'cell-readout no-print', role: 'slider', tabindex: 0, 'aria-label': 'Weight by weight, arrow keys move', 'aria-valuemin': 1, 'aria-valuemax': rows * columns,
      'aria-valuenow': 1,
    },
    value,
  );
  const cursor = svg('g', { class: 'cell-cursor' });
  let at: readonly [number, number] = [Math.floor((rows - 1) / 2), Math.floor((columns - 1) / 2)];

  const describe = (): void => {
    const [row, column] = at;
    const values = places().flatMap(({ panel }) => (panel.values ? [`${panel.label} ${number(panel.values[row * columns + column]!)}`] : []));
    const words = `row ${row}, column ${column}: ${values.join(', ')}`;
    value.textContent = words;
    element.setAttribute('aria-valuetext', words);
    element.setAttribute('aria-valuenow', String(row * columns + column + 1));
  };
  const show = (): void => {
    const [row, column] = at;
    describe();
    const outline = places().flatMap(({ x, y, cell }) =>
      ['cell-cursor-outer', 'cell-cursor-inner'].map((name) => svg('rect', { class: name, x: x + column * cell, y: y + row * cell, width: cell, height: cell, fill: 'none' })),
    );
    cursor.replaceChildren(...outline);
    figure.element.querySelector('.figure-drawing > svg')?.append(cursor);
  };
  const idle = (): void => {
    cursor.remove();
    value.textContent = 'Point at a weight, or come here and use the arrow keys.';
  };
  const place = figure.element.querySelector<HTMLElement>('.figure-drawing')!;
  place.addEventListener('pointermove', (event) => {
    const box = place.querySelector('svg')?.getBoundingClientRect();
    if (!box) return;
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const inside = places().find((p) => x >= p.x && y >= p.y && x < p.x + columns * p.cell && y < p.y + rows * p.cell);
    if (!inside) return;
    at = [Math.floor((y - inside.y) / inside.cell), Math.floor((x - inside.x) / inside.cell)];
    show();
  });
  place.addEventListener('pointerleave', idle);
  element.addEventListener('focus', show);
  element.addEventListener('blur', idle);
  element.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (!step) return;
    at = [Math.min(rows - 1, Math.max(0, at[0] + step[0])), Math.min(columns - 1, Math.max(0, at[1] + step[1]))];
    show();
    event.preventDefault();
  });
  describe();
  idle();
  return element;
}
