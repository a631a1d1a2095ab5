/**
 * The phase φ of the wave cos(2π f·r − φ) that a kernel holds at a frequency, r counted from its middle: −arg H in degrees, above −180 to 180. 0 is bright in the
 * middle, 180 dark in the middle, 90 odd and rising toward f, −90 odd and falling. The sign is that of the fitted parameter `phase`.
 */
export function phaseOf(re: number, im: number): number {
  const degrees = (-Math.atan2(im, re) * 180) / Math.PI;
  return degrees <= -180 ? degrees + 360 : degrees || 0;
}
