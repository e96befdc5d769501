/** Changing the experiment: one knob, a cure of several, a prepared one, a new seed. It always says what it did. */
import { count } from './format.js';

export class Experiment {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /** @param {string} key @param {string} value @param {boolean} [gesture] while a slider is dragged */
  change(key, value, gesture = false) {
    this.desk.safely(() => {
      const { effect, warnings } = this.desk.lab.change(key, value);
      this.warn(warnings);
      if (effect !== 'none' || !gesture) this.changed(effect, this.label(key));
    });
  }

  /** @param {import('./types.js').Cure} cure */
  cure({ label, changes }) {
    this.desk.safely(() => {
      const effects = changes.map(([key, value]) => {
        const { effect, warnings } = this.desk.lab.change(key, value);
        this.warn(warnings);
        return effect;
      });
      this.changed(['restart', 'live'].find((effect) => effects.includes(effect)) ?? 'none', label);
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
      desk.messages.clear('warning');
      this.warn(desk.lab.load(text));
      this.changed('restart', '');
      if (desk.summary.target_step > 0) desk.player.seek(desk.summary.target_step);
    });
  }

  /** @param {string} effect @param {string} what */
  changed(effect, what) {
    const { desk } = this;
    if (effect === 'restart') this.take(desk.player.playing);
    if (effect !== 'none') desk.panels.river.forget();
    if (what && effect === 'restart') desk.messages.say(`${what}: the run starts again at step 0.`);
    if (what && effect === 'live') desk.messages.say(`${what}: changed in the running experiment, from step ${count(desk.frame.step)} on.`);
    desk.settle();
    desk.painter.changed('experiment', 'selection');
    if (effect !== 'none') desk.told('lab-change', { text: desk.lab.text(), effect });
  }

  /** New stages, new axis, new scales. @param {boolean} again keep playing */
  take(again) {
    const { desk } = this;
    desk.player.pause();
    desk.player.seeking = null;
    desk.summary = desk.lab.summary();
    desk.clock.forget();
    for (const meter of desk.panels.meters) meter.scale.reset();
    desk.player.attach(desk.lab, desk.summary);
    desk.choice.forget();
    desk.cursor.clear();
    desk.frame = desk.lab.frame();
    desk.looks.resize();
    if (again) desk.player.play(null);
  }

  /** @param {string[]} warnings */
  warn(warnings) {
    for (const text of warnings) this.desk.messages.say(text, 'warning');
  }

  /** @param {string} key */
  label(key) {
    return this.desk.catalog.knobs.find((knob) => knob.key === key)?.label ?? key;
  }
}
