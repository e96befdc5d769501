/** The strips of a recorded run: those of the lab, but for what a trace does not know. */
import { FactorStrip } from '../strips/factor.js';
import { River } from '../strips/river.js';
import { number } from '../wasm/numbers.js';

/** A trace has no parts f′ and W of a factor. */
export class TraceFactor extends FactorStrip {
  /** @param {number} stage */
  reading(stage) {
    const value = stage < 0 ? null : this.view.frame.factor[stage];
    if (value === null || value === undefined) return '';
    return this.undefined(stage) ? '0 / 0' : number(value);
  }

  draw() {
    const pen = this.surface.pen(this.view.palette);
    if (!pen) return;
    this.one.hidden = false;
    this.paint(pen);
  }
}

/** The whole river is known; a line marks the training step that is shown. */
export class TraceRiver extends River {
  /** @param {{recording: import('./recording.js').Recording}} shown @param {import('../run/ports.js').Ports} ports */
  constructor(shown, ports) {
    super(ports);
    this.shownIn = shown;
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paintPresent(pen) {
    const { axis, palette } = this.view;
    const { recording } = this.shownIn;
    const y = Math.max(1, ((recording.at + 1) / (recording.last + 1)) * this.drawnHeight);
    pen.rect(axis.left(1) - 4, y - 1, axis.width - axis.left(1) + 8, 2, { fill: palette.ink });
  }

  /** @param {{clientX: number, clientY: number}} event */
  under(event) {
    const place = super.under(event);
    return { ...place, step: this.shownIn.recording.steps[place.row] + 1 };
  }

  /** Rows are steps as the trace has them. @param {KeyboardEvent} event */
  key(event) {
    const { at, last, steps } = this.shownIn.recording;
    const rows = { ArrowUp: at - 1, ArrowLeft: at - 1, ArrowDown: at + 1, ArrowRight: at + 1, PageUp: at - 10 };
    const row = { ...rows, PageDown: at + 10, Home: 0, End: last }[event.key];
    if (row === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.seekTo(steps[Math.max(0, Math.min(last, row))] + 1);
  }
}
