/** One sentence in large type: what is happening, with the numbers that matter in colour. */
import { h } from '../draw/dom.js';
import { count, number } from '../draw/format.js';

const LONGEST = 28; // letters of a name within the sentence

export class Sentence {
  wants = ['frame', 'play', 'experiment', 'company', 'view'];
  every = 260;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = h('p', { class: 'sentence', part: 'sentence' });
    this.shown = '';
  }

  draw() {
    const { shell, company, player, messages } = this.desk;
    if (player.playing) messages.playing();
    const compared = shell.node.dataset.view === 'compare' && company.any;
    const phrases = compared ? this.ofAll() : this.ofOne();
    // the sign never stands alone on a line
    for (const phrase of phrases) phrase.text = phrase.text.replaceAll(' %', '\u202f%');
    const text = phrases.map((phrase) => phrase.text).join('');
    if (text === this.shown) return;
    this.shown = text;
    this.node.replaceChildren(
      ...phrases.map(({ text: words, tone }) => (tone ? h('b', { class: tone }, words) : words)),
    );
    if (!player.playing) messages.announce(() => this.shown);
  }

  /**
   * Steps that go by quickly are seen at any phase: where one was caught halfway, its loss is said, and not how far it
   * has come.
   */
  ofOne() {
    const {
      lab,
      player,
      frame: { phase, loss, step, stopped },
      summary: { chance_loss: chance },
    } = this.desk;
    const halfway = player.playing && player.blurred && phase.name !== 'update' && !stopped && loss !== null;
    if (!halfway) return /** @type {import('../wasm/types.js').Phrase[]} */ (lab.sentence());
    const told = [
      plain(`Step ${count(step + 1)}: the last batch’s loss is `),
      { text: number(loss, 2), tone: 'signal' },
    ];
    return chance === null
      ? [...told, plain('.')]
      : [...told, plain('; knowing nothing costs '), { text: number(chance), tone: 'signal' }, plain('.')];
  }

  /**
   * How all runs fare, side by side, and where those stopped that did.
   * @returns {import('../wasm/types.js').Phrase[]}
   */
  ofAll() {
    const runs = this.desk.panels.compare.runs();
    const { step } = this.desk.company;
    if (step === 0 && runs.every(({ frame }) => frame.loss === null)) {
      return [plain(`${runs.map(({ letter }) => letter).join(', ')} stand at the start, and keep to the same step.`)];
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

const plain = (/** @type {string} */ text) => ({ text, tone: null });

/**
 * 0.013 in A (LSTM)
 * @param {import('../compare/compare.js').Shown} run
 * @returns {import('../wasm/types.js').Phrase[]}
 */
function fares(run) {
  return [{ text: number(run.frame.loss, 2), tone: 'signal' }, plain(` in ${who(run)}`)];
}

/**
 * A stopped in step 4: ∞.
 * @param {import('../compare/compare.js').Shown} run
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

/** @param {import('../compare/compare.js').Shown} run */
function who({ letter, name }) {
  const short = name.replace(', the main run', '');
  return `${letter}${short.length > LONGEST || short === 'the main run' ? '' : ` (${short})`}`;
}
