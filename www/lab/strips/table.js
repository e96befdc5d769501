/** The numbers of the strips as a table. */
import { h } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { number, percent } from '../wasm/numbers.js';
import { followable } from '../run/byhand.js';
import { stageName } from '../run/phase.js';
import { byHandTables } from './byhandtable.js';

/** More than a network has that is followed by hand. */
const [MOST_UNITS, MOST_WEIGHTS] = [8, 600];

/** @type {[string, string][]} */
const COLUMNS = [
  ['forward_rms', 'Signal, rms of a'],
  ['d_z_rms', 'Gradient, rms of ∂L/∂z'],
  ['update_ratio', 'Update, ‖ΔW‖/‖W‖'],
  ['distance', 'Moved since the start'],
  ['factor', 'Factor'],
  ['f_factor', 'its f′ part'],
  ['w_factor', 'its W part'],
  ['skip_factor', 'the skip’s part of W'],
  ['branch_factor', 'the branch’s part of W'],
  ['saturated', 'Saturated'],
  ['dead', 'Dead'],
];
/** The figures that time steps do not have. */
const DEPTH_ONLY = [
  'update_ratio',
  'distance',
  'f_factor',
  'w_factor',
  'skip_factor',
  'branch_factor',
  'saturated',
  'dead',
];
const TIME_NAMES = { forward_rms: 'State, rms of h', d_z_rms: 'Gradient, rms of ∂L/∂h' };
const SHARES = ['saturated', 'dead'];

export class NumbersTable {
  wants = ['frame', 'experiment', 'selection', 'table'];
  every = 500;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions, engine }) {
    this.view = view;
    this.engine = engine;
    this.body = h('tbody');
    this.head = h('tr');
    this.byHand = h('div');
    const scroll = h(
      'div',
      { class: 'scroll wide-table', tabindex: '0', role: 'region', 'aria-label': 'Numbers per stage' },
      h('table', { class: 'numbers' }, h('thead', null, this.head), this.body),
      this.byHand,
    );
    this.node = h('details', { class: 'as-table' }, h('summary', null, 'Show as table'), scroll);
    this.node.addEventListener('toggle', () => actions.redraw('table'));
  }

  /** @returns {[string, string][]} */
  columns() {
    const { time } = this.view.summary;
    if (!time) return COLUMNS;
    const own = COLUMNS.filter(([key]) => !DEPTH_ONLY.includes(key));
    const named = own.map(
      ([key, name]) => /** @type {[string, string]} */ ([key, /** @type {any} */ (TIME_NAMES)[key] ?? name]),
    );
    return this.view.time.hasMemory ? [...named, ['d_c_rms', 'rms of ∂L/∂c']] : named;
  }

  /** All units and weights of a small network. @returns {import('../wasm/types.js').Diagram} */
  network() {
    return this.engine.lab.diagram(MOST_UNITS, MOST_WEIGHTS, this.view.example, -1);
  }

  draw() {
    if (!this.node.open) return;
    const { summary } = this.view;
    const frame = /** @type {any} */ ({ ...this.view.frame, ...this.engine.lab.dear_figures() });
    const columns = this.columns();
    this.byHand.replaceChildren(...(followable(summary) ? byHandTables(this.network(), this.view) : []));
    this.head.replaceChildren(
      ...[summary.time ? 'Time' : 'Layer', ...columns.map(([, name]) => name)].map((name) =>
        h('th', { scope: 'col' }, name),
      ),
    );
    this.body.replaceChildren(
      ...Array.from({ length: summary.stages }, (_, stage) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, capital(stageName(stage, summary))),
          columns.map(([key]) =>
            h('td', null, SHARES.includes(key) ? percent(frame[key][stage]) : number(frame[key][stage])),
          ),
        ),
      ),
    );
  }
}
