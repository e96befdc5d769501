/**
 * One requestAnimationFrame for the whole lab. Panels declare what they depend on; only what changed is drawn. While
 * the run plays each panel is drawn at its own pace, and a panel that is off the screen waits: it is drawn when it
 * comes into view, or when the run comes to rest. A lab that is off the screen does not run at all.
 */
import { Sight } from './sight.js';

/** @typedef {import('./ports.js').Panel} Panel */

/** Milliseconds of a frame for the panels of a moving run. The browser takes about twice as long to rasterize them. */
const BUDGET = 5;
/** The same for what can wait when the lab is opened: what is off the screen, and pictures, whose place is kept. */
const SPARE = 2;
/** A frame that comes later than this, in ms, leaves less for the panels of the next one. */
const LATE = 30;

export class Painter {
  /**
   * @param {(now: number) => boolean} tick advances the run; true while there is more to do
   * @param {(error: unknown) => void} fail ends the lab
   * @param {(panel: Panel, error: unknown) => boolean} mend the one place for a panel that throws: true where only
   *   this panel has failed, and has been replaced
   * @param {() => boolean} moving whether the run moves on its own, so that each picture soon gives way to the next
   */
  constructor(tick, fail, mend, moving) {
    this.tick = tick;
    this.fail = fail;
    this.mend = mend;
    this.moving = moving;
    this.sight = new Sight(() => this.wake());
    /** @type {Map<Panel, {dirty: boolean, last: number, urgent: boolean, patient: boolean}>} */
    this.panels = new Map();
    this.visible = true;
    this.handle = 0;
    this.hurried = false;
    this.listing = false;
    this.budget = BUDGET;
    this.last = 0;
  }

  /** @param {Panel[]} panels with their parts */
  add(...panels) {
    for (const panel of panels) {
      this.panels.set(panel, { dirty: true, last: -Infinity, urgent: false, patient: true });
      this.sight.watch(panel.node);
      this.add(...(panel.parts ?? []));
    }
  }

  /**
   * Marks every panel that depends on one of the reasons.
   * @param {string[]} reasons
   */
  changed(...reasons) {
    for (const [panel, state] of this.panels) {
      if (!reasons.some((reason) => panel.wants.includes(reason))) continue;
      state.dirty = true;
      state.patient = state.last === -Infinity;
    }
    this.wake();
  }

  /**
   * Like `changed`, but what can wait is drawn when there is time, because nobody waits for it.
   * @param {string} reason
   */
  later(reason) {
    for (const [panel, state] of this.panels) {
      if (!panel.wants.includes(reason)) continue;
      state.patient ||= !state.dirty;
      state.dirty = true;
    }
    this.wake();
  }

  /**
   * Draws what depends on this reason in the next frame, regardless of pace, so that all of it shows the same moment.
   * @param {string} reason
   */
  now(reason) {
    for (const [panel, state] of this.panels) {
      if (panel.wants.includes(reason)) Object.assign(state, { dirty: true, urgent: true });
    }
  }

  /** A run has come or gone: what lists the runs shows it in the same task, before the next click. */
  listed() {
    if (this.listing) return;
    this.listing = true;
    queueMicrotask(() => {
      this.listing = false;
      try {
        for (const panel of this.panels.keys()) this.guard(panel, () => panel.listRuns?.());
      } catch (error) {
        this.fail(error);
      }
    });
  }

  /** A slice of work for the first panel that has a job. @returns {boolean} whether there is more to do */
  work() {
    return [...this.panels.keys()].some((panel) => this.guard(panel, () => panel.work?.() ?? false) ?? false);
  }

  /** Reads every size once, and not while painting. */
  measure() {
    for (const panel of this.panels.keys()) {
      this.guard(panel, () => panel.measure?.());
      this.sight.measure(panel.node);
    }
  }

  /** Draws everything that is shown, now. */
  drawAll() {
    for (const panel of [...this.panels.keys()]) {
      if (panel.node.getClientRects().length) this.guard(panel, () => panel.draw());
    }
  }

  wake() {
    if (!this.handle && this.visible) this.handle = requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {boolean} visible */
  show(visible) {
    this.visible = visible;
    if (visible) this.wake();
    else this.stop();
  }

  /** The lab goes: nothing wakes it any more. */
  close() {
    this.show(false);
    this.sight.stop();
  }

  stop() {
    cancelAnimationFrame(this.handle);
    this.handle = 0;
  }

  /** @param {number} now */
  frame(now) {
    this.handle = 0;
    try {
      const more = this.tick(now);
      this.hurried = more;
      const waiting = this.paint(now);
      if (more || waiting) this.wake();
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * @param {number} now
   * @returns {boolean} whether a panel still waits for its turn
   */
  paint(now) {
    const moving = this.moving();
    this.budget = now - this.last > LATE ? Math.max(0.5, 0.8 * this.budget) : Math.min(BUDGET, 1.1 * this.budget);
    this.last = now;
    const began = performance.now();
    let waiting = false;
    for (const [panel, state] of this.changedPanels()) {
      const seen = this.sight.sees(panel.node);
      if (moving && !seen) continue;
      const early = this.hurried && now - state.last < (panel.every ?? 0);
      const waits = state.patient && (!seen || panel.node.classList.contains('plot'));
      const budget = waits ? SPARE : moving ? this.budget : Infinity;
      const late = performance.now() - began > budget;
      if (!state.urgent && (early || late)) {
        waiting = true;
        continue;
      }
      Object.assign(state, { dirty: false, last: now, urgent: false, patient: false });
      this.guard(panel, () => panel.draw());
    }
    return waiting;
  }

  /** What is on the screen comes first, then the panel that has waited longest; equals keep their order. */
  changedPanels() {
    const changed = [...this.panels].filter(([, { dirty }]) => dirty);
    const far = (/** @type {Panel} */ { node }) => Number(!this.sight.sees(node));
    return changed.sort(
      ([a, { last: before }], [b, { last: after }]) =>
        far(a) - far(b) || Number(before > after) - Number(before < after),
    );
  }

  /**
   * Runs a panel's own code. A panel that throws is replaced and never called again; an engine error is rethrown.
   * @template T
   * @param {Panel} panel
   * @param {() => T} run
   */
  guard(panel, run) {
    try {
      return run();
    } catch (error) {
      if (!this.mend(panel, error)) throw error;
      for (const part of [panel, ...(panel.parts ?? [])]) this.panels.delete(part);
      return undefined;
    }
  }
}
