import { beforeEach, expect, test } from 'vitest';
import type { Layer } from '../src/data/explanation';
import type { Size } from '../src/data/report';
import { LayerState } from '../src/state/layerState';
import type { Figure } from '../src/ui/figure';
import { layerPlots } from '../src/views/layerPlots';
import { totalCurve } from '../src/views/plots/radialCurve';
import { preference } from '../src/views/plots/rose';
import { summed, totalLags } from '../src/views/plots/total';
import { powerAt } from '../src/signal/totalResponse';
import { pretendBrowser } from './browserParts';
import { layer, listed, type Wish } from './samples';

beforeEach(() => pretendBrowser(360));

const gabor = { sigma: 2, sigmaAlong: 3, frequency: 0.2 };
const wishes: Wish[] = Array.from({ length: 10 }, (_, i): Wish => ({
  name: i < 6 ? 'gabor' : i < 9 ? 'edge' : 'smoothing',
  stripes: i < 9 ? 20 * i : null,
  octaves: i < 9 ? 1.2 : null,
  peak: i < 9 ? 0.1 + 0.02 * i : 0,
  shape: i < 6 ? 'gabor' : 'first-derivative',
  parameters: gabor,
  color: i % 2 ? { kind: 'opponent', axis: 'red–cyan', direction: [0.8, -0.42, -0.42] } : {},
}));

const { summary } = layer();
const planar: Size = { channels: 3, depth: 1, rows: 7, columns: 7 };

async function plotsOf(size: Size, changes: Partial<Layer> = {}, of: readonly Wish[] = wishes): Promise<{ state: LayerState; figures: Figure[]; titles: string[]; named: (title: string) => Figure }> {
  const state = new LayerState(listed(of, { shape: [of.length, size.channels, size.rows, size.columns], ...changes }, size));
  const figures = layerPlots(state);
  await Promise.resolve();
  const title = (f: Figure): string => f.element.querySelector('.figure-title')!.textContent!;
  return { state, figures, titles: figures.map(title), named: (wanted) => figures.find((f) => title(f) === wanted)! };
}

const all = ['Names', 'Colors', 'Directions of stripes', 'Gabor cycles (n_x, n_y)', 'Peak frequency and bandwidth', 'Total response, map', 'Total response, radial', 'Told from noise?'];

test('a layer on a color picture has every plot, drawn, with words for who does not see it', async () => {
  const { figures, titles } = await plotsOf(planar, { stride: [2, 2], summary: { ...summary, pi0: 0.1, bands: { low: 0.2, middle: 0.5, high: 0.3 }, orientation: { meanWavevector: 100, resultant: 0.4, p: 0.2 } } });
  expect(titles).toEqual(all);
  for (const { element } of figures) {
    expect(element.querySelector('svg.mark, .figure-drawing svg')).not.toBeNull();
    expect(element.querySelector('.figure-drawing + p')!.textContent!.length).toBeGreaterThan(30);
    expect(element.innerHTML).not.toMatch(/NaN|undefined|null/);
  }
});

test('what has no meaning for a kernel is not drawn', async () => {
  const plain = wishes.map(({ color: _, ...w }) => w);
  expect((await plotsOf({ channels: 1, depth: 1, rows: 1, columns: 9 }, { operator: 'conv1d', input: 'signal', shape: [10, 1, 9], stride: [4], dilation: [1] }, plain)).titles).toEqual([
    'Names', 'Peak frequency and bandwidth', 'Total response', 'Told from noise?',
  ]);
  expect((await plotsOf({ channels: 3, depth: 1, rows: 1, columns: 1 }, {}, wishes.map((w) => ({ ...w, name: 'identity', r2: null })))).titles).toEqual(['Colors']);
  expect((await plotsOf(planar, {}, [{ name: 'dead', r2: null, peak: null, stripes: null }])).titles).toEqual(['Total response, map', 'Total response, radial']);
  expect((await plotsOf({ channels: 1, depth: 1, rows: 3, columns: 3 }, {}, plain.map((w) => ({ ...w, shape: 'first-derivative' })))).titles).not.toContain('Gabor cycles (n_x, n_y)');
});

test('every filter that a plot shows is one of its marks', async () => {
  const { named } = await plotsOf(planar);
  const positions = (title: string): number[] => [...new Set(named(title).marks().flatMap((m) => m.positions))].sort((a, b) => a - b);
  const ten = [...wishes.keys()];
  expect(positions('Names')).toEqual(ten);
  expect(positions('Colors')).toEqual(ten);
  expect(positions('Directions of stripes')).toEqual(ten.slice(0, 9));
  expect(positions('Gabor cycles (n_x, n_y)')).toEqual(ten.slice(0, 6));
  expect(positions('Peak frequency and bandwidth')).toEqual(ten);
  expect(positions('Total response, map')).toEqual(ten.slice(0, 9));
  expect(positions('Total response, radial')).toEqual(ten);
  expect(positions('Told from noise?')).toEqual(ten);
});

const mean = (p: number): Partial<Layer> => ({ summary: { ...summary, orientation: { meanWavevector: 100, resultant: 0.4, p } } });
const rose = 'Directions of stripes';

test('the rose tells the mean of the whole layer only where all of it is listed', async () => {
  const part = (await plotsOf(planar, { ...mean(0.001), shape: [64, 3, 7, 7] })).named(rose).element;
  expect(part.textContent).not.toMatch(/Mean direction|Rayleigh/);
  expect(part.querySelector('path[stroke="var(--text)"]')).toBeNull();
  const whole = (await plotsOf(planar, mean(0.001))).named(rose).element;
  expect(whole.textContent).toContain('Mean direction 10°, resultant R = 0.4');
  expect(whole.querySelector('path[stroke="var(--text)"]')).not.toBeNull();
});

test('the rose and the verdict have one rule for a preferred direction: p below 0.01, of ten directions or more', async () => {
  expect([preference(10, 0.0099), preference(10, 0.01), preference(10, 0.03), preference(9, 0.0001)]).toEqual(['one', 'none', 'none', 'too few']);
  const ten = wishes.map((w, i) => ({ ...w, stripes: 18 * i }));
  const text = async (p: number, of: readonly Wish[]): Promise<string> => (await plotsOf(planar, mean(p), of)).named(rose).element.textContent!;
  expect(await text(0.03, ten)).toContain('Rayleigh p = 0.03: no preferred direction.');
  expect(await text(0.001, ten)).not.toContain('preferred');
  expect(await text(0.001, wishes)).toContain('too few directions');
  expect(await text(0.001, wishes)).not.toContain('Rayleigh');
});

test('pointing at a bar points at its filters everywhere, and what fails the criteria fades', async () => {
  const { state, named } = await plotsOf(planar);
  const bar = named('Names').marks().find((m) => m.positions.length === 3)!;
  bar.element.dispatchEvent(new Event('pointerenter'));
  expect([...state.hovered]).toEqual([6, 7, 8]);
  const hovered = named('Peak frequency and bandwidth').marks().filter((m) => m.element.classList.contains('is-hovered'));
  expect(hovered.flatMap((m) => m.positions)).toEqual([6, 7, 8]);
  state.restrict({ names: new Set(['gabor']) });
  const faded = named('Peak frequency and bandwidth').marks().filter((m) => m.element.classList.contains('is-out'));
  expect(faded.flatMap((m) => m.positions)).toEqual([6, 7, 8, 9]);
  expect(named('Names').element.textContent).toContain('0 of 3');
});

test('a filter without a bandwidth stands in its own lane below the others', async () => {
  const { named } = await plotsOf(planar);
  const y = (position: number): number => {
    const mark = named('Peak frequency and bandwidth').marks().find((m) => m.positions[0] === position)!;
    return Number(/[ ,](-?[\d.]+)/.exec(mark.element.querySelector('path')!.getAttribute('d')!)![1]);
  };
  expect(y(9)).toBeGreaterThan(y(0) + 50);
  expect(named('Peak frequency and bandwidth').element.textContent).toContain('no half-amplitude bandwidth');
});

test('the curve of a signal is its response, that of dilated taps repeats', () => {
  const of = listed([{ weights: [-1, 0, 1] }], { shape: [1, 1, 3], operator: 'conv1d', dilation: [2], input: 'signal' }, { channels: 1, depth: 1, rows: 1, columns: 3 });
  const { frequencies, power, white } = totalCurve(of);
  expect(white).toBeCloseTo(2);
  expect(frequencies[0]).toBe(0);
  expect(frequencies.at(-1)).toBe(0.5);
  frequencies.forEach((f, i) => expect(power[i]).toBeCloseTo(4 * Math.sin(4 * Math.PI * f) ** 2, 8));
});

test('the frames of a filter in time add up', () => {
  const of = listed([{ weights: [1, 0, 0, 0, 0, 0, 0, 2] }], {}, { channels: 1, depth: 2, rows: 2, columns: 2 });
  expect(powerAt(totalLags(of), 0.2, 0.3)).toBeCloseTo(5, 10);
});

test('notes tell only what is drawn', async () => {
  const radial = async (of: readonly Wish[], changes: Partial<Layer> = {}): Promise<string> => (await plotsOf(planar, changes, of)).named('Total response, radial').element.textContent!;
  const bands = { summary: { ...summary, bands: { low: 0.2, middle: 0.5, high: 0.3 } } };
  const many = Array.from({ length: 301 }, (): Wish => ({}));
  expect(await radial(wishes, bands)).toMatch(/Shares are of .*Ticks: peaks/);
  expect(await radial(wishes)).not.toContain('Shares');
  expect(await radial(many, bands)).not.toContain('Ticks');
  expect(await radial([{ peak: 0.6 }], bands)).not.toContain('Ticks');
});

test('weights that are all zero have no response to draw', async () => {
  const zeros = new Array<number>(147).fill(0);
  const dead = { name: 'dead', r2: null, peak: null, stripes: null, weights: zeros };
  expect((await plotsOf(planar, {}, [dead, dead])).titles).toEqual(['Names']);
  expect((await plotsOf(planar, {}, [dead, { ...dead, weights: [1, ...zeros.slice(1)] }])).titles).toEqual(['Names', 'Total response, map', 'Total response, radial']);
});

test('a color of two filters in 512 has a share below 1 %', async () => {
  const of = Array.from({ length: 512 }, (_, i): Wish => ({ color: i < 2 ? { kind: 'opponent', axis: 'red–cyan' } : {} }));
  const colors = (await plotsOf(planar, {}, of)).named('Colors').element.textContent!;
  expect(colors).toContain('2 · < 1 %');
  expect(colors).toContain('2 red–cyan (< 1 %)');
});

test('one filter peaks at one frequency', async () => {
  const alt = async (of: readonly Wish[]): Promise<string> => (await plotsOf(planar, {}, of)).named('Peak frequency and bandwidth').element.textContent!;
  expect(await alt([{ peak: 0.331 }])).toContain('1 filter peaks at 0.331 cycles per pixel.');
  expect(await alt([{ peak: 0.331 }, { peak: 0.1 }])).toContain('2 filters peak at 0.1 to 0.331 cycles per pixel.');
});

test('what is summed is counted in good English', () => {
  const of = (n: number, all: number): string => summed(listed(Array.from({ length: n }, () => ({})), { shape: [all, 1, 3, 3] }));
  expect([of(1, 1), of(4, 4), of(1, 4), of(3, 4)]).toEqual([
    'Σ|H|² over the only filter', 'Σ|H|² over all 4 filters', 'Σ|H|² over the one listed filter', 'Σ|H|² over the 3 listed filters',
  ]);
});

test('names from a file stay text', async () => {
  const { figures } = await plotsOf(planar, { name: '<img src=x onerror=alert(1)>' }, wishes);
  for (const { element } of figures) expect(element.querySelector('img')).toBeNull();
});
