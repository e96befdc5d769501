/** The gradient river: stage across, step down. One picture from Rust, scaled without smoothing; dragging seeks. */
import { h } from '../draw/dom.js';
import { count, number, several } from '../draw/format.js';
import { Surface } from '../draw/surface.js';

const THICKEST = 7; // pixels of one step while the run is young

export class River {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 150;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.canvas = h('canvas', {
      class: 'layer',
      role: 'slider',
      tabindex: '0',
      'aria-valuenow': 0,
      'aria-label': 'Gradient river: step of the run',
      'aria-orientation': 'vertical',
    });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot river' }, this.canvas);
    this.from = h('span', { class: 'tick' });
    this.to = h('span', { class: 'tick' });
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' }, this.from, this.to);
    this.buffer = document.createElement('canvas');
    /** Rows are named by the steps done before them, as the run records them. */
    this.picture = { width: 0, height: 0, first: 0, last: -1, dark: false };
    this.recorded = 0;
    this.connect();
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const context = this.surface.begin();
    const { desk, picture } = this;
    this.take(desk.lab.river(desk.dark));
    if (!context) return;
    if (!picture.height) {
      this.from.textContent = this.to.textContent = '';
      return this.paintWaiting(context);
    }
    context.imageSmoothingEnabled = false;
    context.drawImage(this.buffer, desk.axis.left(1), 0, picture.width * desk.axis.pitch, this.drawnHeight());
    this.paintPresent(context);
    this.label();
  }

  /**
   * Going back shortens the run's own record. The picture of the steps ahead stays, since the run is the same every
   * time: a click on it re-computes them.
   * @param {{width: number, height: number, pixels: Uint8ClampedArray, first_step: number|null, last_step:
   *   number|null}} river
   */
  take({ width, height, pixels, first_step: first, last_step: last }) {
    const { picture, buffer } = this;
    const sameLook = picture.dark === this.desk.dark && picture.width === width;
    this.recorded = height;
    if (sameLook && picture.height && (last ?? -1) < picture.last) return;
    Object.assign(picture, { width, height, first: first ?? 0, last: last ?? -1, dark: this.desk.dark });
    if (!width || !height) return;
    buffer.width = width;
    buffer.height = height;
    buffer.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  }

  /** Another run: the steps ahead are no longer its own. */
  forget() {
    this.picture.height = 0;
  }

  drawnHeight() {
    return Math.min(this.surface.height, this.picture.height * THICKEST);
  }

  /** @param {CanvasRenderingContext2D} context */
  paintWaiting(context) {
    const { palette } = this.desk;
    context.font = `12px ${palette.font}`;
    context.fillStyle = palette.muted;
    context.textAlign = 'center';
    context.fillText('one row for every step', this.surface.width / 2, 24);
  }

  /**
   * The line under the step on show, when the run has gone back.
   * @param {CanvasRenderingContext2D} context
   */
  paintPresent(context) {
    const { frame, axis, palette } = this.desk;
    const { first, last, height } = this.picture;
    if (this.recorded === height || frame.step > last) return;
    const row = ((frame.step - first) / Math.max(1, last - first + 1)) * height;
    const y = Math.max(1, (row / height) * this.drawnHeight());
    context.fillStyle = palette.ink;
    context.fillRect(axis.left(1) - 4, y - 1, axis.width - axis.left(1) + 8, 2);
  }

  /** A row shows what its step measured; that step is over one step later. */
  label() {
    const { first, last } = this.picture;
    const bottom = this.drawnHeight();
    this.from.textContent = `step ${count(first + 1)}`;
    this.from.style.top = '7px';
    this.to.textContent = last > first && bottom > 24 ? `step ${count(last + 1)}` : '';
    this.to.style.top = `${bottom - 6}px`;
    const { canvas } = this;
    const { step } = this.desk.frame;
    canvas.setAttribute('aria-valuemin', String(first));
    canvas.setAttribute('aria-valuemax', String(last + 1));
    canvas.setAttribute('aria-valuenow', String(Math.max(first, Math.min(last + 1, step))));
    canvas.setAttribute('aria-valuetext', `step ${count(step)} of ${several(last + 1, 'step')}`);
  }

  /** What the river holds under the pointer. @param {number} stage */
  reading(stage) {
    const { hovered } = this;
    if (hovered === undefined || stage < 0 || hovered >= this.recorded) return '';
    const cell = this.desk.lab.river_value(hovered, stage);
    return cell ? `${number(cell.d_z_rms)} at step ${count(cell.step + 1)}` : '';
  }

  /** @param {{clientX: number, clientY: number}} event */
  under(event) {
    const { x, y } = this.surface.locate(event);
    const { first, last, height } = this.picture;
    const t = Math.max(0, Math.min(0.9999, y / Math.max(1, this.drawnHeight())));
    return {
      column: this.desk.axis.columnAt(x),
      row: Math.floor(t * height),
      step: first + 1 + Math.floor(t * (last - first + 1)),
    };
  }

  connect() {
    const { canvas, desk } = this;
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
      desk.cursor.point(at.column);
      if (dragging) this.seekTo(at.step);
    });
    for (const end of ['pointerup', 'pointercancel'])
      canvas.addEventListener(end, () => {
        dragging = false;
      });
    canvas.addEventListener('pointerleave', () => {
      this.hovered = undefined;
      desk.cursor.point(null);
    });
    canvas.addEventListener('keydown', (event) => this.key(event));
  }

  /** @param {number} step */
  seekTo(step) {
    if (step !== this.desk.frame.step || this.desk.player.seeking !== null) this.desk.seek(step);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { step } = this.desk.frame;
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
