/** The same comparison over eight seeds: one run may be luck. Each run is trained anew from each seed, by the pool. */
import { h } from '../draw/dom.js';
import { count, number, percent } from '../draw/format.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** @typedef {{step: number, loss: number|null, accuracy: number|null, digest: string}} Outcome */
/** @typedef {{letter: string, name: string, text: string, outcomes: (Outcome|undefined)[]}} Tried */

export class Seeds {
  /** @type {import('../wasm/pool.js').Job[]} */
  jobs = [];
  /** @type {Tried[]} */
  tried = [];
  steps = 0;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.button = h('button', { type: 'button', 'data-action': 'seeds', onclick: () => this.toggle() });
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
    this.words.textContent =
      'One run may be luck. Here each run is trained anew from eight other starts, data and batches, up to the step where it stands.';
    this.rows.replaceChildren();
    this.dress();
  }

  dress() {
    this.button.textContent = this.running ? 'Cancel' : this.tried.length ? 'Try them again' : 'Try eight seeds';
    this.bar.hidden = !this.running;
  }

  toggle() {
    if (this.running) return this.forget();
    const { company } = this.desk;
    if (company.step < 1)
      return this.desk.messages.say(
        'Let the run take some steps first: the seeds are compared at the step where it stands.',
      );
    this.steps = company.step;
    this.tried = this.runs().map((run) => ({ ...run, outcomes: [] }));
    const shares = new Map();
    const whole = this.tried.length * SEEDS.length;
    const tell = (/** @type {string} */ key, /** @type {number} */ share) => {
      shares.set(key, share);
      this.bar.value = [...shares.values()].reduce((sum, one) => sum + one, 0) / whole;
    };
    this.jobs = SEEDS.flatMap((seed, k) => this.tried.map((run) => this.start(run, seed, k, tell)));
    this.dress();
    return this.show();
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
    const job = this.desk.company.pool.start('outcome', given, ({ share }) => tell(key, share));
    const ended = () => {
      if (!this.jobs.includes(job)) return;
      this.jobs = this.jobs.filter((other) => other !== job);
      tell(key, 1);
      this.show();
      this.dress();
    };
    job.promise.then(
      (outcome) => {
        run.outcomes[k] = outcome;
        ended();
      },
      (error) => {
        this.forget();
        this.desk.fail(error);
      },
    );
    return job;
  }

  /** Runs as they are now. */
  runs() {
    const { lab, company } = this.desk;
    return [
      { letter: 'A', name: 'the main run', text: lab.text() },
      ...company.forks.map(({ letter, name, lab }) => ({ letter, name, text: lab.text() })),
    ];
  }

  /** What was tried speaks for these runs only. */
  draw() {
    if (this.tried.length === 0) return;
    const now = this.runs();
    if (now.length !== this.tried.length || now.some(({ text }, i) => text !== this.tried[i].text)) this.forget();
  }

  forget() {
    for (const job of this.jobs) job.cancel();
    this.jobs = [];
    this.tried = [];
    this.invite();
  }

  show() {
    const axis = new Axis(this.tried, this.desk.summary);
    this.rows.replaceChildren(...this.tried.map((run) => row(run, axis)), axis.node());
    const done = this.tried.reduce((sum, run) => sum + run.outcomes.filter(Boolean).length, 0);
    const whole = this.tried.length * SEEDS.length;
    this.words.textContent =
      done < whole ? `${done} of ${whole} runs of ${count(this.steps)} steps are done.` : this.sentence(axis);
  }

  /** @param {Axis} axis */
  sentence(axis) {
    const each = this.tried.map((run) => `${run.letter} ${axis.spread(run)}`).join('; ');
    return `${axis.title} after ${count(this.steps)} steps, smallest, middle and largest of eight: ${each}. ${axis.verdict(this.tried)}`;
  }
}

/** Where the outcomes stand: accuracy from 0 to 1, or the loss on a log axis where the task has no classes. */
class Axis {
  /** @param {Tried[]} tried @param {import('../wasm/types.js').Summary} summary */
  constructor(tried, { chance_accuracy: accuracy, chance_loss: loss }) {
    this.classes = accuracy !== null;
    this.chance = this.classes ? accuracy : loss;
    this.title = this.classes ? 'Accuracy on the test set' : 'Loss on the test set';
    const values = tried.flatMap((run) => this.values(run));
    if (this.chance) values.push(this.chance);
    const inside = values.filter((value) => value > 0);
    this.low = this.classes ? 0 : 10 ** Math.floor(Math.log10(Math.min(1, ...inside)));
    this.high = this.classes ? 1 : 10 ** Math.ceil(Math.log10(Math.max(this.low * 10, ...inside)));
  }

  /** @param {Outcome} outcome */
  of(outcome) {
    return this.classes ? outcome.accuracy : outcome.loss;
  }

  /** Those that are numbers, sorted. @param {Tried} run */
  values(run) {
    const all = run.outcomes.flatMap((outcome) => (outcome ? [this.of(outcome)] : []));
    return all
      .filter((value) => value !== null && Number.isFinite(value))
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** 0 at the left, 1 at the right. @param {number} value */
  share(value) {
    if (this.classes) return value;
    return Math.max(0, Math.log(Math.max(value, this.low) / this.low) / Math.log(this.high / this.low));
  }

  /** @param {number} value */
  say(value) {
    return this.classes ? percent(value) : number(value);
  }

  /** @param {Tried} run */
  spread(run) {
    const values = this.values(run);
    const lost = SEEDS.length - values.length;
    const gone = lost > 0 ? `${count(lost)} stopped` : '';
    if (values.length === 0) return 'every one stopped';
    const middle = (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2;
    return (
      [[values[0], middle, values[values.length - 1]].map((value) => this.say(value)).join(', '), gone]
        .filter(Boolean)
        .join(' (') + (gone ? ')' : '')
    );
  }

  /**
   * What the spreads are worth: only two runs are set against each other in words.
   * @param {Tried[]} tried
   */
  verdict(tried) {
    if (tried.length !== 2) return '';
    const [a, b] = tried.map((run) => this.values(run));
    if (a.length < SEEDS.length || b.length < SEEDS.length) return '';
    const above = a[0] > b[b.length - 1] ? 'A' : b[0] > a[a.length - 1] ? 'B' : '';
    if (!above) return 'The two overlap: what one seed shows of them may be luck.';
    const better = (above === 'A') === this.classes ? 'A' : 'B';
    return `Every seed of ${better} does better than every seed of ${better === 'A' ? 'B' : 'A'}: this is no luck.`;
  }

  node() {
    const ticks = this.classes ? [0, 0.5, 1] : [this.low, this.high];
    const marks = ticks.map((tick) => placed(h('span', { class: 'tick' }, this.say(tick)), this.share(tick)));
    if (this.chance)
      marks.push(
        placed(
          h('span', { class: 'chance-mark', title: `knowing nothing: ${this.say(this.chance)}` }, 'chance'),
          this.share(this.chance),
        ),
      );
    return h(
      'div',
      { class: 'seed-row axis' },
      h('span', { class: 'seed-name' }, ''),
      h('div', { class: 'seed-dots' }, marks),
    );
  }
}

/** @param {Tried} run @param {Axis} axis */
function row(run, axis) {
  const dots = run.outcomes.flatMap((outcome, k) => {
    if (!outcome) return [];
    const value = axis.of(outcome);
    const lost = value === null || !Number.isFinite(value);
    const title = `seed ${SEEDS[k]}: ${lost ? 'stopped, its numbers ran out' : axis.say(value)}`;
    const dot = placed(
      h('i', { class: lost ? 'seed-dot lost' : 'seed-dot', title, 'data-digest': outcome.digest }, lost ? '×' : ''),
      lost ? 1 : axis.share(value),
    );
    dot.style.setProperty('--lane', String(k));
    return [dot];
  });
  if (axis.chance) dots.unshift(placed(h('i', { class: 'chance-line' }), axis.share(axis.chance)));
  const label = `${run.letter}, ${axis.title}: ${axis.spread(run)}`;
  return h(
    'div',
    { class: 'seed-row', 'data-run': run.letter },
    h('span', { class: 'seed-name' }, h('b', { class: 'letter' }, run.letter)),
    h('div', { class: 'seed-dots', role: 'img', 'aria-label': label }, dots),
  );
}

/** @template {HTMLElement} T @param {T} node @param {number} share @returns {T} */
function placed(node, share) {
  node.style.setProperty('left', `${(100 * share).toFixed(2)}%`);
  return node;
}

/** The same experiment from another seed. @param {string} text @param {number} seed */
export function withSeed(text, seed) {
  return [...text.split('&').filter((pair) => pair && !pair.startsWith('seed=')), `seed=${seed}`].join('&');
}
