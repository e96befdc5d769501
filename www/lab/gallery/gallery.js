/**
 * The gallery of experiments: a view that covers the lab, opened by a button in the header that names the present
 * experiment. Its pictures are fetched when it first opens.
 */
import { h, write } from '../draw/dom.js';
import { several } from '../wasm/numbers.js';
import { Card } from './card.js';
import { loadExhibits } from './exhibits.js';
import { neighbor } from './neighbor.js';

/** @typedef {import('../wasm/types.js').Preset} Preset */

/** The parts in their order: key, heading, and what a reader finds there. */
const PARTS = [
  ['wrong', 'What goes wrong', 'Symptoms, as the report lists them: watch each one happen.'],
  ['why', 'Why it goes wrong', 'One cause at a time: the activation, the initial weights, the depth.'],
  ['helps', 'What helps, tried', 'Each remedy beside the run that it should cure. Some famous ones fail.'],
  ['time', 'Through time', 'One cell, many time steps: what is remembered, and why.'],
  ['how', 'How it works', 'Networks small enough to check every number by hand.'],
];

export class Gallery {
  wants = ['experiment', 'runs'];

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view }) {
    this.view = view;
    /** What choosing an experiment does. @type {(preset: Preset) => void} */
    this.chosen = () => {};
    this.title = h('span', { class: 'present' });
    const open = { type: 'button', class: 'experiments', 'data-action': 'gallery', 'aria-haspopup': 'dialog' };
    this.node = h('button', { ...open, onclick: () => this.open() }, this.title, h('span', arrow, '▾'));
    this.cards = view.catalog.presets.map((preset) => new Card(preset, () => this.choose(preset)));
    this.shelves = PARTS.map((part) => this.shelf(part)).filter(({ cards }) => cards.length > 0);
    this.search = h('input', {
      type: 'text',
      class: 'search',
      placeholder: 'Search: dying ReLU, NaN, forget bias …',
      'aria-label': 'Search the experiments',
      autocomplete: 'off',
      oninput: () => this.filter(),
    });
    this.found = h('p', { class: 'note found', role: 'status' });
    this.dialog = this.build();
  }

  build() {
    const close = { type: 'button', class: 'experiments', 'data-action': 'gallery-close' };
    const shut = h('button', { ...close, onclick: () => this.dialog.close() }, 'Experiments', h('span', arrow, '▴'));
    const dialog = h(
      'dialog',
      { class: 'gallery', 'aria-label': 'Experiments' },
      h('div', { class: 'top' }, h('h2', { class: 'name' }, 'Gradient Lab'), shut, this.search),
      h(
        'div',
        { class: 'shelves' },
        this.found,
        this.shelves.map(({ node }) => node),
      ),
    );
    dialog.addEventListener('keydown', (event) => this.move(event));
    return dialog;
  }

  /** @param {string[]} part */
  shelf([key, heading, line]) {
    const cards = this.cards.filter(({ preset }) => preset.part === key);
    const list = h(
      'ul',
      null,
      cards.map(({ node }) => node),
    );
    const node = h('section', { 'data-part': key }, h('h3', null, heading), h('p', { class: 'note' }, line), list);
    return { node, cards };
  }

  open() {
    this.dialog.showModal();
    this.search.focus({ preventScroll: true });
    loadExhibits().then(
      (exhibits) => this.show(exhibits),
      () => write(this.found, 'The pictures did not load. Every experiment opens all the same.'),
    );
  }

  /** @param {Record<string, import('./exhibits.js').Exhibit>} exhibits */
  show(exhibits) {
    for (const card of this.cards) card.show(exhibits[card.preset.id]);
    this.filter();
  }

  /** @param {Preset} preset */
  choose(preset) {
    this.dialog.close();
    this.chosen(preset);
  }

  /** Shows the experiments that contain every word of the search. */
  filter() {
    const search = this.search.value.trim();
    const kept = this.cards.filter((card) => card.filter(search)).length;
    for (const { node, cards } of this.shelves) node.hidden = cards.every((card) => card.node.hidden);
    const none = 'No experiment contains these words. Try fewer letters.';
    write(this.found, !search ? '' : kept ? several(kept, 'experiment') : none);
  }

  /** The arrow keys go from card to card, and from the search to the first one. @param {KeyboardEvent} event */
  move(event) {
    const cards = this.shelves.flatMap(({ cards }) => cards);
    const buttons = cards.map(({ button }) => button).filter((button) => button.checkVisibility());
    const at = buttons.indexOf(/** @type {any} */ (event.composedPath()[0]));
    const typing = event.composedPath()[0] === this.search;
    if (typing && !['ArrowDown', 'Enter'].includes(event.key)) return;
    const next = typing ? buttons[0] : at >= 0 && neighbor(buttons, at, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }

  draw() {
    const { preset } = this.view.prepared;
    write(this.title, preset?.title ?? 'Experiments');
    this.node.title = preset ? 'All experiments' : '';
    for (const card of this.cards) card.mark(card.preset === preset);
  }
}

const arrow = { 'aria-hidden': 'true' };
