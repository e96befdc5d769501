/** The page's own keys of the link. They say how a run is shown, and never what it computes. */

/** @typedef {'watch'|'explain'|'lab'} Detail  how much of a run is shown: one claim, its reasons, or everything */

/** @type {Detail[]} */
export const DETAILS = ['watch', 'explain', 'lab'];

/** @param {string|null|undefined} text */
const detailOf = (text) => DETAILS.find((detail) => detail === text);

export class PageKeys {
  /**
   * @param {Record<string, string>} [values]
   * @param {string|null} [usual] what is shown where the link does not say
   */
  constructor(values = {}, usual = null) {
    this.values = values;
    this.usual = detailOf(usual) ?? 'lab';
  }

  /** @param {string|null} text */
  setUsual(text) {
    this.usual = detailOf(text) ?? 'lab';
  }

  /** @returns {Detail} */
  get detail() {
    return detailOf(this.values.detail) ?? this.usual;
  }

  /** @param {Detail} detail */
  show(detail) {
    if (detail === this.usual) delete this.values.detail;
    else this.values.detail = detail;
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
