/** Shares of a whole in plain words. */
import { count, number, power } from './numbers.js';

/** 1 part in 720,000 · 31 % … @param {number} share */
export const shareLong = (share) => (share === 1 ? 'all of it' : share === 0 ? 'nothing' : `1 part in ${parts(share)}`);

/** 1/720,000 @param {number} share */
export const shareShort = (share) =>
  share === 1 ? 'all of it' : share === 0 ? '0' : share > 1 ? `×${number(share, 2)}` : `1/${parts(share)}`;

/** @param {number} share */
function parts(share) {
  const n = Number((1 / share).toPrecision(2));
  return n < 1e7 && n >= 10 ? count(n) : number(n, 2);
}

/**
 * What a tick of a scale of shares says.
 * @param {number} exponent of ten
 * @param {boolean} [narrow]
 */
export function shareTick(exponent, narrow = false) {
  if (exponent === 0) return 'all';
  if (exponent > 0) return `${exponent < 6 ? count(10 ** exponent) : power(exponent)} times`;
  if (exponent === -6 && !narrow) return '1 in a million';
  return `1 in ${exponent > -5 ? count(10 ** -exponent) : power(-exponent)}`;
}
