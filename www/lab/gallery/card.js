/** One experiment of the gallery: picture, title, claim, and what came of it. */
import { h, s } from '../draw/dom.js';
import { finds, wordsOf } from './search.js';

/** @typedef {import('../wasm/types.js').Preset} Preset */

export class Card {
  /** @param {Preset} preset @param {(preset: Preset) => void} choose */
  constructor(preset, choose) {
    this.preset = preset;
    // Its place is kept while the shapes are on their way.
    this.picture = s('svg', { viewBox: '0 0 300 110', class: 'picture', 'aria-hidden': 'true' });
    this.measured = h('span', { class: 'measured' });
    this.tried = h('span');
    this.button = h(
      'button',
      { type: 'button', class: 'exhibit', 'data-preset': preset.id, onclick: () => choose(preset) },
      this.picture,
      h('b', null, preset.title),
      h('span', null, preset.claim),
      h(
        'span',
        { class: `outcome ${preset.outcome}` },
        h('span', null, h('strong', null, preset.outcome), this.measured),
        this.tried,
      ),
    );
    this.node = h('li', null, this.button);
    this.words = wordsOf(preset, '');
  }

  /** @param {import('./exhibits.js').Exhibit|undefined} exhibit */
  show(exhibit) {
    if (!exhibit) return;
    const { picture, measured, tried } = exhibit;
    this.picture.replaceChildren(...picture.map(([looks, d]) => s('path', { class: looks, d })));
    this.measured.textContent = measured;
    this.tried.textContent = holds(tried);
    this.words = wordsOf(this.preset, measured);
  }

  /** @param {boolean} current whether it is the one that the lab shows */
  mark(current) {
    if (current) this.button.setAttribute('aria-current', 'true');
    else this.button.removeAttribute('aria-current');
  }

  /** @param {string} search @returns {boolean} whether it stays */
  filter(search) {
    this.node.hidden = !finds(this.words, search);
    return !this.node.hidden;
  }
}

/** @param {[holds: number, seeds: number]} tried */
const holds = ([holds, seeds]) => `${holds} of ${seeds} seeds`;
