/**
 * The prepared experiment that is open. It is recognized by its runs, so that a link to these is one too. It knows the
 * step at which its claim ends, and whether the claim holds for the runs as they stand.
 */

/** @typedef {import('../wasm/types.js').Preset} Preset */
/**
 * @typedef {'waits'|'holds'|'fails'|'over'} State of its claim. waits: a run has yet to get there; over: the runs are
 *   past its end
 */
/** @typedef {{main: string, others: string[], view?: Preset['view']}} Opened  texts of the runs */

/**
 * The runs of a link. `preset=ID`, with a step or without, stands for all runs of a prepared experiment; with other
 * knobs it is only the base of one run.
 * @param {string} text
 * @param {Preset[]} presets
 * @param {(text: string) => Opened} split parts a link into its runs
 * @returns {Opened}
 */
export function runsOf(text, presets, split) {
  const pairs = text.split('&').filter((pair) => pair && pair !== 'v=1');
  const [named, ...more] = pairs.filter((pair) => !pair.startsWith('step='));
  const preset = presets.find(({ id }) => named === `preset=${id}`);
  if (!preset || more.length) return split(text);
  const at = pairs.filter((pair) => pair !== named).at(-1) ?? `step=${preset.step}`;
  return { main: `${preset.runs[0]}&${at}`, others: preset.runs.slice(1), view: preset.view };
}

export class Prepared {
  /** @type {Preset|null} */
  preset = null;

  /**
   * @param {import('./runs.js').Runs} runs
   * @param {Preset[]} presets
   * @param {import('../wasm/types.js').Judge} judge
   */
  constructor(runs, presets, judge) {
    this.runs = runs;
    this.presets = presets;
    this.judge = judge;
  }

  /** The runs have changed. */
  recognize() {
    const texts = this.runs.list.map(({ lab }) => lab.text());
    const same = (/** @type {Preset} */ { runs }) =>
      runs.length === texts.length && runs.every((text, n) => text === texts[n]);
    this.preset = this.presets.find(same) ?? null;
  }

  /** The step at which Play stops, if that is still to come. */
  get end() {
    const end = this.preset?.end ?? null;
    return end !== null && this.runs.step < end ? end : null;
  }

  /** Whether all runs are where the claim ends. */
  get ended() {
    const { runs, preset } = this;
    return preset?.end === runs.step && !runs.list.every((run) => run.stopped);
  }

  /** @returns {State} */
  get state() {
    const { preset, runs } = this;
    if (!preset) return 'waits';
    const judged = preset.end ?? preset.step;
    if (runs.behind || !runs.list.every((run) => run.level(judged))) return 'waits';
    if (preset.end !== null && runs.list.some((run) => run.steps > judged)) return 'over';
    const measure = (/** @type {number} */ run, /** @type {number} */ n) => runs.list[run]?.lab.quantity(n);
    const holds = this.judge(preset.criterion, measure);
    return holds === undefined ? 'waits' : holds ? 'holds' : 'fails';
  }
}
