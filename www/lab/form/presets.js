/**
 * The menu of prepared experiments: a search field, one claim for each experiment, and the claim of the chosen one
 * below.
 */
import { h } from '../draw/dom.js';
import { several } from '../wasm/numbers.js';

/** @typedef {import('../wasm/types.js').Preset} Preset */

/** The experiments that begin a chapter of the menu; the menu keeps their order. @type {Record<string, string>} */
const CHAPTERS = {
  FWD: 'How it works',
  VAN: 'It vanishes',
  EXP: 'It explodes',
  DERIV: 'Why',
  ACT: 'What helps, and what does not',
};

export class PresetMenu {
  /** @param {Preset[]} presets @param {(preset: Preset) => void} choose */
  constructor(presets, choose) {
    this.rows = presets.map((preset) => this.row(preset, choose));
    this.search = h('input', {
      type: 'text',
      class: 'search',
      placeholder: 'vanishing, dropout, NaN …',
      'aria-label': 'Search the prepared experiments',
      autocomplete: 'off',
    });
    this.search.addEventListener('input', () => this.filter());
    this.none = h('p', { class: 'note', role: 'status' });
    this.menu = h(
      'details',
      { class: 'presets' },
      h('summary', null, `Prepared experiments (${presets.length})`),
      this.search,
      this.none,
      h(
        'ul',
        null,
        this.rows.flatMap(({ node, chapter }) => (chapter ? [chapter, node] : [node])),
      ),
    );
    this.claim = h('p', { class: 'claim', hidden: true });
    this.node = h('div', { class: 'prepared' }, this.menu, this.claim);
  }

  /** @param {Preset} preset @param {(preset: Preset) => void} choose */
  row(preset, choose) {
    const button = h(
      'button',
      { type: 'button', 'data-preset': preset.id, onclick: () => choose(preset) },
      h('b', null, preset.title),
      h('span', null, preset.claim),
    );
    const chapter = CHAPTERS[preset.id] ? h('li', { class: 'chapter' }, CHAPTERS[preset.id]) : null;
    return {
      chapter,
      node: h('li', null, button),
      words: `${preset.id} ${preset.title} ${preset.claim} ${preset.spec}`.toLowerCase(),
    };
  }

  /** Shows the experiments that contain every word of the search, in their claim or in their own text. */
  filter() {
    const asked = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { node, words } of this.rows) {
      node.hidden = !asked.every((word) => words.includes(word));
      found += node.hidden ? 0 : 1;
    }
    // the search leaves few, in the same order
    for (const { chapter } of this.rows) if (chapter) chapter.hidden = asked.length > 0;
    this.none.textContent = !asked.length
      ? ''
      : found
        ? several(found, 'experiment')
        : 'No experiment contains these words. Try fewer letters.';
  }

  /** @param {Preset|null} preset */
  show(preset) {
    this.claim.hidden = !preset;
    if (preset) this.claim.replaceChildren(h('b', null, preset.title), ` · ${preset.claim}`);
  }

  shut() {
    const inside = this.menu.contains(/** @type {ShadowRoot} */ (this.node.getRootNode()).activeElement);
    this.menu.open = false;
    if (inside) this.menu.querySelector('summary')?.focus();
  }
}
