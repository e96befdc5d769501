/** Rust owns the colour maps; here they become strings a canvas can fill with. */

const SIZE = 256;

export class ColourScale {
  /**
   * @param {{pixels: ArrayLike<number>, low: number, high: number}} map
   */
  constructor({ pixels, low, high }) {
    this.low = Math.log10(low);
    this.high = Math.log10(high);
    this.colours = Array.from(
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
  colour(value) {
    return this.colours[Math.round(this.at(value) * (SIZE - 1))];
  }
}

/**
 * Both scales for a theme.
 * @param {(kind: string, dark: boolean, n: number) => any} scaleColours @param {boolean} dark
 */
export function colourScales(scaleColours, dark) {
  return {
    signal: new ColourScale(scaleColours('signal', dark, SIZE)),
    gradient: new ColourScale(scaleColours('gradient', dark, SIZE)),
  };
}

/** @typedef {ReturnType<typeof colourScales>} Scales */
