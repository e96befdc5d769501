/** The page's own keys of the link. They say how a run is shown, and never what it computes. */

export class PageKeys {
  /** @param {Record<string, string>} [values] */
  constructor(values = {}) {
    this.values = values;
  }

  /** The meters that are shown besides those that always are. @returns {string[]} */
  get meters() {
    return this.values.meters?.split(',') ?? [];
  }

  /**
   * @param {string} key of a meter
   * @param {boolean} on
   */
  showMeter(key, on) {
    const shown = this.meters.filter((other) => other !== key);
    if (on) shown.push(key);
    if (shown.length) this.values.meters = shown.join(',');
    else delete this.values.meters;
  }
}
