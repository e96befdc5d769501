/** The inside of one unit's cell at one step: its standard diagram with a number on every wire, then its equations. */
import { h } from '../draw/dom.js';
import { number, power } from '../draw/format.js';
import { CellDiagram } from './celldiagram.js';
import { partEquation, partFormula } from '../strips/equations.js';

export class CellCard {
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment', 'view'];
  every = 150;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.title = h('h2', null, 'Inside the cell');
    this.place = h('div');
    this.equations = h('div', { class: 'equations' });
    this.note = h('p', { class: 'note' });
    const turn = (/** @type {string} */ word, /** @type {string} */ sign, /** @type {() => unknown} */ run) =>
      h('button', { type: 'button', class: 'small', 'aria-label': word, title: word, onclick: run }, sign);
    const { moment } = desk;
    this.unit = h('span', { class: 'now' });
    this.step = h('span', { class: 'now' });
    this.node = h(
      'section',
      { class: 'card cell', 'aria-label': 'Inside the cell', hidden: true },
      this.title,
      h(
        'div',
        { class: 'turns' },
        h(
          'span',
          null,
          turn('previous unit', '‹', () => moment.turn(-1)),
          this.unit,
          turn('next unit', '›', () => moment.turn(1)),
        ),
        h(
          'span',
          null,
          turn('one step earlier', '‹', () => moment.key('ArrowLeft')),
          this.step,
          turn('one step later', '›', () => moment.key('ArrowRight')),
        ),
      ),
      this.place,
      this.note,
      this.equations,
    );
    /** @type {CellDiagram|null} */
    this.diagram = null;
    this.kind = '';
  }

  draw() {
    const {
      summary: { time, stages },
      moment,
      shell,
    } = this.desk;
    this.node.hidden = !time;
    if (!time || shell.node.dataset.view !== 'time') return;
    const { activation, forget_gate } = this.desk.lab.knobs();
    const kind = time.cell === 'lstm' && forget_gate === 'off' ? 'lstm_cec' : time.cell;
    if (`${kind} ${activation}` !== this.kind) this.build(kind, activation);
    if (moment.awaited && this.diagram?.filled) return; // its numbers and its title stay until the others are there
    const { step, unit } = moment;
    const level = time.levels > 1 ? `, cell ${moment.level + 1}` : '';
    this.title.textContent = `Inside unit ${unit + 1} at time ${step + 1}${level}`;
    this.unit.textContent = `unit ${unit + 1} of ${time.hidden}`;
    this.step.textContent = `time ${step + 1} of ${stages - 1}`;
    this.show(moment.view, step);
  }

  /** @param {string} kind @param {string} activation */
  build(kind, activation) {
    this.kind = `${kind} ${activation}`;
    this.diagram = new CellDiagram(kind, { sigmoid: 'σ', identity: 'id' }[activation] ?? activation);
    this.place.replaceChildren(this.diagram.node);
  }

  /** @param {import('../wasm/types.js').CellView|null} view @param {number} step */
  show(view, step) {
    const { moment } = this.desk;
    const back = moment.returned(step);
    const exponent = view && back ? unitOf(view) : 0;
    const unit = exponent ? `, in units of ${power(exponent)}` : '';
    this.note.textContent = view
      ? `blue: the value on the wire · orange: the gradient coming back on it${unit} · Σ: from all wires together`
      : 'The forward pass fills in the numbers.';
    this.diagram?.show(view ? written(view, back, step === 0 || moment.returned(step - 1), 10 ** exponent) : new Map());
    const parts = moment.parts.filter(({ level }) => level === moment.level);
    this.equations.replaceChildren(
      ...(view ? view.parts.map((part) => partEquation(part, true)) : parts.map(partFormula)),
    );
    const words = view
      ? view.parts
          .map(({ name, value, d }) => `${name} ${number(value)}${back && d !== null ? `, gradient ${number(d)}` : ''}`)
          .join('; ')
      : 'no numbers yet';
    this.diagram?.describe(`Diagram of the cell, unit ${moment.unit + 1} at time ${step + 1}: ${words}`);
  }
}

/**
 * The power of ten that small gradients are counted in, so that they need no exponent each.
 * @param {import('../wasm/types.js').CellView} view
 */
function unitOf({ wires }) {
  const sizes = wires.map(({ d }) => Math.abs(d ?? 0)).filter((size) => size > 0 && size < Infinity);
  const most = Math.max(0, ...sizes);
  return most > 0 && (most >= 1e4 || Math.min(...sizes) < 0.001) ? Math.floor(Math.log10(most)) : 0;
}

/**
 * Of every wire its value and what comes back on it, as far as the phases have come.
 * @param {import('../wasm/types.js').CellView} view
 * @param {boolean} back
 * @param {boolean} whole whether the step before has its gradients, too
 * @param {number} unit of the gradients
 * @returns {Map<string, {value: string, d: string}>}
 */
function written({ wires, x, d_x }, back, whole, unit) {
  const entry = (/** @type {import('../wasm/types.js').Wire} */ { name, value, d }) => {
    const known = back && (whole || name !== 'Σc₋₁');
    return /** @type {const} */ ([
      name,
      { value: number(value, 2), d: known ? (name[0] === 'Σ' ? 'Σ ' : '') + number((d ?? NaN) / unit, 2) : '' },
    ]);
  };
  return new Map([...wires.map(entry), ['x', { value: listed(x), d: back ? listed(d_x.map((d) => d / unit)) : '' }]]);
}

/** All that is read at a step, as far as there is room. @param {number[]} all */
function listed(all) {
  const text = all
    .slice(0, 2)
    .map((value) => number(value, 2))
    .join(', ');
  return all.length > 2 ? `(${text}, …)` : all.length > 1 ? `(${text})` : text;
}
