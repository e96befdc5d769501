/** One sentence in large type: what is happening, with the numbers that matter in color. */
import { h } from '../draw/dom.js';
import { count, number } from '../wasm/numbers.js';

const LONGEST = 28; // letters of a name within the sentence

export class Sentence {
  wants = ['frame', 'play', 'experiment', 'runs', 'view'];
  every = 260;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.engine = ports.engine;
    this.node = h('p', { class: 'sentence', part: 'sentence' });
    this.shown = '';
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
   * During fast playing a frame may show any phase. In the middle of a step, the sentence gives the loss and not the
   * phase.
   * @returns {import('../wasm/types.js').Phrase[]}
   */
  ofOne() {
    const { playing, blurred, frame, summary } = this.view;
    const { phase, loss, step, stopped } = frame;
    const chance = summary.chance_loss;
    const halfway = playing && blurred && phase.name !== 'update' && !stopped && loss !== null;
    if (!halfway) return this.engine.lab.sentence();
    const told = [plain(`Step ${count(step + 1)}: the last batch’s loss is `), signal(number(loss, 2))];
    if (chance === null) return [...told, plain('.')];
    return [...told, plain('; guessing has a loss of '), signal(number(chance)), plain('.')];
  }

  /**
   * The losses of all runs, and where runs have stopped.
   * @returns {import('../wasm/types.js').Phrase[]}
   */
  ofAll() {
    const { runs, step } = this.view;
    if (step === 0 && runs.every(({ frame }) => frame.loss === null)) {
      return [plain(`${runs.map(({ letter }) => letter).join(', ')} are at the start and will advance in lockstep.`)];
    }
    const alive = runs.filter(({ frame }) => !frame.stopped);
    const list = alive.flatMap((run, i) => [
      plain(i === 0 ? '' : i === alive.length - 1 ? ' and ' : ', '),
      ...fares(run),
    ]);
    const after = alive.length
      ? [plain(`After ${count(step)} ${step === 1 ? 'step' : 'steps'} the last batch’s loss is `), ...list, plain('.')]
      : [];
    return [...after, ...runs.flatMap(stops)];
  }
}

/** @typedef {import('../wasm/types.js').Phrase} Phrase */

/** @param {string} text @returns {Phrase} */
const plain = (text) => ({ text, tone: null });

/** @param {string} text @returns {Phrase} */
const signal = (text) => ({ text, tone: 'signal' });

/**
 * 0.013 in A (LSTM)
 * @param {import('../run/view.js').RunView} run
 * @returns {import('../wasm/types.js').Phrase[]}
 */
function fares(run) {
  return [signal(number(run.frame.loss, 2)), plain(` in ${who(run)}`)];
}

/**
 * A stopped in step 4: ∞.
 * @param {import('../run/view.js').RunView} run
 * @returns {import('../wasm/types.js').Phrase[]}
 */
function stops(run) {
  const { stopped } = run.frame;
  return stopped
    ? [
        plain(` ${who(run)} stopped in step ${count(stopped.step + 1)}: `),
        { text: stopped.value, tone: 'gradient' },
        plain('.'),
      ]
    : [];
}

/** @param {import('../run/view.js').RunView} run */
function who({ letter, name }) {
  return name && name.length <= LONGEST ? `${letter} (${name})` : letter;
}
