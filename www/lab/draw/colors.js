/** The color maps come from Rust; here they become strings that a pen can fill with. */

const SIZE = 256;

export class ColorScale {
  /**
   * @param {{pixels: ArrayLike<number>, low: number, high: number}} map
   */
  constructor({ pixels, low, high }) {
    this.low = Math.log10(low);
    this.high = Math.log10(high);
    this.colors = Array.from(
      { length: SIZE },
      (_, i) => `rgb(${pixels[4 * i]} ${pixels[4 * i + 1]} ${pixels[4 * i + 2]})`,
    );
  }

  /** 0 … 1 on the absolute log scale; zero is 0. @param {number} value */
  at(value) {
    if (value === 0) return 0;
    const t = (Math.log10(Math.abs(value)) - this.low) / (this.high - this.low);
    return Math.max(0, Math.min(1, t));
  }

  /** @param {number} value */
  color(value) {
    return this.colors[Math.round(this.at(value) * (SIZE - 1))];
  }
}

/**
 * Both scales for a theme.
 * @param {(kind: string, dark: boolean, n: number) => any} scaleColors @param {boolean} dark
 */
export function colorScales(scaleColors, dark) {
  return {
    signal: new ColorScale(scaleColors('signal', dark, SIZE)),
    gradient: new ColorScale(scaleColors('gradient', dark, SIZE)),
  };
}

/** @typedef {ReturnType<typeof colorScales>} Scales */
