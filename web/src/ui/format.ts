/** What stands for a number that does not exist. */
export const none = '–';

/** A number with so many significant digits, without an exponent where it can be read without one, with a true minus sign. */
export function number(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-4 || size >= 1e6 ? value.toExponential(digits - 1).replace('e+', 'e') : String(Number(value.toPrecision(digits)));
  return text.replace(/-/g, '−');
}

/** A number with fixed decimals; what rounds to zero has no sign. */
export function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined ? none : value.toFixed(decimals).replace(/^-(?=0(?:\.0*)?$)/, '').replace('-', '−');
}

export function percent(share: number | null | undefined, decimals = 0): string {
  return share === null || share === undefined ? none : `${(100 * share).toFixed(decimals)} %`;
}

/** A share in whole percent; one that rounds to nothing or to all without being it says so. */
export function share(value: number): string {
  if (value > 0 && value < 0.005) return '< 1 %';
  return value < 1 && value >= 0.995 ? '> 99 %' : percent(value);
}

export function degrees(value: number | null | undefined, decimals = 0): string {
  return value === null || value === undefined ? none : `${fixed(value, decimals)}°`;
}

export function decibels(value: number | null | undefined): string {
  return value === null || value === undefined ? '−∞ dB' : `${fixed(value, 1)} dB`;
}

/** A chance: two significant digits, and where it is the smallest that the null can show, no more than that. */
export function chance(p: number | null | undefined): string {
  return p === null || p === undefined ? none : number(p, 2);
}

/** "1 filter", "1,024 filters". */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}
