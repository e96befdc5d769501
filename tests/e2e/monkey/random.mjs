// Seeded choices: the same seed chooses the same.

/** The generator mulberry32: numbers in [0, 1). */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Random {
  /** @param {number} seed */
  constructor(seed) {
    this.next = mulberry32(seed);
  }

  /**
   * The choices of action `n`. Each action has its own generator: how many choices one action makes may depend on the
   * page's timing, and must not change the later actions.
   */
  static of(seed, n) {
    return new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b));
  }

  /** A whole number from 0 to `count` - 1. */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** A whole number from `low` to `high`. */
  between(low, high) {
    return low + this.below(high - low + 1);
  }

  chance(share) {
    return this.next() < share;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** One of several things, each with its weight. */
  weighted(list, weightOf) {
    const total = list.reduce((sum, one) => sum + weightOf(one), 0);
    let left = this.next() * total;
    return list.find((one) => (left -= weightOf(one)) < 0) ?? list[list.length - 1];
  }
}
