/** One sentence in large type: what is happening, with the numbers that matter in colour. */
import { h } from './dom.js';
import { count, number } from './format.js';

const LONGEST = 28; // letters of a name within the sentence

export class Sentence {
  wants = ['frame', 'play', 'experiment', 'company', 'view'];
  every = 260;

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = h('p', { class: 'sentence', part: 'sentence' });
    this.shown = '';
  }

  draw() {
    const { shell, company, lab, player, messages } = this.desk;
    if (player.playing) messages.playing();
    const compared = shell.node.dataset.view === 'compare' && company.any;
    const phrases = compared ? this.ofAll() : /** @type {import('./types.js').Phrase[]} */ (lab.sentence());
    const text = phrases.map((phrase) => phrase.text).join('');
    if (text === this.shown) return;
    this.shown = text;
    this.node.replaceChildren(...phrases.map(({ text: words, tone }) => (tone ? h('b', { class: tone }, words) : words)));
    if (!player.playing) messages.announce(() => this.shown);
  }

  /** How all runs fare, side by side. @returns {import('./types.js').Phrase[]} */
  ofAll() {
    const runs = this.desk.panels.compare.runs();
    const plain = (/** @type {string} */ text) => ({ text, tone: null });
    const list = runs.flatMap((run, i) => [plain(i === 0 ? '' : i === runs.length - 1 ? ' and ' : ', '), ...fares(run)]);
    const { step } = this.desk.frame;
    return step === 0 && runs.every(({ frame }) => frame.loss === null)
      ? [plain(`${runs.map(({ letter }) => letter).join(', ')} stand at the start, and keep to the same step.`)]
      : [plain(`After ${count(step)} ${step === 1 ? 'step' : 'steps'} the last batch’s loss is `), ...list, plain('.')];
  }
}

/** 0.013 in A (LSTM) @param {import('./compare.js').Shown} run @returns {import('./types.js').Phrase[]} */
function fares({ letter, name, frame: { loss, stopped } }) {
  const short = name.replace(', the main run', '');
  const who = `${letter}${short.length > LONGEST || short === 'the main run' ? '' : ` (${short})`}`;
  if (stopped) return [{ text: `gone in ${who}: ${stopped.value}`, tone: null }];
  return [{ text: number(loss, 2), tone: 'signal' }, { text: ` in ${who}`, tone: null }];
}
