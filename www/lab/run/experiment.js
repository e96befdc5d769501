/** Changing the experiment: one knob, a cure of several, a prepared one, a new seed. It always says what it did. */
import { split } from './comparisonlink.js';
import { count } from '../draw/format.js';
import { Parting } from './forkonchange.js';

export class Experiment {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.parting = new Parting(desk);
    /** What the slider under the hand has done so far. */
    this.dragged = '';
    /** The experiment before the last change, for 'compare with before'. */
    this.before = { text: '', step: 0 };
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {boolean} [gesture] while a slider is dragged
   */
  change(key, value, gesture = false) {
    const { desk } = this;
    desk.safely(() => {
      desk.messages.clear('warning');
      if (!this.dragged) this.before = { text: desk.lab.text(), step: desk.frame.step };
      if (!this.dragged) this.parting.begin(key);
      const { effect: done, warnings } = desk.lab.change(key, value);
      const effect = this.parting.end(done);
      this.warn(warnings);
      if (gesture && this.dragged !== 'fork' && effect !== 'none') this.dragged = effect;
      if (!gesture) this.parting.rest();
      if (effect !== 'none' || !gesture) this.changed(effect, gesture ? '' : this.label(key));
      if (gesture) return;
      // said once, when the slider rests
      if (effect === 'none' && this.dragged) this.tell(this.dragged, this.label(key));
      this.dragged = '';
    });
  }

  newSeed() {
    this.change('seed', String(this.desk.glue.random_seed()));
  }

  /** A whole other experiment. @param {string} text */
  load(text) {
    const { desk } = this;
    desk.safely(() => {
      desk.pause();
      desk.messages.clear('warning', 'note', 'offer');
      const { main, others } = split(text);
      desk.company.clear();
      this.warn(desk.lab.load(main));
      this.changed('restart', '');
      this.unheard();
      desk.company.restore(others);
      if (!others.length) desk.shell.show(desk.summary.time ? 'time' : 'depth');
      if (desk.summary.target_step > 0) desk.player.seek(desk.summary.target_step);
    });
  }

  /** @param {string} effect @param {string} what */
  changed(effect, what) {
    const { desk } = this;
    if (effect === 'restart' || effect === 'fork') this.take(desk.player.playing);
    if (effect !== 'none') desk.panels.river.forget();
    if (effect !== 'none') desk.company.changed();
    desk.settle();
    if (what) this.tell(effect, what);
    desk.painter.changed('experiment', 'selection');
    if (effect !== 'none') desk.told('lab-change', { text: desk.lab.text(), effect });
  }

  /** @param {string} effect @param {string} what */
  tell(effect, what) {
    const { messages, player, frame, company } = this.desk;
    const { text, step } = this.before;
    const compare = {
      label: 'Compare with before',
      run: () => {
        messages.clear('offer');
        company.before(text, step);
        this.desk.shell.focus();
      },
    };
    if (effect === 'live')
      messages.say(`${what}: changed in the running experiment, from step ${count(frame.step)} on.`, 'offer', compare);
    if (effect !== 'restart' && effect !== 'fork') return;
    if (this.parting.tell(what, () => this.putBack(text, step))) return;
    messages.say(`${what}: the run starts again at step 0.${player.playing ? '' : ' Press Play.'}`, 'offer', compare);
  }

  /** The run before the last change, once more. @param {string} text @param {number} step */
  putBack(text, step) {
    this.desk.safely(() => {
      this.desk.messages.clear('offer');
      this.desk.lab.load(text);
      this.changed('restart', '');
      this.desk.seek(step);
    });
  }

  /** New stages, new axis, new scales. @param {boolean} again keep playing */
  take(again) {
    const { desk } = this;
    desk.player.pause();
    desk.player.seeking = null;
    desk.summary = desk.lab.summary();
    desk.clock.forget();
    for (const meter of [...desk.panels.meters, desk.panels.descent]) meter.scale.reset();
    desk.player.attach(desk.lab, desk.summary);
    desk.choice.forget();
    desk.moment.forget();
    desk.cursor.clear();
    desk.frame = desk.lab.frame();
    desk.looks.resize();
    if (again) desk.player.play(null);
  }

  /** @param {string[]} warnings */
  warn(warnings) {
    for (const text of warnings) this.desk.messages.say(text, 'warning');
  }

  /** A length that was asked for, of data that have their own. */
  unheard() {
    const {
      lab,
      catalog,
      summary: { time },
    } = this.desk;
    const { length } = lab.knobs();
    const usual = catalog.knobs.find(({ key }) => key === 'length')?.default;
    if (time && length !== usual && Number(length) !== time.steps)
      this.warn([`A length of ${length} has no part here: these data have ${count(time.steps)} steps.`]);
  }

  /** @param {string} key */
  label(key) {
    return this.desk.catalog.knobs.find((knob) => knob.key === key)?.label ?? key;
  }
}
