/** The page's own keys of the link. They say how a run is shown, and never what it computes. */

/** @typedef {'watch'|'explain'|'lab'} Detail  how much of a run is shown: one claim, its reasons, or everything */

/** @type {Detail[]} */
export const DETAILS = ['watch', 'explain', 'lab'];

/** What a link may hide: the sentence, the verdict with its reasons, the curves, the other experiments, the details. */
export const PARTS = ['sentence', 'answers', 'curves', 'experiments', 'details'];

/** The most letters of a goal. */
export const LONGEST = 300;

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

  /** The knobs that the reader may change; null for all. @returns {string[]|null} */
  get open() {
    return this.values.open?.split(',').filter(Boolean) ?? null;
  }

  /** The parts of the page that are hidden, by the names of `PARTS`. @returns {string[]} */
  get hidden() {
    return PARTS.filter((part) => this.values.hide?.split(',').includes(part));
  }

  /** What a teacher asks for. */
  get goal() {
    return (this.values.goal ?? '').slice(0, LONGEST);
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
