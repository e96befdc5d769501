/** The actions of the transport, the keys and the river on the main run. */
import { capital } from '../draw/text.js';
import { record } from './report.js';

export class Verbs {
  /**
   * @param {import('./parts.js').Parts} parts
   * @param {{attempt: (run: () => void) => void, fail: (error: unknown) => void, settle: () => void,
   *   randomSeed: () => number, panels: () => Partial<import('./panels.js').Panels>,
   *   shell: () => import('./built.js').Shell, arrange: () => void}} page
   */
  constructor(parts, page) {
    this.parts = parts;
    this.page = page;
    this.attempt = page.attempt;
    this.fail = page.fail;
    this.randomSeed = page.randomSeed;
    /** @type {Record<string, () => void>} */
    this.named = {
      play: () => (parts.player.busy || parts.openings.busy ? this.pause() : this.play(null)),
      pause: () => this.pause(),
      reset: () => this.halt(() => this.reset()),
      again: () => {
        this.halt(() => this.reset());
        this.play(null);
      },
      back: () => this.halt(() => parts.player.back()),
      phase: () => this.halt(() => parts.runs.main.lab.advance(1)),
      step: () => this.halt(() => parts.player.oneStep()),
      skip: () => this.skip(),
      run: () => this.runTo(page.panels().transport?.asked?.() ?? null),
      help: () => page.shell().help?.showModal(),
      release: () => this.release(),
    };
  }

  /** Ends the step that is in slow motion. What plays without an end goes on, as fast as the dial says. */
  skip() {
    const { player } = this.parts;
    if (player.playing && player.until === null) player.play(null, true);
    else this.halt(() => player.finishStep());
  }

  /**
   * @param {string} name
   * @returns {boolean} whether it is one of ours
   */
  act(name) {
    if (name === 'release' && !this.holds) return false;
    const verb = this.named[name];
    if (!verb) return false;
    record(name);
    this.attempt(verb);
    return true;
  }

  /**
   * @param {string} key
   * @param {boolean} on
   */
  showMeter(key, on) {
    const { pageKeys, link, painter } = this.parts;
    pageKeys.showMeter(key, on);
    link.update();
    this.page.arrange();
    painter.changed('meters');
  }

  /**
   * @param {number|null} until null: to the end of the claim, or for as long as one likes
   * @param {boolean} [eager] without slow first steps
   */
  play(until, eager = this.parts.runs.step > (this.parts.player.acts() ? 2 : 0)) {
    const { player, prepared, runs, messages, painter } = this.parts;
    if (runs.main.stopped && !runs.alive) return this.explainStop();
    player.seeking = null;
    player.play(until ?? prepared.end, eager);
    messages.hush('note');
    messages.playing();
    painter.changed('play');
  }

  /** A run that played too fast to watch stops at the end of its step. A long way to a step ends where it is. */
  pause() {
    const { openings, player, painter } = this.parts;
    const { seeking } = player;
    openings.cancel();
    player.seeking = null;
    if (player.playing && player.blurred) player.finishStep();
    player.pause();
    if (seeking !== null) this.page.settle();
    painter.changed('play');
  }

  /**
   * Stops playing before a single action.
   * @param {() => unknown} run
   */
  halt(run) {
    const { openings, player, messages } = this.parts;
    player.pause();
    player.seeking = null;
    openings.cancel(); // what is done last holds
    run();
    messages.hush('note');
    this.page.settle();
  }

  reset() {
    const { main } = this.parts.runs;
    main.lab.reset();
    main.changes += 1;
  }

  /** @param {number} step */
  seek(step) {
    const { player, messages, painter } = this.parts;
    messages.hush('note');
    player.seek(step);
    painter.changed('play', 'frame');
  }

  /** @param {number|null} step */
  runTo(step) {
    const { reading, messages } = this.parts;
    if (step === null) {
      messages.say('“Run to training step” needs a whole number, such as 500, up to 1,000,000.');
    } else if (step <= reading.frame.step) this.seek(step);
    else this.play(step);
  }

  /** What Play says if the run has stopped. */
  explainStop() {
    const { stopped } = this.parts.reading.frame;
    if (!stopped) return;
    const back = { label: 'Step back to just before', run: () => this.beforeStop() };
    this.parts.messages.say(capital(stopped.sentence), 'note', back);
  }

  /** Steps back to just before the value that is not finite. */
  beforeStop() {
    this.halt(() => this.parts.player.beforeStop());
    this.page.shell().focus();
  }

  /** @param {number} steps */
  suggestSteps(steps) {
    this.page.panels().transport?.suggest?.(steps);
  }

  /** Whether the cursor or the inspector is pinned. */
  get holds() {
    const { selection, cursor } = this.parts;
    return selection.kept !== null || cursor.pinned !== null;
  }

  /** Releases the cursor and the inspector. */
  release() {
    const { inspector, diagram } = this.page.panels();
    if (inspector?.node.matches(':focus-within')) diagram?.canvas?.focus({ preventScroll: true });
    this.parts.selection.select(null);
    this.parts.cursor.clear();
  }
}
