/** Starts and ends runs beside the main one: a cure, the other cells, the run as it stands, the runs of a link. */
import { comparedNames, otherCells } from './cells.js';
import { inTurn } from './openings.js';
import { changed, forkLab } from './room.js';
import { MOST } from './runs.js';

/** Steps to which 'compare with before' brings both runs at once, at most. */
const MOST_STEPS = 2000;

/** @type {{texts: string[], letters: string}} */
const NONE = { texts: [], letters: '' };

export class Comparing {
  /**
   * @param {{runs: import('./runs.js').Runs, reading: import('./reading.js').Reading,
   *   player: import('./player.js').Player, catalog: import('../wasm/types.js').Catalog,
   *   openings: import('./openings.js').Openings, page: import('./page.js').Page}} given
   * @param {typeof import('./room.js').openBeside} open makes a handle for an experiment, if there is memory for it
   */
  constructor({ runs, reading, player, catalog, openings, page }, open) {
    this.runs = runs;
    this.reading = reading;
    this.player = player;
    this.catalog = catalog;
    this.openings = openings;
    /** What is still to open of the runs of a link. @type {{texts: string[], letters: string}} */
    this.coming = NONE;
    this.page = page;
    this.open = open;
  }

  /**
   * @param {import('../wasm/types.js').Cure} cure
   * @param {() => void} [then] when the run with it is there
   */
  cure({ label, changes }, then = () => {}) {
    if (this.full()) return;
    this.fork(changes.map(([key, value]) => `${key}=${value}`).join('&'), (lab) => {
      this.warn(lab.warnings());
      if (this.has(lab)) return;
      const { letter } = this.runs.adopt(lab);
      this.tell(`${letter} is this run with ${label}: same seed, same batches.`);
      then();
    });
  }

  /** The kinds of cell side by side, in the order of the form: same task, same seed, same batches. */
  cells() {
    this.runs.clear();
    const { catalog, runs } = this;
    const { cell } = runs.main.lab.knobs();
    const own = catalog.cells[cell]?.name ?? '';
    const names = [...new Set([...comparedNames(catalog), own])];
    const letterOf = (/** @type {string} */ name) => 'ABCD'[names.indexOf(name)];
    const tell = () => this.tell('These cells run on the same task: same seed, same batches.');
    const forks = otherCells(catalog, cell).map(({ name, change }) => (/** @type {() => void} */ then) => {
      const use = (/** @type {import('../wasm/types.js').Lab} */ lab) => {
        runs.main.letter = letterOf(own);
        runs.adopt(lab, letterOf(name));
        then();
      };
      this.fork(change, use, () => this.cells());
    });
    inTurn(forks, tell);
  }

  /** Keeps the main run as it stands; the user changes its copy next. */
  keep() {
    if (this.full()) return;
    this.fork('', (lab) => {
      const { letter } = this.runs.leaveBehind(lab);
      this.tell(
        `${this.runs.main.letter} is a copy of ${letter}. Now change it on the left: both continue in lockstep.`,
        false,
      );
    });
  }

  /**
   * Makes a second run and hands it to `use`. If there is no memory for it, the page says what would fit, and a click
   * starts the main run that way and tries `again`.
   * @param {string} changes
   * @param {(lab: import('../wasm/types.js').Lab) => void} use
   * @param {() => void} [again]
   */
  fork(changes, use, again = () => this.fork(changes, use)) {
    this.openings.begin(`${this.runs.main.lab.text()}&${changes}`, () => this.forkNow(changes, use, again));
  }

  /**
   * @param {string} changes
   * @param {(lab: import('../wasm/types.js').Lab) => void} use
   * @param {() => void} again
   */
  forkNow(changes, use, again) {
    if (this.full()) return;
    const { fork, refusal } = forkLab(this.runs.main.lab, changes);
    if (fork) use(fork);
    if (refusal) this.refuse(refusal, again);
  }

  /**
   * Says why a run has no room, and what would fit; a click starts the main run that way.
   * @param {import('./room.js').Refusal} refusal
   * @param {(size: import('./room.js').Size) => void} then what follows with the smaller main run
   */
  refuse({ text, choices }, then) {
    const smaller = (/** @type {import('./room.js').Size} */ size) =>
      this.page.resize(size.key, size.value, () => then(size));
    this.page.say(text, 'offer', ...choices.map((size) => ({ label: size.label, run: () => smaller(size) })));
  }

  /**
   * Brings back the experiment as it was before a change, at its step; the changed run follows.
   * @param {string} text
   * @param {number} step
   */
  before(text, step) {
    if (!this.full()) this.openings.begin(text, () => this.beforeNow(text, step));
  }

  /**
   * @param {string} text
   * @param {number} step
   */
  beforeNow(text, step) {
    if (this.full()) return;
    const { lab, refusal } = this.open(this.runs.main.lab, text);
    if (refusal) this.refuse(refusal, (size) => this.before(changed(text, size.key, size.value), 0));
    if (!lab) return;
    const { letter } = this.runs.leaveBehind(lab);
    const far = Math.min(step, MOST_STEPS);
    if (this.reading.frame.step < far) this.player.seek(far);
    this.tell(`${letter} is the run as it was before the change, and ${this.runs.main.letter} has the change.`);
  }

  /**
   * Other runs will open beside the main one.
   * @param {string[]} texts
   * @param {string} [letters] of the main run and of these, where they are not A, B, C in this order
   */
  expect(texts, letters = '') {
    const known = /^(?:([A-Z])(?!.*\1))+$/.test(letters) && letters.length > texts.length;
    this.coming = { texts: texts.slice(0, MOST), letters: known && texts.length ? letters : '' };
  }

  /**
   * Opens the runs that are expected.
   * @param {() => void} [then] what follows when all are there
   */
  restore(then = () => {}) {
    this.runs.clear();
    const { texts, letters } = this.coming;
    this.runs.asked = texts.length ? this.reading.summary.target_step : 0;
    const [first, ...given] = letters;
    const end = () => {
      this.coming = NONE;
      this.runs.rename();
      if (texts.length) this.page.show('compare');
      then();
      if (texts.length) this.page.settle();
    };
    const dropped = () => {
      this.warn(['The other runs of the link have not been opened.']);
      end();
    };
    const smaller = (/** @type {import('./room.js').Size} */ { key, value }) => {
      const sized = texts.map((text) => changed(text, key, value));
      this.expect(sized, letters);
      this.restore();
    };
    /** @param {string} text @param {string} [letter] */
    const open = (text, letter) => {
      const { lab, refusal } = this.open(this.runs.main.lab, text);
      this.coming = { ...this.coming, texts: this.coming.texts.slice(1) };
      if (refusal) this.refuse(refusal, smaller);
      if (!lab) return;
      this.warn(lab.warnings());
      if (first) this.runs.main.letter = first;
      this.runs.adopt(lab, letter);
    };
    const opens = texts.map((text, i) => (/** @type {() => void} */ next) => {
      const now = () => {
        open(text, given[i]);
        next();
      };
      this.openings.begin(text, now, dropped);
    });
    inTurn(opens, end);
  }

  /** @param {number} id */
  drop(id) {
    if (!this.runs.others.some((run) => run.id === id)) return;
    this.page.hush('offer'); // it may speak of this one
    this.runs.remove(id);
    if (this.runs.main.stopped && !this.runs.alive) this.player.pause();
    this.page.focus();
  }

  /**
   * This run leads from now on: controls, transport and inspector apply to it. It goes on to where the others are.
   * @param {number} id
   */
  goOnWith(id) {
    const run = this.runs.get(id);
    const { main: former, step } = this.runs;
    if (!run || run === former) return;
    this.openings.cancel(); // it was for the run that led
    const { playing } = this.player;
    const behind = run.behind(step);
    this.runs.lead(id);
    run.seeking = -1;
    this.page.renewed(playing);
    this.page.settle();
    if (behind) this.player.seek(step);
    this.page.redraw('experiment', 'selection');
    this.page.say(
      `${run.letter} (${run.name}) leads now: the controls and ‘Through depth’ apply to it. ` +
        `${former.letter} stays beside it.`,
      'offer',
      { label: `Drop ${former.letter}`, run: () => this.drop(former.id) },
    );
  }

  /**
   * Only this run stays, and leads.
   * @param {number} id
   */
  keepOnly(id) {
    if (!this.runs.get(id)) return;
    this.goOnWith(id);
    for (const run of this.runs.others) this.drop(run.id);
    this.page.show(this.reading.summary.time ? 'time' : 'depth');
  }

  /**
   * Whether the same run exists already.
   * @param {import('../wasm/types.js').Lab} lab not yet a run; discarded where it is not needed
   */
  has(lab) {
    const text = lab.text();
    const same = this.runs.others.find((run) => run.lab.text() === text);
    if (!same) return false;
    this.runs.discard(lab);
    this.page.say(`${same.letter} is that run already.`);
    this.page.show('compare');
    return true;
  }

  full() {
    if (!this.runs.full) return false;
    this.page.say('At most four runs stand side by side: drop one of them first.');
    this.page.show('compare');
    return true;
  }

  /** @param {string[]} warnings */
  warn(warnings) {
    for (const text of warnings) this.page.say(text, 'warning');
  }

  /**
   * Runs that the user asked for are shown at once.
   * @param {string} text
   * @param {boolean} [ready] whether nothing else is to be done before Play
   */
  tell(text, ready = true) {
    this.page.show('compare');
    this.page.toTop();
    this.page.say(`${text}${ready && !this.player.playing ? ' Press Play to let them continue in lockstep.' : ''}`);
  }
}
