/**
 * One requestAnimationFrame for the whole lab. Panels say what they depend on; only what changed is drawn, and
 * while the run plays each panel keeps to its own pace. Nothing runs off-screen.
 */

export class Painter {
  /**
   * @param {(now: number) => boolean} tick advances the run; true while there is more to do
   * @param {(error: unknown) => void} fail
   */
  constructor(tick, fail) {
    this.tick = tick;
    this.fail = fail;
    /** @type {Map<import('../wasm/types.js').Panel, {dirty: boolean, last: number}>} */
    this.panels = new Map();
    this.visible = true;
    this.handle = 0;
    this.hurried = false;
  }

  /** @param {import('../wasm/types.js').Panel} panel */
  add(panel) {
    this.panels.set(panel, { dirty: true, last: -Infinity });
    return panel;
  }

  /** Marks every panel that depends on one of the reasons. @param {string[]} reasons */
  changed(...reasons) {
    for (const [panel, state] of this.panels) {
      if (reasons.some((reason) => panel.wants.includes(reason))) state.dirty = true;
    }
    this.wake();
  }

  /**
   * Draws these in this frame, whatever their pace: they show one moment.
   * @param {import('../wasm/types.js').Panel[]} panels
   */
  now(...panels) {
    for (const panel of panels) this.panels.set(panel, { dirty: true, last: -Infinity });
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

  /** @param {number} now @returns {boolean} whether a panel still waits for its turn */
  paint(now) {
    let waiting = false;
    for (const [panel, state] of this.panels) {
      if (!state.dirty) continue;
      if (this.hurried && now - state.last < (panel.every ?? 0)) {
        waiting = true;
        continue;
      }
      state.dirty = false;
      state.last = now;
      panel.draw();
    }
    return waiting;
  }
}
