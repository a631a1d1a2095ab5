import { floatsFromBase64 } from './base64';
import type { Explanation, Filter, Layer } from './explanation';

/** The weights behind the explanation, as the page holds them beside it. */
interface ReportDocument {
  readonly schema: string;
  /** Name and version of the tool that wrote the page. */
  readonly tool: string;
  /** What the page leaves out for want of room, one plain sentence each. */
  readonly notes: readonly string[];
  readonly layers: readonly WeightsDocument[];
}

/** The listed filters of one layer. Arrays are base64 of little-endian float32. */
interface WeightsDocument {
  readonly index: number;
  /** [channels, depth, rows, columns] of one filter. */
  readonly size: readonly [number, number, number, number];
  /** Numbers of the listed filters, in the order of the explanation. */
  readonly filters: readonly number[];
  /** Largest |w| of the whole layer, listed or not: what the strongest color stands for. */
  readonly largest: number;
  /** [filter][channel][depth][row][column]. */
  readonly weights: string;
  /** [filter][row][column]: the dominant spatial profile, which the shapes were fitted to; zeros for a filter that was not fitted. */
  readonly profiles: string;
  /** [filter][candidate][row][column]: the fitted patterns, at the profile's scale. */
  readonly patterns: string;
}

/** The size of one filter. */
export interface Size {
  readonly channels: number;
  readonly depth: number;
  readonly rows: number;
  readonly columns: number;
}

/** One listed filter with its weights. */
export interface FilterItem {
  /** Position in the layer's list: what the state, the wall and the plots call it by. */
  readonly position: number;
  /** The filter's number in the layer, as in its address. */
  readonly number: number;
  readonly filter: Filter;
  /** [channel][depth][row][column]. */
  readonly weights: Float32Array;
  /** [row][column]; null when nothing was fitted. */
  readonly profile: Float32Array | null;
  /** One for each candidate, at the profile's scale. */
  readonly patterns: readonly Float32Array[];
}

/** A layer whose filters are listed. */
export interface ListedLayer {
  readonly layer: Layer;
  readonly size: Size;
  readonly largest: number;
  readonly items: readonly FilterItem[];
}

export interface Report {
  readonly tool: string;
  readonly notes: readonly string[];
  readonly explanation: Explanation;
  /** The explanation's own text, for downloading. */
  readonly json: string;
  readonly listed: readonly ListedLayer[];
}

const explainSchema = 'passband.explain/1';
const reportSchema = 'passband.report/1';

/** Reads the two documents that the page holds. */
export function parseReport(json: string, weights: string): Report {
  const explanation = JSON.parse(json) as Explanation;
  if (explanation.schema !== explainSchema) throw new Error(`The page reads ${explainSchema}; found ${String(explanation.schema)}.`);
  const report = JSON.parse(weights) as ReportDocument;
  if (report.schema !== reportSchema) throw new Error(`The page reads ${reportSchema}; found ${String(report.schema)}.`);
  return { tool: report.tool, notes: report.notes, explanation, json, listed: report.layers.map((w) => list(explanation, w)) };
}

function list(explanation: Explanation, document: WeightsDocument): ListedLayer {
  const layer = explanation.layers.find((l) => l.index === document.index);
  if (!layer?.filters || layer.filters.length !== document.filters.length) throw new Error(`Layer ${document.index} has other filters than its weights.`);
  const [channels, depth, rows, columns] = document.size;
  const size = { channels, depth, rows, columns };
  const length = channels * depth * rows * columns;
  const taps = rows * columns;
  const weights = floatsFromBase64(document.weights);
  const profiles = floatsFromBase64(document.profiles);
  const patterns = floatsFromBase64(document.patterns);
  let used = 0;
  const items = layer.filters.map((filter, position): FilterItem => {
    const candidates = filter.candidates?.length ?? 0;
    const first = used;
    used += candidates;
    return {
      position,
      number: document.filters[position]!,
      filter,
      weights: weights.subarray(position * length, (position + 1) * length),
      profile: candidates > 0 ? profiles.subarray(position * taps, (position + 1) * taps) : null,
      patterns: Array.from({ length: candidates }, (_, c) => patterns.subarray((first + c) * taps, (first + c + 1) * taps)),
    };
  });
  if (weights.length !== items.length * length || profiles.length !== items.length * taps || patterns.length !== used * taps)
    throw new Error(`Layer ${document.index} holds another number of weights than its shape says.`);
  return { layer, size, largest: document.largest, items };
}
