/** A task for a class: what may be changed, what is hidden, and the goal. It becomes a part of the link. */
import { h } from '../draw/dom.js';
import { LONGEST, PARTS } from '../run/pagekeys.js';

/** @typedef {import('../wasm/types.js').Catalog} Catalog */

/** @type {Record<string, string>} */
const WORDS = {
  sentence: 'the sentence that says what happens',
  answers: 'verdict, diagnosis and cures',
  curves: 'loss and accuracy',
  experiments: 'the other experiments',
  details: 'Watch, Explain, Lab and the tabs',
};

/** @param {Record<string, any>} props @param {string} words */
const tick = (props, words) => h('label', null, h('input', props), ` ${words}`);

export class Task {
  /**
   * @param {Catalog} catalog
   * @param {() => void} changed
   */
  constructor(catalog, changed) {
    this.catalog = catalog;
    this.goal = h('input', {
      type: 'text',
      maxlength: LONGEST,
      placeholder: 'Make layer 1 learn',
      'aria-label': 'Goal',
      oninput: changed,
    });
    const all = { type: 'radio', name: 'share-open', checked: true, onchange: () => this.choose(changed) };
    const some = { type: 'radio', name: 'share-open', onchange: () => this.choose(changed) };
    this.all = h('input', all);
    this.some = h('input', some);
    this.knobs = h('div', { class: 'knob-ticks', hidden: true, onchange: changed });
    this.parts = h(
      'div',
      { class: 'ticks-of', onchange: changed },
      PARTS.map((part) => tick({ type: 'checkbox', value: part }, WORDS[part])),
    );
    this.node = h(
      'details',
      { class: 'share-task' },
      h('summary', null, 'Set a task for a class'),
      h('p', { class: 'note' }, 'It becomes a part of the link, the QR code, the embed code and the file.'),
      h('label', { class: 'goal-field' }, h('b', null, 'Goal'), this.goal),
      h('b', null, 'May be changed'),
      h('label', null, this.all, ' everything'),
      h('label', null, this.some, ' only what is ticked'),
      this.knobs,
      h('b', null, 'Hidden'),
      this.parts,
    );
  }

  /** @param {() => void} changed */
  choose(changed) {
    this.knobs.hidden = !this.some.checked;
    changed();
  }

  /**
   * Takes over the task of the experiment that is open.
   * @param {import('../run/pagekeys.js').PageKeys} keys
   * @param {'depth'|'time'} axis  whose knobs are offered
   */
  read(keys, axis) {
    const { open, hidden, goal } = keys;
    this.goal.value = goal;
    this.all.checked = open === null;
    this.some.checked = open !== null;
    this.knobs.hidden = open === null;
    const groups = this.catalog.groups.map(({ key, title }) => {
      const knobs = this.catalog.knobs.filter((knob) => knob.group === key && knob[axis]);
      const ticks = knobs.map((knob) =>
        tick({ type: 'checkbox', value: knob.key, checked: open?.includes(knob.key) }, knob.label),
      );
      return ticks.length > 0 && h('fieldset', null, h('legend', null, title), ticks);
    });
    this.knobs.replaceChildren(...groups.filter((group) => group !== false));
    for (const box of this.parts.querySelectorAll('input')) box.checked = hidden.includes(box.value);
    if (goal || open || hidden.length) this.node.open = true;
  }

  /** @param {HTMLElement} list */
  ticked(list) {
    return [...list.querySelectorAll('input')].filter((box) => box.checked).map((box) => box.value);
  }

  /**
   * The keys of the page that hold the task; undefined where there is nothing to say.
   * @returns {Record<'open'|'hide'|'goal', string|undefined>}
   */
  get keys() {
    const hide = this.ticked(this.parts).join(',');
    const open = this.some.checked ? this.ticked(this.knobs).join(',') : undefined;
    return { open, hide: hide || undefined, goal: this.goal.value.trim() || undefined };
  }
}
