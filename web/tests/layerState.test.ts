import { expect, test, vi } from 'vitest';
import { filterAt, hashOf } from '../src/state/address';
import { sortKeys } from '../src/state/fields';
import { LayerState } from '../src/state/layerState';
import { listed } from './samples';

test('listeners are told what changed, and only when it did', () => {
  const state = new LayerState(listed([{}, {}, {}]));
  const told = vi.fn();
  state.subscribe(told);
  state.hover([1]);
  state.hover([1]);
  state.select(2);
  state.select(2);
  state.order(sortKeys[0]!, true);
  expect(told.mock.calls.map(([change]) => change as string)).toEqual(['hovered', 'selected', 'shown']);
  expect(state.shown).toEqual([2, 1, 0]);
});

test('criteria add up until all filters are shown again', () => {
  const state = new LayerState(listed([{ name: 'edge' }, { name: 'gabor', r2: 0.4 }, { name: 'gabor', r2: 0.95 }]));
  state.restrict({ names: new Set(['gabor']) });
  state.restrict({ smallestR2: 0.9 });
  expect(state.shown).toEqual([2]);
  expect(state.isShown(0)).toBe(false);
  state.showAll();
  expect(state.shown).toEqual([0, 1, 2]);
});

test('a filter’s address in the page’s address leads back to it, whatever its layer is called', () => {
  const state = new LayerState(listed([{}, {}]));
  const items = state.listed.items.map((i) => ({ ...i, filter: { ...i.filter, address: `a/b:<%"#>:${i.number}` } }));
  const other = new LayerState({ ...state.listed, items });
  expect(filterAt(hashOf('a/b:<%"#>:1'), [state, other])).toEqual({ state: other, position: 1 });
  expect(filterAt('#conv1:0', [state, other])).toEqual({ state, position: 0 });
  expect(filterAt('#%', [state])).toBeNull();
  expect(filterAt('#verdict', [state])).toBeNull();
});
