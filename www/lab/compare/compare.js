/**
 * Compare: up to four runs in lock on common axes. Letters, weight and dashes tell them apart; colours keep their
 * meaning.
 */
import { chosen } from '../wasm/catalog.js';
import { h } from '../draw/dom.js';
import { count, number, oddity } from '../draw/format.js';
import { Seeds } from './seeds.js';
import { Surface } from '../draw/surface.js';
import { CompareStrips } from './strips.js';
import { DearReach } from '../cards/reachjob.js';

/** @type {{kind: string, title: string}[]} */
const CHARTS = [
  { kind: 'loss', title: 'Loss' },
  { kind: 'accuracy', title: 'Accuracy on the test set' },
  { kind: 'gradient', title: 'Gradient by layer' },
  { kind: 'reach', title: 'Reach: gradient against lag' },
];

/**
 * @typedef {{letter: string, name: string, lab: any, frame: import('../wasm/types.js').Frame, fork:
 *   import('../run/run.js').Fork|null}} Shown
 */

export class CompareView {
  wants = ['frame', 'company', 'evaluation', 'size', 'theme', 'experiment', 'view'];
  every = 260;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.intro = h('div', { class: 'intro' });
    this.list = h('ul', { class: 'runs' });
    this.charts = CHARTS.map((chart) => this.chart(chart));
    this.strips = new CompareStrips(desk);
    this.pictures = h(
      'div',
      { class: 'common' },
      h(
        'div',
        { class: 'common-charts' },
        this.charts.map(({ node }) => node),
      ),
      this.strips.node,
    );
    this.seeds = new Seeds(desk);
    this.keep = h(
      'button',
      { type: 'button', 'data-action': 'keep', onclick: () => desk.company.keep() },
      'Keep this run as B',
    );
    this.node = h(
      'section',
      { class: 'compare', 'aria-label': 'Compare', hidden: true },
      this.intro,
      this.list,
      this.keep,
      this.pictures,
      this.seeds.node,
    );
    /** @type {Map<object, RunRow>} */
    this.rows = new Map();
    this.reach = new DearReach(desk, this.charts[3].surface.canvas, 'compare', () => {
      this.fresh = true;
      desk.painter.changed('company');
    });
    this.fresh = false;
    this.look = '';
  }

  /** @param {{kind: string, title: string}} chart */
  chart({ kind, title }) {
    const canvas = h('canvas', { class: 'chart', role: 'img', 'aria-label': title });
    return { kind, title, surface: new Surface(canvas), node: h('figure', null, h('figcaption', null, title), canvas) };
  }

  measure() {
    if (this.node.hidden) return;
    for (const { surface } of this.charts) surface.measure();
    this.strips.measure();
  }

  draw() {
    if (this.node.hidden) return;
    const { company, summary } = this.desk;
    this.introduce();
    this.seeds.draw();
    const runs = this.runs();
    this.list.replaceChildren(...runs.map((run) => this.row(run)));
    this.keep.hidden = company.forks.length >= 3;
    this.keep.textContent = `Keep this run as ${'BCD'[company.forks.length] ?? ''}`;
    const wasHidden = this.pictures.hidden;
    this.pictures.hidden = !company.any;
    if (this.pictures.hidden) return;
    const arranged = this.strips.arrange(runs);
    if (this.choose(summary) || arranged || wasHidden) this.measure();
    this.paintCharts(runs);
    this.strips.paint(runs);
  }

  /**
   * The charts that this kind of run has.
   * @param {import('../wasm/types.js').Summary} summary
   * @returns {boolean} whether any came or went
   */
  choose({ chance_accuracy: chance, time }) {
    const hide = { accuracy: chance === null, reach: !time };
    let moved = false;
    for (const { kind, node } of this.charts) {
      const hidden = hide[/** @type {'accuracy'} */ (kind)] ?? false;
      moved ||= node.hidden !== hidden;
      node.hidden = hidden;
    }
    const caption = this.charts[2].node.firstElementChild;
    if (caption) caption.textContent = time ? 'Gradient by time' : 'Gradient by layer';
    return moved;
  }

  introduce() {
    const key = String(this.desk.company.any);
    if (this.intro.dataset.shows === key) return;
    this.intro.dataset.shows = key;
    this.intro.replaceChildren(
      ...(this.desk.company.any
        ? []
        : [
            h('h2', null, 'Two futures on one axis'),
            h(
              'p',
              null,
              'Nothing stands beside this run yet. A second run sees the same data in the same batches from the same seed, and differs only in what you change:',
            ),
            h(
              'ul',
              { class: 'ways' },
              h('li', null, h('b', null, 'take a cure'), ' of the diagnosis, or'),
              h(
                'li',
                null,
                h('b', null, 'change a control'),
                ': one marked ‘forks’ leaves the run as it was beside the new one; after one marked ‘live’ press ‘Compare with before’, or',
              ),
              h('li', null, h('b', null, 'keep this run'), ' here, and then change it.'),
            ),
          ]),
    );
  }

  /** Through time runs are best known by their cells. */
  mainName() {
    const label = this.desk.summary.time && chosen(this.desk, 'cell')?.label;
    return label ? `${label}, the main run` : 'the main run';
  }

  /** @returns {Shown[]} */
  runs() {
    const { lab, frame, company } = this.desk;
    for (const fork of company.forks) fork.name = lab.differs(fork.lab).name;
    return [
      { letter: 'A', name: this.mainName(), lab, frame, fork: null },
      ...company.forks.map((fork) => ({
        letter: fork.letter,
        name: fork.name,
        lab: fork.lab,
        frame: fork.lab.frame(),
        fork,
      })),
    ];
  }

  /**
   * Rows stay in place while their numbers change, so that a click cannot miss.
   * @param {Shown} run
   */
  row(run) {
    const key = run.fork ?? this;
    let row = this.rows.get(key);
    if (!row) this.rows.set(key, (row = new RunRow(this.desk, run.fork)));
    row.update(run);
    return row.node;
  }

  /** @param {Shown[]} runs */
  paintCharts(runs) {
    const { glue, dark, choice, summary } = this.desk;
    const comparison = new glue.Comparison();
    const key = runs.map(({ frame, name }) => `${frame.step} ${name}`).join();
    this.reach.want(
      `${key} ${choice.example}`,
      runs.map(({ lab }) => lab),
    );
    const { width: across } = this.charts[3].surface;
    const reach = this.fresh || `${dark} ${across}` !== this.look;
    this.fresh = false;
    this.look = `${dark} ${across}`;
    for (const { lab, letter } of runs) {
      comparison.add(lab, letter);
      if (reach && summary.time) comparison.add_reach(lab);
    }
    for (const { kind, surface, title } of this.charts) {
      const { canvas, width, height, scale } = surface;
      if (width && height && (reach || kind !== 'reach')) comparison.draw(canvas, kind, width, height, scale, dark);
      const losses = runs.map(({ letter, frame }) => `${letter} ${number(frame.loss)}`).join(', ');
      canvas.setAttribute(
        'aria-label',
        kind === 'loss' ? `${title} of the last batch: ${losses}` : `${title} of ${runs.length} runs`,
      );
    }
    comparison.free();
  }
}

/** One run in the list: its letter and line, how it differs, how it fares. */
class RunRow {
  /** @param {import('../app/desk.js').Desk} desk @param {import('../run/run.js').Fork|null} fork */
  constructor(desk, fork) {
    this.desk = desk;
    this.letter = h('b', { class: 'letter' });
    this.line = h('span', { class: 'line', 'aria-hidden': 'true' });
    this.name = h('b', { class: 'run-name' });
    this.now = h('span', { class: 'run-now' });
    this.knobs = h('p', { class: 'differs' });
    this.words = h('p', { class: 'note' });
    this.bar = h('progress', {
      class: 'thin',
      max: 1,
      value: 0,
      hidden: true,
      'aria-label': 'Coming to the same step',
    });
    const { company } = desk;
    this.on = h('button', {
      type: 'button',
      class: 'small',
      'data-action': 'go-on',
      onclick: () => fork && company.goOnWith(fork),
    });
    this.off = h('button', {
      type: 'button',
      class: 'small quiet',
      'data-action': 'drop',
      onclick: () => fork && company.drop(fork),
    });
    this.node = h(
      'li',
      { class: 'run' },
      h('span', { class: 'mark' }, this.letter, this.line),
      h('div', { class: 'of-run' }, h('p', { class: 'head' }, this.name, this.now), this.knobs, this.words, this.bar),
      fork && h('span', { class: 'choices' }, this.on, this.off),
    );
  }

  /** @param {Shown} run */
  update({ letter, name, frame, fork }) {
    const { desk } = this;
    const put = (/** @type {HTMLElement} */ node, /** @type {string} */ text) => {
      if (node.textContent !== text) node.textContent = text;
    };
    this.node.dataset.run = letter;
    this.node.dataset.step = String(fork ? fork.steps : frame.step);
    put(this.letter, letter);
    const behind = fork && fork.progress(desk.company.step) < 1 && desk.company.step - fork.steps > 1;
    put(this.name, name);
    put(this.now, behind ? `coming to step ${count(desk.company.step)}` : fares(frame));
    const difference = fork && /** @type {import('../wasm/types.js').Difference} */ (desk.lab.differs(fork.lab));
    put(
      this.knobs,
      difference ? difference.knobs.map(({ label, here, there }) => `${label}: ${here} → ${there}`).join(' · ') : '',
    );
    const newest = fork === desk.company.forks.at(-1); // one such sentence is read, four are not
    put(this.words, newest && desk.company.step > 0 ? (difference?.sentence ?? '') : '');
    put(this.on, `Go on with ${letter}`);
    put(this.off, `Drop ${letter}`);
    this.bar.hidden = !behind;
    if (behind) this.bar.value = fork.progress(desk.company.step);
  }
}

/** @param {import('../wasm/types.js').Frame} frame */
function fares({ loss, stopped }) {
  if (stopped) return `stopped in step ${count(stopped.step + 1)}: ${stopped.value}`;
  return oddity(loss) === '–' ? 'at the start' : `loss of the last batch ${number(loss)}`;
}
