/** Cells of a table for CSV; null for a number that does not exist. */
export type Cell = string | number | null;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Offers text as a file; made in the page, sent nowhere. */
export function download(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the blob by the next turn of the event loop at the latest.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** CSV after RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe first: names in a model's file are not trusted. */
export function csvText(table: Table): string {
  return [table.columns, ...table.rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A file's name that every system takes, from words and names that hold anything. */
export function fileName(...parts: string[]): string {
  return parts.map((p) => p.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 60)).filter((p) => p.length > 0).join('-') || 'passband';
}
