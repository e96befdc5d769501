/** A run that PyTorch trained, in a view over the lab: its strips share one axis, and a slider goes by step. */
import { Axis, NARROWEST } from '../draw/axis.js';
import { h, write } from '../draw/dom.js';
import { adopt } from '../draw/sheet.js';
import { watchTheme } from '../draw/theme.js';
import { AxisRow } from '../strips/axisrow.js';
import { CursorLine } from '../strips/cursorline.js';
import { Meter } from '../strips/meter.js';
import { count } from '../wasm/numbers.js';
import { AboutCard, Findings, LayersCard, LossCard, StopCard } from './cards.js';
import { SHEET } from './look.js';
import { portsOf } from './recording.js';
import { TraceFactor, TraceRiver } from './strips.js';

/** @typedef {import('./recording.js').Recording} Recording */
/** @typedef {{node: HTMLElement, ticks?: HTMLElement, reading?: (stage: number) => string, measure?: () => void,
 *   draw: () => void}} Shows */

/** The meters that a trace has the numbers of. */
const METERS = ['signal', 'gradient', 'update'];

export class TraceView {
  /**
   * @param {import('../run/ports.js').Ports} ports of the lab
   * @param {Recording} recording
   * @param {() => void} another asks for another file
   */
  constructor(ports, recording, another) {
    this.recording = recording;
    const acts = {
      seek: (/** @type {number} */ step) => this.show(this.recording.rowOf(step - 1)),
      point: (/** @type {number|null} */ column) => this.point(column),
    };
    const { view, ports: own } = portsOf(this, ports, acts);
    this.view = view;
    const meters = ports.view.catalog.meters.filter(({ key }) => METERS.includes(key));
    /** @type {{name: string, sub: string, title: string, panel: Shows}[]} */
    this.strips = [
      ...meters.map((row) => ({ name: row.label, sub: row.symbol, title: row.help, panel: new Meter(own, row) })),
      { name: 'Factor', sub: 'of ∂L/∂z, per layer', title: FACTOR, panel: new TraceFactor(own) },
      { name: 'River', sub: 'gradient by training step ↓', title: RIVER, panel: new TraceRiver(this, own) },
      { name: '', sub: '', title: '', panel: new AxisRow(own) },
    ];
    this.rows = this.strips.map(({ name, sub, title, panel }) => row(name, sub, title, panel));
    this.marker = h('div', { class: 'cursor', hidden: true });
    this.track = h('div', { class: 'cursor-track', 'aria-hidden': 'true' }, this.marker);
    const catalog = ports.view.catalog;
    this.cards = [
      new StopCard(this),
      new Findings(this, catalog),
      new LossCard(this, view),
      new LayersCard(this),
      new AboutCard(this),
    ];
    this.line = new CursorLine(own, this.marker, this.rows);
    this.name = h('h2', { class: 'name' });
    this.trouble = h('p', { class: 'trouble', role: 'alert' });
    this.at = h('output', { class: 'at' });
    const slides = { type: 'range', min: 0, step: 1, 'aria-label': 'Training step of the trace' };
    this.slider = h('input', { ...slides, oninput: () => this.show(Number(this.slider.value)) });
    this.onAxis = h('div', { class: 'strips' }, ...this.rows.map(({ node }) => node), this.track);
    this.dialog = this.build(another);
    this.undo = [watchTheme(() => this.draw())];
  }

  /** @param {() => void} another */
  build(another) {
    const button = (/** @type {string} */ action, /** @type {string} */ words, /** @type {() => void} */ onclick) =>
      h('button', { type: 'button', 'data-action': action, onclick }, words);
    const back = button('trace-back', '‹', () => this.show(this.recording.at - 1));
    const on = button('trace-on', '›', () => this.show(this.recording.at + 1));
    back.title = 'One recorded step back';
    on.title = 'One recorded step forward';
    const dialog = h(
      'dialog',
      { class: 'gallery trace', 'aria-label': 'A run from PyTorch' },
      h(
        'div',
        { class: 'top' },
        this.name,
        button('trace-another', 'Another file', another),
        button('trace-close', 'Back to the lab', () => dialog.close()),
      ),
      h(
        'div',
        { class: 'trace-columns' },
        h(
          'section',
          { class: 'trace-main', 'aria-label': 'The run' },
          this.trouble,
          h('div', { class: 'scrub' }, back, this.slider, on, this.at),
          h('div', { class: 'strips-scroll' }, this.onAxis),
        ),
        h('section', { class: 'trace-side', 'aria-label': 'Why' }, ...this.cards.map(({ node }) => node)),
      ),
    );
    dialog.addEventListener('close', () => this.close());
    return dialog;
  }

  /** Opens over the lab. @param {HTMLElement} place */
  open(place) {
    adopt(place, SHEET);
    place.append(this.dialog);
    this.dialog.showModal();
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(this.track);
    this.undo.push(() => sizes.disconnect());
    this.begin();
    this.slider.focus({ preventScroll: true });
  }

  /** Another recording takes the place of this one. @param {Recording} recording */
  replace(recording) {
    this.recording.run.free();
    this.recording = recording;
    this.begin();
  }

  begin() {
    const { name, last } = this.recording;
    write(this.name, name);
    this.name.title = name;
    this.slider.max = String(last);
    this.say('');
    this.resize();
    this.show(last);
  }

  /** A sentence about a file that was not opened. @param {string} words */
  say(words) {
    write(this.trouble, words);
  }

  /** @param {number} at a row */
  show(at) {
    this.recording.show(at);
    this.draw();
  }

  /** @param {number|null} column */
  point(column) {
    this.view.column = column;
    this.line.draw();
    this.strips.at(-1)?.panel.draw();
  }

  resize() {
    const { stages } = this.recording.summary;
    this.onAxis.style.setProperty('--least', `${NARROWEST * (stages + 1)}px`);
    this.view.axis = new Axis(stages, Math.max(1, this.track.offsetWidth));
    for (const panel of [...this.strips.map(({ panel }) => panel), ...this.cards]) {
      if ('measure' in panel) panel.measure?.();
    }
    this.draw();
  }

  draw() {
    const { at, frame, steps, last } = this.recording;
    this.slider.value = String(at);
    const step = count(steps[at] + 1);
    this.slider.setAttribute('aria-valuetext', `training step ${step} of ${count(steps[last] + 1)}`);
    const where = frame.stopped ? 'stopped in training step' : 'training step';
    write(this.at, `${where} ${step} of ${count(steps[last] + 1)}`);
    for (const { panel } of this.strips) panel.draw();
    for (const card of this.cards) card.draw();
    this.line.draw();
  }

  close() {
    for (const undo of this.undo) undo();
    this.undo = [];
    this.dialog.remove();
    this.recording.run.free();
    this.closed();
  }

  /** What the lab does when it is left. */
  closed() {}
}

const FACTOR = 'The factor by which each layer multiplies the gradient on its way down';
const RIVER = 'Click or drag to go to a training step';

/** @param {string} name @param {string} sub @param {string} title @param {Shows} panel */
function row(name, sub, title, panel) {
  const value = h('output', { class: 'reading' });
  const head = h('div', { class: 'strip-head', title }, h('b', null, name), h('span', { class: 'sub' }, sub), value);
  const node = h('div', { class: 'strip' }, head, panel.node, panel.ticks ?? h('div', { class: 'ticks' }));
  return { node, value, reading: panel.reading && ((/** @type {number} */ stage) => panel.reading?.(stage) ?? '') };
}
