/** The menu of prepared experiments: a search field, and one claim for each experiment. */
import { h } from '../draw/dom.js';
import { several } from '../wasm/numbers.js';

/** @typedef {import('../wasm/types.js').Preset} Preset */

/** The report's sections; the experiments of each follow one another. @type {Record<Preset['part'], string>} */
const CHAPTERS = {
  how: 'How it works',
  wrong: 'What goes wrong',
  why: 'Why',
  helps: 'What helps, tried',
  time: 'Through time',
};

export class PresetMenu {
  /** @param {Preset[]} presets @param {(preset: Preset) => void} choose */
  constructor(presets, choose) {
    this.rows = presets.map((preset, n) => this.row(preset, presets[n - 1]?.part !== preset.part, choose));
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
    this.node = h('div', { class: 'prepared' }, this.menu);
  }

  /** @param {Preset} preset @param {boolean} first of its section @param {(preset: Preset) => void} choose */
  row(preset, first, choose) {
    const button = h(
      'button',
      { type: 'button', 'data-preset': preset.id, onclick: () => choose(preset) },
      h('b', null, preset.title),
      h('span', null, preset.claim),
    );
    const chapter = first ? h('li', { class: 'chapter' }, CHAPTERS[preset.part]) : null;
    return {
      chapter,
      node: h('li', null, button),
      words: `${preset.id} ${preset.title} ${preset.claim} ${preset.outcome} ${preset.runs.join(' ')}`.toLowerCase(),
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

  shut() {
    const inside = this.menu.contains(/** @type {ShadowRoot} */ (this.node.getRootNode()).activeElement);
    this.menu.open = false;
    if (inside) this.menu.querySelector('summary')?.focus();
  }
}
