import { button, el, printable, uniqueId } from './dom';
import { csvText, download, fileName, type Table } from './download';
import { svgText } from './svgFile';

/** One drawing of a figure: its SVG, and the marks that stand for filters (by position), for linking. */
export interface Drawing {
  readonly svg: SVGSVGElement;
  /** Each mark with the positions of the filters that it stands for. */
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly element: SVGElement;
  readonly positions: readonly number[];
}

export interface FigureOptions {
  readonly title: string;
  /** What the drawing shows, in a sentence or two with its numbers: what a screen reader says. */
  readonly alt: () => string;
  /** Draws at a width in CSS pixels; called again when the width or the data change. */
  readonly draw: (width: number) => Drawing;
  /** What is drawn, as a table. */
  readonly table: () => Table;
  /** How to read it, below the drawing. */
  readonly note?: string | Node;
  /** Begins the names of exported files, e.g. the layer's name. */
  readonly file: string;
  /** Legends beside the drawing, which a saved drawing takes along; those in the figure unless said otherwise. */
  readonly legends?: () => readonly Element[];
  /** A class of the figure, for its place in the layout. */
  readonly kind?: string;
}

export interface Figure {
  readonly element: HTMLElement;
  /** Draws again, e.g. after a filter changed what is shown. */
  readonly redraw: () => void;
  /** The marks of the current drawing. */
  readonly marks: () => readonly Mark[];
  /** Told after each drawing. */
  onDraw: (() => void) | null;
}

/** A figure with a caption, alternative text, and buttons that save it as SVG and as CSV. It is drawn when it first gets a width, and again when that changes. */
export function figure(options: FigureOptions): Figure {
  const id = uniqueId('figure');
  const place = el('div', { class: 'figure-drawing', role: 'img', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-alt` });
  const alt = el('p', { id: `${id}-alt`, class: 'visually-hidden' });
  let drawing: Drawing | null = null;
  let drawnWidth = 0;
  const save = (kind: string, type: string, text: () => string) =>
    button({ class: 'quiet', 'aria-label': `Save “${options.title}” of ${printable(options.file)} as ${kind.toUpperCase()}` }, kind.toUpperCase(), () =>
      download(`${fileName(options.file, options.title)}.${kind}`, type, text()));
  const element: HTMLElement = el(
    'figure',
    { class: `figure ${options.kind ?? ''}` },
    el(
      'figcaption',
      {},
      el('span', { id: `${id}-title`, class: 'figure-title' }, options.title),
      el(
        'span',
        { class: 'figure-tools no-print' },
        save('svg', 'image/svg+xml', () => (drawing ? svgText(drawing.svg, getComputedStyle(document.body).backgroundColor, options.legends?.() ?? [...element.querySelectorAll('.legend')]) : '')),
        save('csv', 'text/csv', () => csvText(options.table())),
      ),
    ),
    place,
    alt,
    options.note !== undefined && el('p', { class: 'figure-note' }, options.note),
  );
  const result: Figure = {
    element,
    onDraw: null,
    marks: () => drawing?.marks ?? [],
    redraw: () => {
      if (drawnWidth === 0) return;
      drawing = options.draw(drawnWidth);
      // The page's own style sheet holds what a library would put into the drawing, because the page allows no other style.
      for (const style of drawing.svg.querySelectorAll('style')) style.remove();
      drawing.svg.setAttribute('aria-hidden', 'true');
      place.replaceChildren(drawing.svg);
      alt.textContent = options.alt();
      result.onDraw?.();
    },
  };
  const observer = new ResizeObserver((entries) => {
    const width = Math.floor(entries.at(-1)?.contentRect.width ?? 0);
    if (width > 0 && width !== drawnWidth) {
      drawnWidth = width;
      result.redraw();
    }
  });
  observer.observe(place);
  return result;
}
