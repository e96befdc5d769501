/**
 * A change of structure forks the run: a new run (B) starts with the change and leads, and the run as it was (A) stays
 * beside it. So does any change of a run that has stopped at a number that is not finite, because there a live change
 * comes too late. Further changes before B has trained go into B, so that three changes in a row leave one run behind,
 * not three.
 */
import { count } from '../wasm/numbers.js';
import { forkLab, hasRoom } from './room.js';

/** @typedef {import('./run.js').Run} Run */

export class ForkOnChange {
  /**
   * @param {{runs: import('./runs.js').Runs, reading: import('./reading.js').Reading,
   *   player: import('./player.js').Player, catalog: import('../wasm/types.js').Catalog,
   *   page: import('./page.js').Page}} given
   * @param {{runTo: (step: number) => void, drop: (id: number) => void}} actions of the buttons in its messages
   */
  constructor({ runs, reading, player, catalog, page }, actions) {
    this.runs = runs;
    this.reading = reading;
    this.player = player;
    this.catalog = catalog;
    this.page = page;
    this.actions = actions;
    /** The run as it was, until the change has shown what it does. @type {import('../wasm/types.js').Lab|null} */
    this.was = null;
    /**
     * What the last change did: fork, find four runs or no memory, go into the new run, or return to the earlier run.
     * @type {''|'fork'|'full'|'short'|'join'|'back'}
     */
    this.how = '';
    this.step = 0;
    this.stopped = false;
    this.gone = '';
  }

  /** The newest run that a change has left behind. */
  get left() {
    return this.runs.others.findLast((run) => run.left > 0);
  }

  /**
   * Before a change of this knob.
   * @param {string} key
   * @param {string} value
   */
  begin(key, value) {
    const { frame } = this.reading;
    const { left } = this;
    if (this.was) this.letGo(); // the last change has thrown
    this.how = '';
    this.stopped = Boolean(frame.stopped);
    if (!this.forks(key)) return;
    this.step = frame.step;
    const returning = this.player.playing && left && this.step < left.left; // not yet where that one was left
    const trained = this.step > 0 || this.stopped;
    if (trained && !returning) this.was = this.keep(key, value);
    else if (left) this.how = 'join';
  }

  /**
   * The run as it is; none if there is no memory for it beside the changed one, which would get smaller: then the two
   * would no longer see the same batches.
   * @param {string} key
   * @param {string} value
   */
  keep(key, value) {
    const { lab } = this.runs.main;
    const { fork } = hasRoom(lab, key, value, true) ? forkLab(lab, '') : {};
    if (fork) return this.runs.hold(fork);
    this.how = 'short';
    return null;
  }

  /**
   * Before the slider is dragged further: the run as it was goes if there is no longer memory for both.
   * @param {string} key
   * @param {string} value
   */
  goOn(key, value) {
    const { left } = this;
    if (this.how !== 'fork' || !left || hasRoom(this.runs.main.lab, key, value, false)) return;
    this.runs.remove(left.id);
    this.how = 'short';
  }

  letGo() {
    if (this.was) this.runs.discard(this.was);
    this.was = null;
  }

  /**
   * A run can be compared with one that has other layers or initial weights, but not with one on other data or from
   * another seed.
   * @param {string} key
   */
  forks(key) {
    const { knobs, groups } = this.catalog;
    const knob = knobs.find((one) => one.key === key);
    const acts = knob?.live && !this.stopped;
    return Boolean(knob && !acts && groups.find((group) => group.key === knob.group)?.effect !== 'restart');
  }

  /**
   * After the change.
   * @param {string} effect
   * @returns {string} what the change was in the end
   */
  end(effect) {
    const { was } = this;
    if (was && effect === 'live') this.runs.main.lab.reset(); // the change holds from the start
    if (!was || effect === 'none') {
      this.letGo();
      return effect;
    }
    this.how = this.makeRoom() ? 'fork' : 'full';
    if (this.how === 'full') {
      this.letGo();
      return 'restart';
    }
    this.was = null;
    this.runs.leaveBehind(was).left = Math.max(1, this.step);
    return 'fork';
  }

  /** If there are four runs, drops the oldest one that a change has left behind, but never one the user asked for. */
  makeRoom() {
    this.gone = '';
    if (!this.runs.full) return true;
    const oldest = this.runs.others.find((run) => run.left > 0);
    if (!oldest) return false;
    this.gone = oldest.name;
    this.runs.remove(oldest.id);
    return true;
  }

  /** The user has stopped dragging: two equal runs need not stand side by side. */
  rest() {
    if (this.how !== 'fork' && this.how !== 'join') return;
    const text = this.runs.main.lab.text();
    const same = this.runs.others.find((run) => run.left > 0 && run.lab.text() === text);
    if (!same) return;
    this.how = 'back';
    this.step = same.left;
    this.runs.takeBack(same);
  }

  /**
   * @param {string} what has changed
   * @param {() => void} undo
   * @returns {boolean} whether there was something to say
   */
  tell(what, undo) {
    const { how, left } = this;
    const press = this.player.playing ? '' : ' Press Play.';
    const { letter } = this.runs.main;
    if (how === 'back') {
      const text = `${what}: ${letter} is the earlier run again, from the start.${press}`;
      this.page.say(text, 'offer', this.runTo('Run it', this.step));
    } else if (how === 'full' || how === 'short') {
      const why =
        how === 'full'
          ? 'At most four runs stand side by side, so the run as it was is gone. Drop one, and the next will stay.'
          : 'There is no memory for both, so the run as it was is gone.';
      const text = `${what}: ${letter} restarts. ${why}`;
      this.page.say(text, 'offer', { label: 'Put it back', run: undo });
    } else if (how && left) this.tellOf(left, `${what}: ${this.words(left)}${press}`);
    return Boolean(how);
  }

  /** @param {Run} left */
  words({ letter }) {
    const changed = this.runs.main.letter;
    if (this.how === 'join') return `goes into ${changed} too, from the start. ${letter} is still the run as it was.`;
    const room = this.gone ? ` At most four runs stand side by side: the oldest (${this.gone}) was dropped.` : '';
    const late = this.stopped ? 'after the stop the change would come too late, so ' : '';
    const stays = `The run as it was stays beside it as ${letter}; all advance in lockstep.`;
    return `${late}${changed} starts with it. ${stays}${room}`;
  }

  /**
   * @param {Run} left
   * @param {string} text
   */
  tellOf({ id, letter, left }, text) {
    const run = this.runTo(this.runs.others.length > 1 ? 'Run all' : 'Run both', left);
    this.page.say(
      text,
      'offer',
      ...(this.player.playing || this.stopped ? [] : [run]),
      { label: 'Compare', run: () => this.page.show('compare') },
      { label: `Drop ${letter}`, run: () => this.actions.drop(id) },
    );
  }

  /**
   * @param {string} word
   * @param {number} step
   */
  runTo(word, step) {
    return { label: `${word} to training step ${count(step)}`, run: () => this.actions.runTo(step) };
  }
}
