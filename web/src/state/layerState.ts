import type { ListedLayer } from '../data/report';
import { arrange, everything, sortKeys, type Criteria, type SortKey } from './fields';

/** What changed: the order or the choice of filters, what is pointed at, or what is selected. */
export type Change = 'shown' | 'hovered' | 'selected';

type Listener = (change: Change) => void;

/** What the views of one layer share: its order, its criteria, and which filters are pointed at or selected in any of them. Filters go by their position. */
export class LayerState {
  readonly listed: ListedLayer;
  #sort: SortKey = sortKeys[0]!;
  #descending = false;
  #criteria: Criteria = everything;
  #shown: readonly number[];
  #visible: ReadonlySet<number>;
  #hovered: ReadonlySet<number> = new Set();
  #selected: number | null = null;
  readonly #listeners = new Set<Listener>();

  constructor(listed: ListedLayer) {
    this.listed = listed;
    this.#shown = listed.items.map((i) => i.position);
    this.#visible = new Set(this.#shown);
  }

  get sort(): SortKey {
    return this.#sort;
  }

  get descending(): boolean {
    return this.#descending;
  }

  get criteria(): Criteria {
    return this.#criteria;
  }

  /** Positions of the filters that meet the criteria, in order. */
  get shown(): readonly number[] {
    return this.#shown;
  }

  /** Filters that something points at. */
  get hovered(): ReadonlySet<number> {
    return this.#hovered;
  }

  get selected(): number | null {
    return this.#selected;
  }

  isShown(position: number): boolean {
    return this.#visible.has(position);
  }

  subscribe(listener: Listener): void {
    this.#listeners.add(listener);
  }

  order(sort: SortKey, descending: boolean): void {
    this.#sort = sort;
    this.#descending = descending;
    this.#arrange();
  }

  restrict(criteria: Partial<Criteria>): void {
    this.#criteria = { ...this.#criteria, ...criteria };
    this.#arrange();
  }

  showAll(): void {
    this.#criteria = everything;
    this.#arrange();
  }

  hover(positions: readonly number[]): void {
    if (positions.length === this.#hovered.size && positions.every((p) => this.#hovered.has(p))) return;
    this.#hovered = new Set(positions);
    this.#tell('hovered');
  }

  select(position: number | null): void {
    if (position === this.#selected) return;
    this.#selected = position;
    this.#tell('selected');
  }

  #arrange(): void {
    this.#shown = arrange(this.listed.items, this.#sort, this.#descending, this.#criteria);
    this.#visible = new Set(this.#shown);
    this.#tell('shown');
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
