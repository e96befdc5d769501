/** The experiment: a form generated from the catalog that Rust exports, and the menu of prepared experiments. */
import { h } from './dom.js';
import { KnobControl } from './knob.js';
import { PresetMenu } from './presets.js';

const EFFECTS = {
  restart: ['restarts', 'A change here starts the run again at step 0; the run before it can stand beside it.'],
  live: ['live', 'A change here acts on the running experiment, and leaves a mark on its time axis.'],
  mixed: ['', ''],
};

export class Controls {
  wants = ['experiment'];

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.catalog = desk.catalog;
    /** @type {Map<string, KnobControl>} */
    this.knobs = new Map();
    this.presets = new PresetMenu(this.catalog.presets, (preset) => this.choose(preset));
    this.summary = h('summary', null, 'Experiment');
    this.fold = h('details', { class: 'experiment', open: true }, this.summary, this.presets.node,
      this.catalog.groups.map((group) => this.group(group)));
    this.node = h('section', { class: 'controls', 'aria-label': 'Experiment' }, this.fold);
  }

  /** @param {import('./types.js').Group} group */
  group(group) {
    const knobs = this.catalog.knobs.filter((knob) => knob.group === group.key);
    const [word, title] = EFFECTS[group.effect];
    const make = (/** @type {import('./types.js').Knob} */ knob) => this.knob(knob, group.effect === 'mixed' && knob.live);
    const advanced = knobs.filter((knob) => knob.advanced);
    return h('fieldset', { class: 'group', 'data-group': group.key },
      h('legend', null, group.title, word && h('span', { class: `tag ${word}`, title }, word)),
      knobs.filter((knob) => !knob.advanced).map(make),
      advanced.length > 0 && h('details', { class: 'more' }, h('summary', null, 'more'), advanced.map(make)));
  }

  /** @param {import('./types.js').Knob} knob @param {boolean} tagLive */
  knob(knob, tagLive) {
    const control = new KnobControl(knob, this.desk.experiment, tagLive);
    this.knobs.set(knob.key, control);
    return control.node;
  }

  /** @param {import('./types.js').Preset} preset */
  choose(preset) {
    this.presets.shut();
    this.desk.experiment.load(preset.spec);
    this.showClaim(preset);
  }

  /** @param {import('./types.js').Preset|null} preset */
  showClaim(preset) {
    this.presets.show(preset);
    if (preset) this.desk.suggestSteps(preset.steps);
  }

  /** Open beside the strips, folded below them. @param {boolean} wide */
  foldFor(wide) {
    this.fold.open = wide;
  }

  draw() {
    const values = this.desk.lab.knobs();
    for (const [key, control] of this.knobs) {
      const { needs } = control.knob;
      control.update(values[key] ?? '', !needs || needs.values.includes(values[needs.key]));
    }
    this.showClaim(this.catalog.presets.find((preset) => preset.spec === this.desk.lab.text()) ?? null);
  }
}
