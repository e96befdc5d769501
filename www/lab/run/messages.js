/** Plain sentences about what just happened; each can be put away, and nothing else is lost by it. */
import { h } from '../draw/dom.js';

const QUIET = 2000; // at most one announcement in this time

export class Messages {
  constructor() {
    this.list = h('ul', { class: 'message-list' });
    this.node = h('div', { class: 'messages', part: 'message', role: 'status' }, this.list);
    this.voice = h('p', { class: 'aside', role: 'status' });
    this.spoken = -Infinity;
    this.timer = 0;
  }

  /**
   * @param {string} text @param {'note'|'offer'|'warning'} kind a note gives way to the next one, and so does an offer
   * @param {{label: string, run: () => void}[]} actions
   */
  say(text, kind = 'note', ...actions) {
    if ([...this.list.children].some((item) => item.getAttribute('data-text') === text)) return;
    if (kind !== 'warning') this.clear('note', 'offer');
    const [, told, hint] = /^(.*?)( Press Play[^.]*\.)?$/s.exec(text) ?? ['', text];
    const item = h(
      'li',
      { class: kind, 'data-text': text },
      h('span', null, told, hint && h('span', { class: 'hint' }, hint)),
    );
    item.append(
      ...actions.map(({ label, run }) => h('button', { type: 'button', class: 'small', onclick: run }, label)),
    );
    item.append(
      h(
        'button',
        { type: 'button', class: 'close', 'aria-label': 'Put this message away', onclick: () => item.remove() },
        '×',
      ),
    );
    this.list.append(item);
  }

  /** It plays: no message asks for that any more. */
  playing() {
    for (const hint of this.list.querySelectorAll('.hint')) hint.remove();
  }

  /** @param {string[]} kinds */
  clear(...kinds) {
    for (const item of [...this.list.children]) if (kinds.some((kind) => item.classList.contains(kind))) item.remove();
  }

  /** For readers who listen: the sentence, not at every frame. @param {() => string} read */
  announce(read) {
    if (this.timer) return;
    const wait = Math.max(0, this.spoken + QUIET - performance.now());
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.spoken = performance.now();
      const text = read();
      if (this.voice.textContent !== text) this.voice.textContent = text;
    }, wait);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}
