/**
 * Compare: up to four runs in lockstep on common axes. Letters, weight and dashes tell them apart; colors keep their
 * meaning.
 */
import { ReachJob } from '../cards/reachjob.js';
import { h, place, write } from '../draw/dom.js';
import { number } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { RunRow } from './runrow.js';
import { Seeds } from './seeds.js';
import { CompareStrips } from './strips.js';

/** @typedef {import('../run/view.js').RunView} RunView */

/** @type {{kind: string, title: string}[]} */
const CHARTS = [
  { kind: 'loss', title: 'Loss' },
  { kind: 'accuracy', title: 'Accuracy on the test set' },
  { kind: 'gradient', title: 'Gradient by layer' },
  { kind: 'reach', title: 'Reach: gradient against lag' },
];

/** @param {{kind: string, title: string}} chart */
function chart({ kind, title }) {
  const canvas = h('canvas', { class: 'chart', role: 'img', 'aria-label': title });
  const caption = h('figcaption', null, title);
  return { kind, title, caption, surface: new Surface(canvas), node: h('figure', null, caption, canvas) };
}

export class CompareView {
  wants = ['frame', 'runs', 'evaluation', 'size', 'theme', 'experiment', 'view'];
  every = 260;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.ports = ports;
    this.view = ports.view;
    this.engine = ports.engine;
    this.intro = h('div', { class: 'intro' });
    this.list = h('ul', { class: 'runs' });
    this.charts = CHARTS.map(chart);
    this.strips = new CompareStrips(ports);
    const charts = h(
      'div',
      { class: 'common-charts' },
      this.charts.map(({ node }) => node),
    );
    this.pictures = h('div', { class: 'common' }, charts, this.strips.node);
    this.seeds = new Seeds(ports);
    const keep = { type: 'button', 'data-action': 'keep', onclick: () => ports.actions.keep() };
    this.keep = h('button', keep);
    this.node = h(
      'section',
      { class: 'compare', 'aria-label': 'Compare', hidden: true },
      this.intro,
      this.list,
      this.keep,
      this.pictures,
      this.seeds.node,
    );
    /** By the id of the run. @type {Map<number, RunRow>} */
    this.rows = new Map();
    this.reach = new ReachJob(ports, this.charts[3].surface.canvas, 'compare', () => {
      this.fresh = true;
      this.charts[3].caption.textContent = [CHARTS[3].title, this.reach.refusal].filter(Boolean).join('. ');
      ports.actions.redraw('runs');
    });
    this.fresh = false;
    this.look = '';
  }

  measure() {
    this.node.hidden = this.view.tab !== 'compare';
    if (this.node.hidden) return;
    for (const { surface } of this.charts) surface.measure();
    this.strips.measure();
  }

  work() {
    this.seeds.work();
    return this.reach.work();
  }

  draw() {
    this.node.hidden = this.view.tab !== 'compare';
    if (this.node.hidden) return;
    const { runs } = this.view;
    this.listRuns(runs);
    const wasHidden = this.pictures.hidden;
    this.pictures.hidden = runs.length < 2;
    if (this.pictures.hidden) return;
    const arranged = this.strips.arrange(runs);
    if (this.choose() || arranged || wasHidden) this.measure();
    this.engine.compare((comparison) => this.paintCharts(runs, comparison));
    this.strips.paint(runs);
  }

  listRuns(runs = this.view.runs) {
    if (this.node.hidden) return;
    this.introduce(runs.length > 1);
    place(
      this.list,
      runs.map((run) => this.row(run, runs)),
    );
    for (const id of this.rows.keys()) if (!runs.some((run) => run.id === id)) this.rows.delete(id);
    this.keep.hidden = runs.length > 3;
    write(this.keep, `Keep ${runs.length > 1 ? this.view.mainLetter : 'this run'} and change a copy`);
  }

  /**
   * The charts that this kind of run has.
   * @returns {boolean} whether any came or went
   */
  choose() {
    const { chance_accuracy: chance, time } = this.view.summary;
    let moved = false;
    for (const { kind, node } of this.charts) {
      const hidden = (kind === 'accuracy' && chance === null) || (kind === 'reach' && !time);
      moved ||= node.hidden !== hidden;
      node.hidden = hidden;
    }
    this.charts[2].caption.textContent = time ? 'Gradient by time step' : 'Gradient by layer';
    return moved;
  }

  /** @param {boolean} any whether a run stands beside the main one */
  introduce(any) {
    if (this.intro.dataset.shows === String(any)) return;
    this.intro.dataset.shows = String(any);
    this.intro.replaceChildren(...(any ? [] : introduction()));
  }

  /**
   * Rows stay in place while their numbers change, so that a click cannot miss.
   * @param {RunView} run
   * @param {RunView[]} runs
   */
  row(run, runs) {
    const row = this.rows.get(run.id) ?? new RunRow(this.ports, run.id);
    this.rows.set(run.id, row);
    row.update(run, runs[0], runs.length === 1);
    return row.node;
  }

  /** @param {RunView[]} runs @param {any} comparison */
  paintCharts(runs, comparison) {
    const { dark, example, summary } = this.view;
    const key = runs.map(({ id, text, frame, name }) => `${id} ${text} ${frame.step} ${name}`).join();
    const stamps = runs.map(({ id }) => this.engine.stamp(id));
    this.reach.want(
      `${key} ${example}`,
      stamps.map((stamp) => () => this.engine.at(stamp)),
    );
    const look = `${dark} ${this.charts[3].surface.width}`;
    const reach = this.fresh || look !== this.look;
    this.fresh = false;
    this.look = look;
    for (const { id, letter, behind } of runs) {
      const lab = this.engine.labOf(id);
      comparison.add(lab, letter, !behind);
      if (reach && summary.time && !behind) comparison.add_reach(lab);
    }
    const losses = runs
      .filter(({ behind }) => !behind)
      .map(({ letter, frame }) => `${letter} ${number(frame.loss)}`)
      .join(', ');
    for (const { kind, surface, title } of this.charts) {
      const { canvas, width, height, scale } = surface;
      if (width && height && (reach || kind !== 'reach')) comparison.draw(canvas, kind, width, height, scale, dark);
      const label = kind === 'loss' ? `${title} of the last batch: ${losses}` : `${title} of ${runs.length} runs`;
      canvas.setAttribute('aria-label', label);
    }
  }
}

const INTRODUCTION =
  'There is no second run yet. A second run sees the same data in the same batches from the same seed, ' +
  'and differs only in what you change:';
const CHANGE =
  ': one marked ‘forks’ leaves the run as it was beside the new one; ' +
  'after one marked ‘live’ press ‘Compare with before’, or';

/** How a second run comes about. */
function introduction() {
  return [
    h('h2', null, 'Two runs on the same axes'),
    h('p', null, INTRODUCTION),
    h(
      'ul',
      { class: 'ways' },
      h('li', null, h('b', null, 'pick a cure'), ' of the diagnosis, or'),
      h('li', null, h('b', null, 'change a control'), CHANGE),
      h('li', null, h('b', null, 'keep this run'), ' here, and change a copy.'),
    ),
  ];
}
