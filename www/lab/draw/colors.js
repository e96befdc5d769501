/** The color maps come from Rust; here they become strings that a pen can fill with. */

const SIZE = 256;

/** @typedef {(value: number, low: number, high: number) => number} Place  0 at 10^low, 1 at 10^high */

export class ColorScale {
  /**
   * @param {{pixels: ArrayLike<number>, low: number, high: number}} map low, high: exponents of ten at its ends
   * @param {Place} place
   */
  constructor({ pixels, low, high }, place) {
    this.low = low;
    this.high = high;
    this.place = place;
    this.colors = Array.from(
      { length: SIZE },
      (_, i) => `rgb(${pixels[4 * i]} ${pixels[4 * i + 1]} ${pixels[4 * i + 2]})`,
    );
  }

  /** 0 … 1 on the absolute log scale; zero is 0. @param {number} value */
  at(value) {
    return this.place(value, this.low, this.high);
  }

  /** @param {number} value */
  color(value) {
    return this.colors[Math.round(this.at(value) * (SIZE - 1))];
  }
}

/**
 * Both scales for a theme.
 * @param {{scale_colours: (kind: string, dark: boolean, n: number) => any, log_place: Place}} glue
 * @param {boolean} dark
 */
export function colorScales(glue, dark) {
  const scale = (/** @type {string} */ kind) => new ColorScale(glue.scale_colours(kind, dark, SIZE), glue.log_place);
  return { signal: scale('signal'), gradient: scale('gradient') };
}

/** @typedef {ReturnType<typeof colorScales>} Scales */
