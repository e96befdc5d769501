/**
 * A change of structure parts the run in two: A starts anew with the change, and the run as it was stays beside it.
 * So does any change of a run that has stopped on a number that is not finite: there it comes too late to act.
 * Further changes before A has trained go into A, so that three knobs turned in a row leave one run behind, not three.
 */
import { count } from '../draw/format.js';
import { MOST } from './runs.js';

export class Parting {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** The run as it was, until the change has shown what it does. @type {any} */
    this.was = null;
    /**
     * What the last change did: part, find no room, go into the new run, or lead back to the one before.
     * @type {''|'part'|'full'|'join'|'back'}
     */
    this.how = '';
    this.step = 0;
    this.stopped = false;
    this.gone = '';
  }

  /** The newest run that a change has left behind. */
  get left() {
    return this.desk.company.forks.findLast((fork) => fork.left > 0);
  }

  /** Before a change of this knob. @param {string} key */
  begin(key) {
    const { desk, left } = this;
    this.how = '';
    this.stopped = Boolean(desk.frame.stopped);
    if (!this.parts(key)) return;
    this.step = desk.frame.step;
    const under = desk.player.playing && left && this.step < left.left; // still on its way to where that one was left
    const trained = this.step > 0 || this.stopped;
    if (trained && !under) this.was = desk.lab.fork('');
    else if (left) this.how = 'join';
  }

  /**
   * A run can be compared with one of other layers or another start; not with one of other data or another seed.
   * @param {string} key
   */
  parts(key) {
    const { knobs, groups } = this.desk.catalog;
    const knob = knobs.find((knob) => knob.key === key);
    const acts = knob?.live && !this.stopped;
    return Boolean(knob && !acts && groups.find((group) => group.key === knob.group)?.effect !== 'restart');
  }

  /** After it. @param {string} effect @returns {string} what it was in the end */
  end(effect) {
    const { was } = this;
    this.was = null;
    if (was && effect === 'live') this.desk.lab.reset(); // the change holds from the start
    if (!was || effect === 'none') {
      was?.free();
      return effect;
    }
    this.how = this.makeRoom() ? 'part' : 'full';
    if (this.how === 'full') {
      was.free();
      return 'restart';
    }
    this.desk.company.adopt(was).left = Math.max(1, this.step);
    return 'fork';
  }

  /** Where four stand, the oldest that a change has left behind goes; one that was asked for does not. */
  makeRoom() {
    const { company } = this.desk;
    this.gone = '';
    if (company.forks.length < MOST) return true;
    const oldest = company.forks.find((fork) => fork.left > 0);
    if (!oldest) return false;
    this.gone = oldest.name;
    company.remove(oldest);
    return true;
  }

  /** The hand has come to rest: two runs that are the same need not stand side by side. */
  rest() {
    const { company, lab } = this.desk;
    if (this.how !== 'part' && this.how !== 'join') return;
    const same = company.forks.find((fork) => fork.left > 0 && fork.lab.text() === lab.text());
    if (!same) return;
    this.how = 'back';
    this.step = same.left;
    company.remove(same);
    company.changed();
  }

  /**
   * @param {string} what
   * @param {() => void} undo
   * @returns {boolean} whether there was something to say
   */
  tell(what, undo) {
    const {
      how,
      desk: { messages, player },
      left,
    } = this;
    const press = player.playing ? '' : ' Press Play.';
    if (how === 'back')
      messages.say(
        `${what}: A is the run as it was again, from step 0.${press}`,
        'offer',
        this.runTo('Run it', this.step),
      );
    else if (how === 'full')
      messages.say(
        `${what}: A starts anew at step 0. Four runs stand side by side at most, so the run as it was is gone. Drop one, and the next will stay.`,
        'offer',
        { label: 'Put it back', run: undo },
      );
    else if (how && left) this.tellOf(left, `${what}: ${this.words(left)}${press}`);
    return Boolean(how);
  }

  /** @param {import('./run.js').Fork} left */
  words({ letter }) {
    if (this.how === 'join') return `goes into the new run too, from step 0. ${letter} is still the run as it was.`;
    const room = this.gone ? ` Four stand side by side at most: the oldest (${this.gone}) has made room.` : '';
    const late = this.stopped ? 'where it stopped the change would come too late, so ' : '';
    return `${late}A starts anew with it at step 0. The run as it was stays beside it as ${letter}; all keep to the same step.${room}`;
  }

  /** @param {import('./run.js').Fork} left @param {string} text */
  tellOf(left, text) {
    const { company, shell, messages, player } = this.desk;
    const run = this.runTo(company.forks.length > 1 ? 'Run all' : 'Run both', left.left);
    messages.say(
      text,
      'offer',
      ...(player.playing || this.stopped ? [] : [run]),
      { label: 'Compare', run: () => shell.show('compare') },
      { label: `Drop ${left.letter}`, run: () => company.drop(left) },
    );
  }

  /** @param {string} word @param {number} step */
  runTo(word, step) {
    return {
      label: `${word} to step ${count(step)}`,
      run: () => {
        this.desk.messages.clear('offer');
        this.desk.play(step, true);
      },
    };
  }
}
