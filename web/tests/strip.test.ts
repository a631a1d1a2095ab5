import { beforeEach, expect, test } from 'vitest';
import type { Layer, LayerSummary } from '../src/data/explanation';
import type { Report } from '../src/data/report';
import { csvText } from '../src/ui/download';
import { strip } from '../src/views/strip';
import { basis, columnsOf, describe as inWords, labelStep, namesOf, overall, runs, splitNoise, stack, undecided, withoutBands } from '../src/views/strip/columns';
import { drawStrip } from '../src/views/strip/drawing';
import { layerTable } from '../src/views/strip/table';
import { pretendBrowser } from './browserParts';
import { layer, listed } from './samples';

beforeEach(() => {
  pretendBrowser(600);
  location.hash = '';
});

const { summary } = layer();
const summaryOf = (changes: Partial<LayerSummary>): LayerSummary => ({ ...summary, ...changes });

const layers: Layer[] = [
  layer({ index: 0, shape: [10, 3, 7, 7], summary: summaryOf({ names: { edge: 0.5, smoothing: 0.3, gabor: 0.2 }, bands: { low: 0.2, middle: 0.5, high: 0.3 } }), verdict: ['Ten filters.'] }),
  layer({ index: 1, name: 'mix', shape: [20, 10, 1, 1], summary: summaryOf({ names: { identity: 1 } }) }),
  layer({ index: 2, name: 'deep', shape: [20, 20, 3, 3], summary: summaryOf({ kernelNames: { total: 400, named: 256, names: { noise: 0.75, edge: 0.25 }, pi0: null } }) }),
  layer({ index: 3, name: 'deeper', shape: [8, 20, 3, 3], summary: summaryOf({ kernelNames: { total: 160, named: 160, names: { edge: 1 }, pi0: null } }) }),
  layer({ index: 4, name: '<b>old</b>', shape: [30, 20, 3], operator: 'conv1d' }),
  layer({ index: 5, name: 'zero', shape: [30, 20, 3, 3], summary: summaryOf({ dead: 1 }) }),
  layer({ index: 6, name: 'apart', shape: [30, 1, 3, 3], operator: 'depthwise', summary: summaryOf({ names: { edge: 1 } }) }),
];

function reportOf(of: readonly Layer[]): Report {
  return {
    tool: 'passband', notes: [], json: '', listed: [listed([{}, {}], { index: 0 })],
    explanation: { schema: 'passband.explain/1', model: { path: 'net.onnx', format: 'ONNX', sha256: null, layers: of.length, filters: 0, kernels: 0, assumptions: [] }, verdict: [], layers: of },
  };
}

test('shares are stacked in the order of names, each where the one before ends', () => {
  const stretches = stack({ edge: 0.5, dead: 0, smoothing: 0.3, gabor: 0.2 });
  expect(stretches.map((s) => s.name)).toEqual(['smoothing', 'edge', 'gabor']);
  expect(stretches.map((s) => s.from)).toEqual([0, 0.3, 0.8]);
  expect(stretches.at(-1)!.to).toBeCloseTo(1);
});

test('of what is called noise one by one, only as much is noise as the p-values of the layer leave', () => {
  expect(splitNoise({ edge: 0.1, noise: 0.9 }, 0.3)).toEqual({ edge: 0.1, noise: 0.3, [undecided]: 0.6000000000000001 });
  // π₀ is of what is alive; an estimate above what is called noise leaves nothing undecided.
  expect(splitNoise({ dead: 0.5, noise: 0.5 }, 0.6)).toEqual({ dead: 0.5, noise: 0.3, [undecided]: 0.2 });
  expect(splitNoise({ edge: 0.1, noise: 0.9 }, 1)[undecided]).toBe(0);
  expect(splitNoise({ edge: 0.1, noise: 0.9 }, null)).toEqual({ edge: 0.1, noise: 0.9 });
  expect(stack(splitNoise({ edge: 0.1, mixed: 0.1, noise: 0.7, dead: 0.1 }, 0.5)).map((s) => s.name)).toEqual(['edge', 'mixed', undecided, 'noise', 'dead']);
});

test('a column is of filters, of single kernels, of mixed channels, or blank for a reason', () => {
  const columns = columnsOf(reportOf(layers));
  expect(columns.map((c) => c.source)).toEqual(['filters', 'mixing', 'kernels', 'kernels', 'none', 'none', 'filters']);
  expect(columns.map((c) => c.listed)).toEqual([true, false, false, false, false, false, false]);
  expect(columns.map(basis)).toEqual([
    'of 10 filters', '1×1: mixes channels, has no shape', 'of 256 single kernels, a sample of 400', 'of 160 single kernels', 'kernels not named', 'all weights are zero', 'of 30 filters',
  ]);
  expect(columns[1]!.stretches).toEqual([]);
});

test('shares of the network weigh layers by what was named in them', () => {
  const columns = columnsOf(reportOf(layers));
  const filters = overall(columns, 'filters');
  expect(filters.total).toBe(40);
  expect(filters.shares.get('edge')).toBeCloseTo((0.5 * 10 + 30) / 40);
  const kernels = overall(columns, 'kernels');
  expect(kernels.total).toBe(416);
  expect(kernels.shares.get('edge')).toBeCloseTo((0.25 * 256 + 160) / 416);
  expect(overall([], 'filters')).toEqual({ total: 0, shares: new Map() });
});

test('a column in words', () => {
  const [first] = columnsOf(reportOf(layers));
  expect(inWords(first!)).toBe('Layer 0, conv1, conv2d 10×3×7×7: edge 50 %, smoothing 30 %, gabor 20 % (of 10 filters). Response: low 20 %, middle 50 %, high 30 %.');
  expect(namesOf(first!, 1)).toBe('edge 50 %, 2 more');
});

test('a layer without a response by frequency says why, in words, in the drawing and in the key', () => {
  const video = layer({ index: 7, shape: [8, 3, 5, 7, 7], operator: 'conv3d' });
  const columns = columnsOf(reportOf([layers[0]!, layers[1]!, layers[5]!, video]));
  expect(columns.map(withoutBands)).toEqual([null, 'one tap passes all frequencies alike', 'all weights are zero', 'kernels in time']);
  expect(inWords(columns[3]!)).toContain('Response by frequency: none (kernels in time).');
  const dashes = (of: Layer[]): number => drawStrip(columnsOf(reportOf(of)), 600).svg.querySelector('.strip-no-bands')?.getAttribute('d')?.split('M').slice(1).length ?? 0;
  expect(dashes([layers[0]!, layers[1]!, layers[5]!, video])).toBe(3);
  expect(dashes([layers[0]!])).toBe(0);
  expect(strip(reportOf([layers[0]!, video])).querySelector('.strip-key')!.textContent).toContain('no response by frequency: kernels in time');
  expect(strip(reportOf([layers[0]!])).querySelector('.strip-key')!.textContent).not.toContain('no response');
});

test('labels stand every 1, 2, 5, 10, … columns, never closer than they are wide', () => {
  expect([40, 20, 10, 4, 2, 0.8].map((width) => labelStep(width, 28))).toEqual([1, 2, 5, 10, 20, 50]);
  for (const width of [0.3, 1, 3, 7, 50]) expect(labelStep(width, 28) * width).toBeGreaterThanOrEqual(28);
});

test('neighbors of one kind are one run', () => {
  const columns = columnsOf(reportOf(layers));
  expect(runs(columns, 'kernels')).toEqual([{ first: 2, last: 3 }]);
  expect(runs(columns, 'filters')).toEqual([{ first: 0, last: 0 }, { first: 6, last: 6 }]);
});

test('a drawing of any network has the same few elements, and every place belongs to the column under it', () => {
  const many = Array.from({ length: 300 }, (_, i) => layer({ ...layers[i % layers.length]!, index: i }));
  const columns = columnsOf(reportOf(many));
  const wide = drawStrip(columns, 1000);
  const narrow = drawStrip(columns, 280);
  for (const drawing of [wide, narrow]) {
    expect(drawing.svg.querySelectorAll('*').length).toBeLessThan(150);
    for (const i of [0, 17, 299]) expect(drawing.at(drawing.left + (i + 0.5) * drawing.columnWidth)).toBe(i);
    expect(drawing.at(drawing.left - 1)).toBeNull();
    expect(drawing.at(drawing.left + 300 * drawing.columnWidth + 1)).toBeNull();
  }
});

test('the slider reads out each layer, and Enter leads to those that are listed', () => {
  const section = strip(reportOf(layers));
  const slider = section.querySelector('input')!;
  expect(slider.getAttribute('aria-valuetext')).toContain('Layer 0, conv1');
  slider.value = '2';
  slider.dispatchEvent(new Event('input'));
  expect(section.querySelector('.strip-readout')!.textContent).toContain('deep, conv2d 20×20×3×3: noise 75 %, edge 25 %');
  slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
  expect(location.hash).toBe('');
  slider.value = '0';
  slider.dispatchEvent(new Event('input'));
  slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
  expect(location.hash).toBe('#layer-0');
  expect(section.querySelector<HTMLAnchorElement>('.strip-readout a')!.getAttribute('href')).toBe('#layer-0');
});

test('the table has a row for each layer, with links and verdicts, and names from the file stay text', () => {
  const section = strip(reportOf(layers));
  const details = section.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  expect(details.querySelectorAll('tbody')).toHaveLength(layers.length);
  expect(details.querySelector('tbody a')!.getAttribute('href')).toBe('#layer-0');
  expect(details.textContent).toContain('Ten filters.');
  expect(details.textContent).toContain('<b>old</b>');
  expect(section.querySelector('b')).toBeNull();
});

test('the CSV has every share and every sentence', () => {
  const table = layerTable(columnsOf(reportOf(layers)));
  expect(table.columns.slice(-5)).toEqual(['smoothing', 'edge', 'gabor', 'noise', 'verdict']);
  expect(table.rows[2]!.slice(-5)).toEqual([0, 0.25, 0, 0.75, '']);
  expect(table.rows[4]!.slice(-5)).toEqual([null, null, null, null, '']);
  expect(csvText(table).split('\r\n')).toHaveLength(layers.length + 2);
});

test('a model without convolutions says so', () => {
  expect(strip(reportOf([])).textContent).toContain('no convolution');
});
