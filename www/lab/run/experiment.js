/** Changes the experiment: one knob, a prepared experiment, a new seed. It always reports what it did. */
import { count, listed } from '../wasm/numbers.js';
import { ForkOnChange } from './forkonchange.js';
import { changeKnob, changed, loadInto } from './room.js';

const BROKEN = 'This text begins as JSON does, but is not JSON. The experiment stays as it is.';

/** Whether a text is half a JSON object: nobody wants the first experiment instead. @param {string} text */
function isBroken(text) {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

export class Experiment {
  /**
   * @param {{runs: import('./runs.js').Runs, reading: import('./reading.js').Reading,
   *   player: import('./player.js').Player, catalog: import('../wasm/types.js').Catalog,
   *   comparing: import('./comparing.js').Comparing, openings: import('./openings.js').Openings,
   *   page: import('./page.js').Page}} given
   * @param {(text: string) => import('./prepared.js').Opened} split parts a link into its runs
   */
  constructor(given, split) {
    const { runs, reading, player, catalog, comparing, openings, page } = given;
    this.runs = runs;
    this.reading = reading;
    this.player = player;
    this.catalog = catalog;
    this.comparing = comparing;
    this.openings = openings;
    this.page = page;
    this.split = split;
    this.forks = new ForkOnChange(given, {
      drop: (id) => comparing.drop(id),
      runTo: (step) => {
        page.hush('offer');
        player.play(step, true);
        page.redraw('play');
      },
    });
    /** What the slider under the pointer has done so far. */
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
    const { lab } = this.runs.main;
    if (this.isLive(key)) this.changeNow(key, value, gesture);
    else
      this.openings.begin(
        changed(lab.text(), key, value),
        () => this.changeNow(key, value, gesture),
        () => this.letGo(),
        key,
      );
  }

  /** The slider rests no more where it was. */
  letGo() {
    this.dragged = '';
    this.forks.how = '';
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {boolean} gesture
   */
  changeNow(key, value, gesture) {
    const { main } = this.runs;
    this.page.hush('warning');
    if (this.dragged) this.forks.goOn(key, value);
    else {
      this.before = { text: main.lab.text(), step: this.reading.frame.step };
      this.forks.begin(key, value);
    }
    const { effect: done, warnings } = changeKnob(main.lab, key, value, this.isLive(key));
    const effect = this.forks.end(done);
    if (effect === 'restart' || effect === 'fork') main.renew();
    else if (effect === 'live') main.changes += 1;
    this.comparing.warn(warnings);
    if (gesture && this.dragged !== 'fork' && effect !== 'none') this.dragged = effect;
    if (!gesture) this.forks.rest();
    if (effect !== 'none' || !gesture) this.changed(effect, gesture ? '' : this.label(key));
    if (gesture) return;
    // Said once, when the slider rests.
    if (effect === 'none' && this.dragged) this.tell(this.dragged, this.label(key));
    this.dragged = '';
  }

  /**
   * Opens another experiment, with the runs beside it.
   * @param {string} text
   * @param {string} [letters] of its runs, where they are not A, B, C in this order
   * @param {import('./view.js').Tab} [tab] what to show of it
   */
  load(text, letters, tab) {
    if (isBroken(text)) return this.comparing.warn([BROKEN]);
    const { page, reading, comparing } = this;
    this.player.pause();
    const { main, others, view = tab } = this.split(text);
    const axis = () => (reading.summary.time ? 'time' : 'depth');
    const end = () => {
      if (view) page.show(view);
      else if (!others.length) page.show(axis());
      if (reading.summary.target_step > 0) this.player.seek(reading.summary.target_step);
    };
    return this.openings.begin(main, () => {
      this.player.pause();
      page.hush('warning', 'note', 'offer');
      this.letGo();
      this.runs.clear();
      comparing.expect(others, letters);
      comparing.warn(this.open(main));
      this.changed('restart', '');
      this.tellLength();
      comparing.restore(end);
      if (this.openings.busy) page.show(axis()); // the others take a while
    });
  }

  /**
   * Puts an experiment into the main run's handle.
   * @param {string} text
   * @returns {string[]} warnings
   */
  open(text) {
    const { main } = this.runs;
    const warnings = loadInto(main.lab, text);
    main.renew();
    return warnings;
  }

  /**
   * Only the main run stays, and starts again with another size.
   * @param {string} key
   * @param {string} value
   * @param {() => void} then what follows
   */
  resize(key, value, then) {
    const text = changed(this.runs.main.lab.text(), key, value);
    const open = () => {
      this.resizeNow(key, value);
      then();
    };
    this.openings.begin(text, open, undefined, key);
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  resizeNow(key, value) {
    const { main, others } = this.runs;
    this.letGo();
    const gone = others.map(({ letter }) => letter);
    const went = gone.length > 1 ? 'have gone: they have' : 'has gone: it has';
    this.player.pause();
    this.runs.clear();
    const { warnings } = changeKnob(main.lab, key, value);
    this.comparing.warn(gone.length ? [...warnings, `${listed(gone)} ${went} another size.`] : warnings);
    main.renew();
    this.changed('restart', '');
  }

  /**
   * @param {string} effect
   * @param {string} what
   */
  changed(effect, what) {
    const { page, player } = this;
    if (effect === 'restart' || effect === 'fork') page.renewed(player.playing);
    if (effect !== 'none') this.runs.rename();
    page.settle();
    if (what) this.tell(effect, what);
    page.redraw('experiment', 'selection');
    if (effect !== 'none') page.tell('lab-change', { text: this.runs.main.lab.text(), effect });
  }

  /**
   * @param {string} effect
   * @param {string} what
   */
  tell(effect, what) {
    const { page } = this;
    const { text, step } = this.before;
    const run = () => {
      page.hush('offer');
      this.comparing.before(text, step);
      page.focus();
    };
    const compare = { label: 'Compare with before', run };
    if (effect === 'live') {
      const from = `from training step ${count(this.reading.frame.step)} on`;
      page.say(`${what}: changed in the running experiment, ${from}.`, 'offer', compare);
    }
    if (effect !== 'restart' && effect !== 'fork') return;
    if (this.forks.tell(what, () => this.putBack(text, step))) return;
    const press = this.player.playing ? '' : ' Press Play.';
    page.say(`${what}: the run restarts.${press}`, 'offer', compare);
  }

  /**
   * Brings back the run before the last change.
   * @param {string} text
   * @param {number} step
   */
  putBack(text, step) {
    this.page.hush('offer');
    this.openings.begin(text, () => {
      this.letGo();
      this.open(text);
      this.changed('restart', '');
      this.page.hush('note');
      this.player.seek(step);
      this.page.redraw('play', 'frame');
    });
  }

  /** Warns if the link has a length but the dataset has a fixed one. */
  tellLength() {
    const { time } = this.reading.summary;
    const { length } = this.runs.main.lab.knobs();
    const usual = this.catalog.knobs.find(({ key }) => key === 'length')?.default;
    if (!time || length === usual || Number(length) === time.steps) return;
    const steps = count(time.steps);
    this.comparing.warn([`Length ${length} is ignored: this dataset has a fixed length of ${steps} time steps.`]);
  }

  /** @param {string} key */
  isLive(key) {
    return this.catalog.knobs.find((knob) => knob.key === key)?.live;
  }

  /** @param {string} key */
  label(key) {
    return this.catalog.knobs.find((knob) => knob.key === key)?.label ?? key;
  }
}
