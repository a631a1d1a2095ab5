/** A straight piece of a contour, in columns and rows of the grid. */
export interface Segment {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/**
 * Where a grid crosses a level, by marching squares with linear interpolation between neighbors (Lorensen and Cline 1987, in two dimensions). A saddle is resolved
 * by the mean of its four corners.
 */
export function contour(values: ArrayLike<number>, rows: number, columns: number, level: number): Segment[] {
  const segments: Segment[] = [];
  for (let y = 0; y + 1 < rows; y++) {
    for (let x = 0; x + 1 < columns; x++) {
      const a = values[y * columns + x]!;
      const b = values[y * columns + x + 1]!;
      const c = values[(y + 1) * columns + x + 1]!;
      const d = values[(y + 1) * columns + x]!;
      const corners = Number(a >= level) + 2 * Number(b >= level) + 4 * Number(c >= level) + 8 * Number(d >= level);
      if (corners === 0 || corners === 15) continue;
      const share = (from: number, to: number): number => (level - from) / (to - from);
      const top = (): [number, number] => [x + share(a, b), y];
      const right = (): [number, number] => [x + 1, y + share(b, c)];
      const bottom = (): [number, number] => [x + share(d, c), y + 1];
      const left = (): [number, number] => [x, y + share(a, d)];
      const add = (from: [number, number], to: [number, number]): number => segments.push({ from, to });
      const high = (a + b + c + d) / 4 >= level;
      switch (corners) {
        case 1: case 14: add(left(), top()); break;
        case 2: case 13: add(top(), right()); break;
        case 3: case 12: add(left(), right()); break;
        case 4: case 11: add(right(), bottom()); break;
        case 6: case 9: add(top(), bottom()); break;
        case 7: case 8: add(left(), bottom()); break;
        default:
          // Two opposite corners lie above: the middle tells whether they are joined.
          if ((corners === 5) === high) {
            add(top(), right());
            add(left(), bottom());
          } else {
            add(left(), top());
            add(right(), bottom());
          }
      }
    }
  }
  return segments;
}
