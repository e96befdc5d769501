/** Sentences about what just happened. Each can be dismissed. */
import { h, write } from '../draw/dom.js';
import { copy } from '../run/link.js';
import { COPIED, COPY } from './failure.js';
import { record } from './report.js';

const QUIET = 2000; // at most one announcement in this time

/** @typedef {import('../run/ports.js').MessageKind} MessageKind */
/** @typedef {import('../run/ports.js').Choice} Choice */

export class Messages {
  /** @param {(run: () => void) => void} attempt runs what a click asked for */
  constructor(attempt) {
    this.attempt = attempt;
    this.list = h('ul', { class: 'message-list' });
    this.node = h('div', { class: 'messages', part: 'message', role: 'status' }, this.list);
    this.voice = h('p', { class: 'aside', role: 'status' });
    this.spoken = -Infinity;
    this.timer = 0;
  }

  /**
   * @param {string} text
   * @param {MessageKind} kind a note or an offer gives way to the next one
   * @param {Choice[]} choices
   */
  say(text, kind = 'note', ...choices) {
    if ([...this.list.children].some((item) => item.getAttribute('data-text') === text)) return;
    if (kind === 'note' || kind === 'offer') this.hush('note', 'offer');
    const [, told, hint] = /^(.*?)( Press Play[^.]*\.)?$/s.exec(text) ?? ['', text];
    const words = h('span', null, told, hint && h('span', { class: 'hint' }, hint));
    const item = h('li', { class: kind, 'data-text': text }, words);
    const away = {
      type: 'button',
      class: 'close',
      'aria-label': 'Dismiss this message',
      onclick: () => item.remove(),
    };
    item.append(...choices.map((choice) => this.button(choice)), h('button', away, '×'));
    this.list.append(item);
  }

  /**
   * A sentence about an error, with its report.
   * @param {string} text
   * @param {string} report
   */
  offer(text, report) {
    const run = async () => this.say((await copy(report)) ? COPIED : `Copy this report: ${report}`);
    this.say(text, 'trouble', { label: COPY, run });
  }

  /** @param {Choice} choice */
  button({ label, run }) {
    const onclick = () => {
      record(label);
      this.attempt(run);
    };
    return h('button', { type: 'button', class: 'small', onclick }, label);
  }

  /** The run plays, so messages need no longer ask for it. */
  playing() {
    for (const hint of this.list.querySelectorAll('.hint')) hint.remove();
  }

  /** @param {MessageKind[]} kinds */
  hush(...kinds) {
    for (const item of [...this.list.children]) {
      if (kinds.some((kind) => item.classList.contains(kind))) item.remove();
    }
  }

  /**
   * Announces the sentence to screen readers, not at every frame.
   * @param {() => string} read
   */
  announce(read) {
    if (this.timer) return;
    const wait = Math.max(0, this.spoken + QUIET - performance.now());
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.spoken = performance.now();
      write(this.voice, read());
    }, wait);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}
