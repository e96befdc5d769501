/** The same comparison over eight seeds, because one run may be luck. The pool trains each run again from each seed. */
import { h } from '../draw/dom.js';
import { count } from '../wasm/numbers.js';
import { SEEDS, Spread, withSeed } from './spread.js';

/** @typedef {import('./spread.js').Tried} Tried */
/** @typedef {import('../run/engine.js').Stamp} Stamp */

const INVITATION =
  'One run may be luck. Here each run is trained again with eight other seeds for initial weights, data and batches, ' +
  'up to the training step where it stands.';

export class Seeds {
  /** @type {import('../wasm/pool.js').Job[]} */
  jobs = [];
  /** @type {Tried[]} */
  tried = [];
  /** The versions of the runs that were tried. @type {Stamp[]} */
  stamps = [];
  steps = 0;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions, engine }) {
    this.view = view;
    this.actions = actions;
    this.engine = engine;
    this.button = h('button', {
      type: 'button',
      'data-action': 'seeds',
      onclick: () => actions.attempt(() => this.toggle()),
    });
    this.words = h('p', { class: 'note' });
    this.bar = h('progress', { class: 'thin', max: 1, value: 0, hidden: true, 'aria-label': 'Seeds' });
    this.rows = h('div', { class: 'seed-rows' });
    this.node = h(
      'section',
      { class: 'seeds', 'aria-label': 'Over eight seeds' },
      h('h2', null, 'Over eight seeds'),
      this.words,
      this.rows,
      this.bar,
      h('p', { class: 'row' }, this.button),
    );
    this.invite();
  }

  get running() {
    return this.jobs.length > 0;
  }

  invite() {
    this.words.textContent = INVITATION;
    this.rows.replaceChildren();
    this.dress();
  }

  dress() {
    this.button.textContent = this.running ? 'Cancel' : this.tried.length ? 'Try again' : 'Try eight seeds';
    this.bar.hidden = !this.running;
  }

  toggle() {
    if (this.running) return this.forget();
    const { step, runs } = this.view;
    if (step < 1) {
      this.actions.say(
        'Let the run take some training steps first: the seeds are compared at the one where it stands.',
      );
      return;
    }
    this.steps = step;
    this.stamps = runs.map(({ id }) => this.engine.stamp(id));
    this.tried = runs.map(({ letter, name, text }) => ({ letter, name, text, outcomes: [] }));
    const shares = new Map();
    const whole = this.tried.length * SEEDS.length;
    const tell = (/** @type {string} */ key, /** @type {number} */ share) => {
      shares.set(key, share);
      this.bar.value = [...shares.values()].reduce((sum, one) => sum + one, 0) / whole;
    };
    this.jobs = SEEDS.flatMap((seed, k) => this.tried.map((run) => this.start(run, seed, k, tell)));
    this.dress();
    this.show();
  }

  /**
   * @param {Tried} run
   * @param {number} seed
   * @param {number} k
   * @param {(key: string, share: number) => void} tell
   */
  start(run, seed, k, tell) {
    const key = `${run.letter}${seed}`;
    const given = { text: withSeed(run.text, seed), steps: this.steps };
    const job = this.engine.start('outcome', given, ({ share }) => tell(key, share));
    job.promise.then(
      (outcome) => {
        this.work(); // the runs may have changed since the last frame
        if (!this.jobs.includes(job)) return;
        if (typeof outcome === 'string') {
          this.forget();
          this.words.textContent = outcome;
          return;
        }
        run.outcomes[k] = outcome;
        this.jobs = this.jobs.filter((other) => other !== job);
        tell(key, 1);
        this.show();
        this.dress();
      },
      (error) => {
        this.forget();
        this.actions.fail(error);
      },
    );
    return job;
  }

  /** The outcomes apply only to the runs that were tried, as they were; also where nobody looks at them. */
  work() {
    const gone = this.stamps.length > 0 && this.stamps.some((stamp) => !this.engine.at(stamp));
    if (gone || (this.stamps.length > 0 && this.stamps.length !== this.view.count)) this.forget();
    return false;
  }

  forget() {
    for (const job of this.jobs) job.cancel();
    this.jobs = [];
    this.tried = [];
    this.stamps = [];
    this.invite();
  }

  show() {
    const spread = new Spread(this.tried, this.view.summary);
    this.rows.replaceChildren(...this.tried.map((run, i) => row(run, spread, spread.words[i])), axis(spread));
    const done = this.tried.reduce((sum, run) => sum + run.outcomes.filter(Boolean).length, 0);
    const whole = this.tried.length * SEEDS.length;
    const steps = count(this.steps);
    this.words.textContent =
      done < whole ? `${done} of ${whole} runs of ${steps} training steps are done.` : this.sentence(spread);
  }

  /** @param {Spread} spread */
  sentence(spread) {
    const each = this.tried.map(({ letter }, i) => `${letter} ${spread.words[i]}`).join('; ');
    const what = `${spread.title} after ${count(this.steps)} training steps, smallest, middle and largest of eight`;
    return `${what}: ${each}. ${spread.verdict}`;
  }
}

/** @param {Spread} spread */
function axis(spread) {
  const marks = spread.ticks.map(({ at, text }) => placed(h('span', { class: 'tick' }, text), at));
  if (spread.chance) {
    const title = `a network that guesses: ${spread.say(spread.chance)}`;
    marks.push(placed(h('span', { class: 'chance-mark', title }, 'guessing'), spread.share(spread.chance)));
  }
  const name = h('span', { class: 'seed-name' }, '');
  return h('div', { class: 'seed-row axis' }, name, h('div', { class: 'seed-dots' }, marks));
}

/**
 * @param {Tried} run
 * @param {Spread} spread
 * @param {string} words
 */
function row(run, spread, words) {
  const dots = run.outcomes.flatMap((outcome, k) => (outcome ? [dot(outcome, k, spread)] : []));
  if (spread.chance) dots.unshift(placed(h('i', { class: 'chance-line' }), spread.share(spread.chance)));
  const label = `${run.letter}, ${spread.title}: ${words}`;
  return h(
    'div',
    { class: 'seed-row', 'data-run': run.letter },
    h('span', { class: 'seed-name' }, h('b', { class: 'letter' }, run.letter)),
    h('div', { class: 'seed-dots', role: 'img', 'aria-label': label }, dots),
  );
}

/**
 * @param {import('../wasm/jobs.js').Outcome} outcome
 * @param {number} k which seed
 * @param {Spread} spread
 */
function dot(outcome, k, spread) {
  const value = spread.of(outcome);
  const lost = value === null || !Number.isFinite(value);
  const title = `seed ${SEEDS[k]}: ${lost ? 'stopped at a value that is not finite' : spread.say(value)}`;
  const shape = { class: lost ? 'seed-dot lost' : 'seed-dot', title, 'data-digest': outcome.digest };
  const mark = placed(h('i', shape, lost ? '×' : ''), lost ? 1 : spread.share(value));
  mark.style.setProperty('--lane', String(k));
  return mark;
}

/**
 * @template {HTMLElement} T
 * @param {T} node
 * @param {number} share
 * @returns {T}
 */
function placed(node, share) {
  node.style.setProperty('left', `${(100 * share).toFixed(2)}%`);
  return node;
}
