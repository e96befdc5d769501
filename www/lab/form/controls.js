/** The experiment: a form generated from the catalog that Rust exports. */
import { h, write } from '../draw/dom.js';
import { KnobControl, labelOf } from './knob.js';

/**
 * The effect of a change in a group: before the run has trained, after, and as a sentence.
 * @type {Record<string, [string, string, string]>}
 */
const EFFECTS = {
  restart: ['restarts', 'restarts', 'A change here restarts the run.'],
  fork: [
    'restarts',
    'forks',
    'A change here restarts the run. If it has trained, the run as it was stays beside it, to compare.',
  ],
  live: ['live', 'live', 'A change here acts on the running experiment, and leaves a mark on its time axis.'],
  mixed: [
    'restarts, except live',
    'forks, except live',
    'Live controls act on the running experiment. Any other restarts the run; ' +
      'if it has trained, the run as it was stays beside it.',
  ],
};

/** Largest width of a cell, and largest batch of sequences. */
const MOST_IN_TIME = 128;

export class Controls {
  wants = ['experiment'];

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.catalog = this.view.catalog;
    /** @type {Map<string, KnobControl>} */
    this.knobs = new Map();
    /** The word beside each group's title, with what a change in the group does. @type {Map<HTMLElement, string>} */
    this.tags = new Map();
    this.search = h('input', {
      type: 'text',
      class: 'search',
      placeholder: 'Find a control',
      'aria-label': 'Find a control',
      autocomplete: 'off',
    });
    this.search.addEventListener('input', () => this.draw());
    this.summary = h('summary', null, 'Experiment');
    this.fold = h(
      'details',
      { class: 'experiment', open: true },
      this.summary,
      this.search,
      this.catalog.groups.map((group) => this.group(group)),
    );
    this.node = h('section', { class: 'controls', 'aria-label': 'Experiment' }, this.fold);
    /** The groups' labels, drawn at a pace of their own. @type {import('../run/ports.js').Panel[]} */
    this.parts = [{ node: this.node, wants: ['frame'], every: 250, draw: () => this.tell() }];
  }

  /** @param {import('../wasm/types.js').Group} group */
  group(group) {
    const knobs = this.catalog.knobs.filter((knob) => knob.group === group.key);
    const tag = h('span', { class: `tag ${group.effect}`, title: EFFECTS[group.effect][2] });
    this.tags.set(tag, group.effect);
    const make = (/** @type {import('../wasm/types.js').Knob} */ knob) =>
      this.knob(knob, group.effect === 'mixed' && knob.live);
    const advanced = knobs.filter((knob) => knob.advanced);
    return h(
      'fieldset',
      { class: 'group', 'data-group': group.key },
      h('legend', null, group.title, tag),
      knobs.filter((knob) => !knob.advanced).map(make),
      advanced.length > 0 && h('details', { class: 'more' }, h('summary', null, 'more'), advanced.map(make)),
    );
  }

  /** @param {import('../wasm/types.js').Knob} knob @param {boolean} tagLive */
  knob(knob, tagLive) {
    const control = new KnobControl(knob, this.actions, tagLive);
    this.knobs.set(knob.key, control);
    if (knob.key === 'data') control.node.append(this.bringing());
    return control.node;
  }

  /** Opens where the reader brings own data. */
  bringing() {
    const bring = { type: 'button', class: 'small', 'data-action': 'own', onclick: () => this.actions.bring() };
    return h('button', bring, 'Paste, drop or draw your own data…');
  }

  /** @param {import('../wasm/types.js').Preset} preset */
  choose(preset) {
    this.actions.load(`preset=${preset.id}`);
    this.actions.suggestSteps(preset.end ?? preset.step);
  }

  /** Updates the groups' labels, and the live knobs, which follow the run past its marks. */
  tell() {
    const values = this.view.knobs;
    if ([...this.knobs].some(([key, { knob, shown }]) => knob.live && shown !== (values[key] ?? ''))) this.draw();
    const { step, stopped } = this.view.frame;
    const trained = step > 0 || stopped ? 1 : 0;
    for (const [tag, effect] of this.tags) {
      write(tag, EFFECTS[effect][trained]);
    }
  }

  /** Open beside the strips, folded below them. @param {boolean} wide */
  foldFor(wide) {
    this.fold.open = wide;
  }

  /** Whether a control contains every word of the search. @param {KnobControl} control */
  asks({ knob: { key, label, help } }) {
    const words = this.search.value.toLowerCase().split(/\s+/);
    const text = `${key} ${label} ${help}`.toLowerCase();
    return words.every((word) => text.includes(word));
  }

  /** What a search has found is not left folded. */
  unfold() {
    if (!this.search.value.trim()) return;
    for (const part of this.fold.querySelectorAll('details.more')) part.setAttribute('open', '');
  }

  /** Hides every group, and every fold of one, in which no knob acts on this network. */
  hideEmpty() {
    for (const part of this.fold.querySelectorAll('.more, .group')) {
      const knobs = [...part.querySelectorAll('.knob')];
      if (part instanceof HTMLElement) part.hidden = knobs.every((node) => node instanceof HTMLElement && node.hidden);
    }
  }

  draw() {
    const values = this.view.knobs;
    const axis = this.view.summary.time ? 'time' : 'depth';
    for (const [key, control] of this.knobs) {
      const { needs, [axis]: acts } = control.knob;
      control.rename(labelOf(control.knob, values));
      control.endAt(axis === 'time' && (key === 'width' || key === 'batch') ? MOST_IN_TIME : null);
      control.update(
        values[key] ?? '',
        acts && (!needs || needs.values.includes(values[needs.key])) && this.asks(control),
      );
    }
    this.hideEmpty();
    this.unfold();
  }
}
