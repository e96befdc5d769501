/** The color maps come from Rust; here they become strings that a pen can fill with. */
import { logPlace } from './logscale.js';
import { glue } from './module.js';

const SIZE = 256;

export class ColorScale {
  /** @param {{pixels: ArrayLike<number>, low: number, high: number}} map low, high: exponents of ten at its ends */
  constructor({ pixels, low, high }) {
    this.low = low;
    this.high = high;
    this.colors = Array.from(
      { length: SIZE },
      (_, i) => `rgb(${pixels[4 * i]} ${pixels[4 * i + 1]} ${pixels[4 * i + 2]})`,
    );
  }

  /** 0 … 1 on the absolute log scale; zero is 0. @param {number} value */
  at(value) {
    return logPlace(value, this.low, this.high);
  }

  /** @param {number} value */
  color(value) {
    return this.colors[Math.round(this.at(value) * (SIZE - 1))];
  }
}

/** Both scales for a theme. @param {boolean} dark */
export function colorScales(dark) {
  const scale = (/** @type {string} */ kind) => new ColorScale(glue.scale_colours(kind, dark, SIZE));
  return { signal: scale('signal'), gradient: scale('gradient') };
}

/** @typedef {ReturnType<typeof colorScales>} Scales */
