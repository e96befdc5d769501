/** The gradient river: stage across, step down. One picture from Rust, scaled without smoothing; dragging seeks. */
import { Bitmap } from '../draw/bitmap.js';
import { h } from '../draw/dom.js';
import { count, number } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';

const THICKEST = 7; // pixels of one step while the run is young

export class River {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 150;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions, engine }) {
    this.view = view;
    this.actions = actions;
    this.engine = engine;
    this.canvas = h('canvas', {
      class: 'layer',
      role: 'slider',
      tabindex: '0',
      'aria-valuenow': 0,
      'aria-label': 'Gradient river: training step of the run',
      'aria-orientation': 'vertical',
    });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot river' }, this.canvas);
    this.from = h('span', { class: 'tick' });
    this.to = h('span', { class: 'tick' });
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' }, this.from, this.to);
    /** Rows are named by the steps done before them, as the run records them. */
    this.picture = { width: 0, height: 0, first: 0, last: -1, dark: false };
    /** @type {Bitmap|null} */
    this.bitmap = null;
    this.recorded = 0;
    /** The run whose steps ahead are kept. @type {import('../run/engine.js').Stamp|null} */
    this.of = null;
    this.connect();
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    if (!this.engine.mainAt(this.of)) this.picture.height = 0; // of another run the steps ahead are others
    this.of = this.engine.stamp();
    this.take(this.engine.lab.river(this.view.dark));
    const pen = this.surface.pen(this.view.palette);
    if (!pen) return;
    this.paint(pen);
    this.label();
  }

  /**
   * Going back shortens the run's own record. The picture of the later steps stays, because a replay gives the same
   * numbers: a click on it recomputes them.
   * @param {{width: number, height: number, pixels: Uint8ClampedArray, first_step: number|null,
   *   last_step: number|null}} river
   */
  take({ width, height, pixels, first_step: first, last_step: last }) {
    const { picture } = this;
    const { dark } = this.view;
    const sameLook = picture.dark === dark && picture.width === width;
    this.recorded = height;
    if (sameLook && picture.height && (last ?? -1) < picture.last) return;
    Object.assign(picture, { width, height, first: first ?? 0, last: last ?? -1, dark });
    this.bitmap = width && height ? new Bitmap({ width, height, pixels }) : null;
  }

  get drawnHeight() {
    return Math.min(this.surface.height, this.picture.height * THICKEST);
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paint(pen) {
    const { axis, palette } = this.view;
    const { picture, bitmap } = this;
    if (!picture.height || !bitmap) {
      pen.text('one row for every training step', pen.width / 2, 24, { fill: palette.muted });
      return;
    }
    const width = picture.width * axis.pitch;
    pen.image(bitmap, { x: axis.left(1), y: 0, width, height: this.drawnHeight });
    this.paintPresent(pen);
  }

  /**
   * The line under the displayed step, if the run has gone back.
   * @param {import('../draw/pen.js').Pen} pen
   */
  paintPresent(pen) {
    const { frame, axis, palette } = this.view;
    const { first, last, height } = this.picture;
    if (this.recorded === height || frame.step > last) return;
    const t = (frame.step - first) / Math.max(1, last - first + 1);
    const y = Math.max(1, t * this.drawnHeight);
    pen.rect(axis.left(1) - 4, y - 1, axis.width - axis.left(1) + 8, 2, { fill: palette.ink });
  }

  /** The labels count completed steps: a row shows the measurements of the step that completes it. */
  label() {
    const { first, last, height } = this.picture;
    const bottom = this.drawnHeight;
    this.from.textContent = height ? count(first + 1) : '';
    this.from.style.top = '7px';
    this.to.textContent = height && last > first && bottom > 24 ? count(last + 1) : '';
    this.to.style.top = `${bottom - 6}px`;
    if (!height) return;
    const { canvas } = this;
    const { step } = this.view.frame;
    canvas.setAttribute('aria-valuemin', String(first));
    canvas.setAttribute('aria-valuemax', String(last + 1));
    canvas.setAttribute('aria-valuenow', String(Math.max(first, Math.min(last + 1, step))));
    canvas.setAttribute('aria-valuetext', `training step ${count(step)} of ${count(last + 1)}`);
  }

  /**
   * The value of the river under the pointer.
   * @param {number} stage
   */
  reading(stage) {
    const { hovered } = this;
    if (hovered === undefined || stage < 0 || hovered >= this.recorded) return '';
    const cell = this.engine.lab.river_value(hovered, stage);
    return cell ? `${number(cell.d_z_rms)} in training step ${count(cell.step + 1)}` : '';
  }

  /** @param {{clientX: number, clientY: number}} event */
  under(event) {
    const { x, y } = this.surface.locate(event);
    const { first, last, height } = this.picture;
    const t = Math.max(0, Math.min(0.9999, y / Math.max(1, this.drawnHeight)));
    return {
      column: this.view.axis.columnAt(x),
      row: Math.floor(t * height),
      step: first + 1 + Math.floor(t * (last - first + 1)),
    };
  }

  connect() {
    const { canvas, actions } = this;
    let dragging = false;
    canvas.addEventListener('pointerdown', (event) => {
      if (!this.picture.height || event.button !== 0) return;
      dragging = true;
      canvas.setPointerCapture(event.pointerId);
      this.seekTo(this.under(event).step);
    });
    canvas.addEventListener('pointermove', (event) => {
      const at = this.under(event);
      this.hovered = this.picture.height ? at.row : undefined;
      actions.point(at.column);
      if (dragging) this.seekTo(at.step);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, () => {
        dragging = false;
      });
    }
    canvas.addEventListener('pointerleave', () => {
      this.hovered = undefined;
      actions.point(null);
    });
    canvas.addEventListener('keydown', (event) => this.key(event));
  }

  /** @param {number} step */
  seekTo(step) {
    if (step !== this.view.frame.step || this.view.seeking !== null) this.actions.seek(step);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { step } = this.view.frame;
    const { first, last } = this.picture;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowUp: step - 1,
      ArrowLeft: step - 1,
      ArrowDown: step + 1,
      ArrowRight: step + 1,
      PageUp: step - 10,
      PageDown: step + 10,
      Home: first,
      End: last + 1,
    };
    if (!(event.key in moves) || !this.picture.height) return;
    event.preventDefault();
    event.stopPropagation();
    this.seekTo(Math.max(first, Math.min(last + 1, moves[event.key])));
  }
}
