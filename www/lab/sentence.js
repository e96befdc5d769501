/** One sentence in large type: what is happening, with the numbers that matter in colour. */
import { h } from './dom.js';

export class Sentence {
  wants = ['frame', 'play', 'experiment'];
  every = 260;

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = h('p', { class: 'sentence', part: 'sentence' });
    this.shown = '';
  }

  draw() {
    const phrases = /** @type {import('./types.js').Phrase[]} */ (this.desk.lab.sentence());
    const text = phrases.map((phrase) => phrase.text).join('');
    if (text === this.shown) return;
    this.shown = text;
    this.node.replaceChildren(...phrases.map(({ text: words, tone }) => (tone ? h('b', { class: tone }, words) : words)));
    if (!this.desk.player.playing) this.desk.messages.announce(() => this.shown);
  }
}
