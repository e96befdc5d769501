/**
 * Reach: how much of the gradient is left after some steps back, in the present state of this run. Thin lines show the
 * other kinds of cell at the start, from the same seed and knobs, and dashed lines the theory for each. Below is the
 * knob that decides it.
 */
import { h, write } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { KnobControl, labelOf } from '../form/knob.js';
import { comparedNames, otherCells } from '../run/cells.js';
import { ReachJob } from './reachjob.js';

/** @typedef {import('../wasm/types.js').Lab} Lab */

export class ReachCard {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'view', 'reach', 'play'];
  every = 400;
  look = '';
  drawn = false;
  /** Whether the other cells are computed. */
  ready = false;
  /** Whether there was no memory for the lab of one of them. */
  missing = false;
  /** The other kinds of cell, at their start. @type {{name: string, lab: Lab}[]} */
  others = [];
  /** The run and experiment that they belong to. */
  of = '';

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.engine = ports.engine;
    const label = 'Gradient against lag';
    this.surface = new Surface(h('canvas', { class: 'chart reach', role: 'img', 'aria-label': label }));
    this.words = h('p', { class: 'now' });
    this.key = h('p', { class: 'note' });
    const cells = Object.values(this.view.catalog.cells);
    this.knobs = [...new Set(cells.flatMap(({ knobs }) => knobs))].flatMap((key) => {
      const knob = this.view.catalog.knobs.find((one) => one.key === key);
      return knob ? [new KnobControl(knob, ports.actions, false, 'reach')] : [];
    });
    const compare = { type: 'button', 'data-action': 'cells', onclick: () => ports.actions.compareCells() };
    this.node = h(
      'section',
      { class: 'card reach', 'aria-label': 'Reach', hidden: true },
      h('h2', null, 'Reach · gradient against lag'),
      this.words,
      this.surface.canvas,
      this.key,
      this.knobs.map(({ node }) => node),
      h('p', { class: 'row' }, h('button', compare, `Compare ${comparedNames(this.view.catalog).join(' | ')}`)),
    );
    const { canvas } = this.surface;
    this.mine = new ReachJob(ports, canvas, 'time', () => this.show());
    this.theirs = new ReachJob(ports, canvas, 'time', () => {
      this.ready = !this.theirs.refusal;
      this.show();
    });
  }

  measure() {
    this.surface.measure();
  }

  /** This run first. */
  work() {
    return this.mine.work() || this.theirs.work();
  }

  draw() {
    const { view, surface, engine } = this;
    const { summary, frame, example, dark } = view;
    this.node.hidden = !summary.time;
    if (!summary.time || view.tab !== 'time') return;
    this.showKnobs(summary.time.cell);
    if (!surface.width) this.measure();
    if (!surface.width) return;
    const text = engine.lab.text();
    const look = `${dark} ${surface.width} ${text}`;
    if (look !== this.look && this.drawn) this.show(); // another theme or size, the same curve
    this.look = look;
    const stamp = engine.stamp();
    const key = `${stamp.id} ${stamp.changes} ${text} ${frame.step} ${frame.phase.name === 'start'} ${example}`;
    this.mine.want(key, [() => engine.mainAt(stamp)]);
    this.wantOthers(summary.time.cell, `${stamp.id} ${stamp.version} ${text}`);
  }

  /**
   * Makes labs of the other kinds of cell, with one example each; each reach is computed once.
   * @param {string} cell
   * @param {string} of
   */
  wantOthers(cell, of) {
    if (of === this.of || !this.mine.inSight) return;
    this.of = of;
    this.ready = false;
    this.theirs.forget();
    const gone = this.others;
    this.others = [];
    this.missing = false;
    for (const { lab } of gone) this.engine.discard(lab);
    if (this.view.knobs.data === 'cliff') return; // one unit with an equation of its own
    this.others = otherCells(this.view.catalog, cell).flatMap(({ name, change }) => {
      const lab = this.engine.variant(`${change}&batch=1`);
      lab?.advance(1);
      this.missing ||= !lab;
      return lab ? [{ name, lab }] : [];
    });
    const asked = this.others.map((other) => () => (this.others.includes(other) ? other.lab : null));
    this.theirs.want(of, asked);
  }

  /** What was computed last. */
  show() {
    const { view, surface, engine } = this;
    const { time } = view.summary;
    if (this.mine.refusal) return this.tell(this.mine.refusal);
    const words = /** @type {string|undefined} */ (time && engine.lab.reach());
    if (!time || !words) return;
    this.drawn = true;
    this.tell(words);
    const runs = [{ name: view.catalog.cells[time.cell].name, lab: engine.lab }, ...(this.ready ? this.others : [])];
    engine.compare((comparison) => {
      for (const { name, lab } of runs) {
        comparison.add(lab, name);
        comparison.add_reach(lab);
      }
      comparison.draw(surface.canvas, 'lag', surface.width, surface.height, surface.scale, view.dark);
    });
    const names = runs.slice(1).map(({ name }) => name);
    const thin = names.length ? ` Thin: ${names.join(' and ')} at the start, same seed and knobs.` : '';
    const short = this.missing || this.theirs.refusal ? ' There is no room for the other kinds of cell.' : '';
    const theory = 'Dashed: theory, each for its own kind of cell at the start.';
    const text = `Orange: this ${view.catalog.cells[time.cell].name} as it stands.${thin}${short} ${theory}`;
    write(this.key, text);
  }

  /** @param {string} cell */
  showKnobs(cell) {
    const values = this.view.knobs;
    const { activeElement } = /** @type {ShadowRoot} */ (this.node.getRootNode());
    for (const control of this.knobs) {
      const shown = this.view.catalog.cells[cell].knobs.includes(control.knob.key) && values.data !== 'cliff';
      control.rename(labelOf(control.knob, values));
      const held = activeElement && control.node.contains(activeElement);
      if (!held) control.update(values[control.knob.key] ?? '', shown);
    }
  }

  /** @param {string} words */
  tell(words) {
    if (this.words.textContent === words) return;
    this.words.textContent = words;
    this.surface.canvas.setAttribute('aria-label', `Gradient against lag. ${words}`);
  }
}
