/** One sentence in large type: what is happening, with the numbers that matter in color. */
import { h } from '../draw/dom.js';
import { markedStep } from '../strips/share.js';
import { compares, versus } from './versus.js';

/** Findings that say whether a run learns. @type {Record<string, import('./versus.js').Fares>} */
const FARES = { healthy: 'learns', at_chance: 'stalls' };

export class Sentence {
  wants = ['frame', 'play', 'experiment', 'runs', 'evaluation', 'view'];
  every = 260;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.engine = ports.engine;
    this.node = h('p', { class: 'sentence', part: 'sentence' });
    this.shown = '';
    /**
     * What was said last of several runs, and at which step.
     * @type {{which: string, step: number, phrases: Phrase[]}}
     */
    this.held = { which: '', step: 0, phrases: [] };
  }

  draw() {
    const { view, actions } = this;
    const phrases = view.tab === 'compare' && view.count > 1 ? this.ofAll() : this.ofOne();
    for (const phrase of phrases) phrase.text = phrase.text.replaceAll(' %', '\u202f%'); // keeps % with its number
    const text = phrases.map((phrase) => phrase.text).join('');
    if (text === this.shown) return;
    this.shown = text;
    this.node.replaceChildren(
      ...phrases.map(({ text: words, tone }) => (tone ? h('b', { class: tone }, words) : words)),
    );
    if (!view.playing) actions.announce(() => this.shown);
  }

  /**
   * During fast playing a frame may show any phase, which nobody can follow: then the sentence keeps to what came of
   * the last training step.
   * @returns {Phrase[]}
   */
  ofOne() {
    const { playing, blurred } = this.view;
    return playing && blurred ? this.engine.lab.headline() : this.engine.lab.sentence();
  }

  /**
   * While runs play in lockstep, a moment may find them in the middle of a step: the sentence waits for its end.
   * @returns {Phrase[]}
   */
  ofAll() {
    const { runs, step, playing, summary } = this.view;
    const which = runs.map(({ id, text }) => `${id} ${text}`).join();
    const halfway = playing && runs.every(({ behind, frame }) => !behind && !frame.stopped) && !compares(runs);
    const { held } = this;
    // Runs that have left the start, or were set back, are not where it was said of them.
    if (halfway && held.which === which && held.step > 0 && held.step <= step) return held.phrases;
    const marked = markedStep(this.view);
    const phrases = versus(runs, { step, playing, summary, marked, fares: (run) => this.fares(run) });
    this.held = { which, step, phrases };
    return phrases;
  }

  /**
   * What the diagnosis of a run says of its learning, if anything.
   * @param {import('../run/view.js').RunView} run
   */
  fares({ id }) {
    /** @type {import('../wasm/types.js').Finding[]} */
    const findings = this.engine.labOf(id)?.diagnosis() ?? [];
    return findings.map(({ symptom }) => FARES[symptom]).find(Boolean) ?? '';
  }
}

/** @typedef {import('../wasm/types.js').Phrase} Phrase */
