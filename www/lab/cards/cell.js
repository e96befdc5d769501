/** The inside of one unit's cell at one step: its standard diagram with a number on every wire, then its equations. */
import { h } from '../draw/dom.js';
import { number, power } from '../wasm/numbers.js';
import { CellDiagram } from './celldiagram.js';
import { partEquation, partFormula, SYMBOLS } from '../strips/equations.js';

export class CellCard {
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment', 'view', 'snapshot'];
  every = 150;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.title = h('h2', null, 'Inside the cell');
    this.place = h('div');
    this.equations = h('div', { class: 'equations' });
    this.note = h('p', { class: 'note' });
    this.unit = h('span', { class: 'now' });
    this.step = h('span', { class: 'now' });
    const turn = (/** @type {string} */ word, /** @type {string} */ sign, /** @type {() => unknown} */ run) =>
      h('button', { type: 'button', class: 'small', 'aria-label': word, title: word, onclick: run }, sign);
    const units = [
      turn('previous unit', '‹', () => actions.turnUnit(-1)),
      this.unit,
      turn('next unit', '›', () => actions.turnUnit(1)),
    ];
    const steps = [
      turn('one time step earlier', '‹', () => actions.moveInTime('ArrowLeft')),
      this.step,
      turn('one time step later', '›', () => actions.moveInTime('ArrowRight')),
    ];
    this.node = h(
      'section',
      { class: 'card cell', 'aria-label': 'Inside the cell', hidden: true },
      this.title,
      h('div', { class: 'turns' }, h('span', null, units), h('span', null, steps)),
      this.place,
      this.note,
      this.equations,
    );
    /** @type {CellDiagram|null} */
    this.diagram = null;
    this.kind = '';
  }

  draw() {
    const { summary, tab, time, snapshot, knobs } = this.view;
    this.node.hidden = !summary.time;
    if (!summary.time || tab !== 'time') return;
    const { cell } = summary.time;
    if (`${cell} ${knobs.activation}` !== this.kind) this.build(cell, knobs.activation);
    if (snapshot.awaited && this.diagram?.filled) return; // the old numbers stay until there are new ones
    const { step, unit } = time;
    const level = summary.time.levels > 1 ? `, cell ${time.level + 1}` : '';
    this.title.textContent = `Inside unit ${unit + 1} at time step ${step + 1}${level}`;
    this.unit.textContent = `unit ${unit + 1} of ${summary.time.hidden}`;
    this.step.textContent = `time step ${step + 1} of ${summary.stages - 1}`;
    this.show(snapshot.cell, step);
  }

  /**
   * @param {string} cell
   * @param {string} activation
   */
  build(cell, activation) {
    this.kind = `${cell} ${activation}`;
    this.diagram = new CellDiagram(this.view.catalog.cells[cell].diagram, SYMBOLS[activation] ?? activation);
    this.place.replaceChildren(this.diagram.node);
  }

  /**
   * @param {import('../wasm/types.js').CellView|null} cell
   * @param {number} step
   */
  show(cell, step) {
    const { time, snapshot } = this.view;
    const back = snapshot.returned(step);
    const exponent = cell && back ? cell.exponent : 0;
    const unit = exponent ? `, in units of ${power(exponent)}` : '';
    this.note.textContent = cell
      ? `blue: the value on the wire · orange: the gradient coming back on it${unit} · Σ: from all wires together`
      : 'The forward pass fills in the numbers.';
    const whole = step === 0 || snapshot.returned(step - 1);
    this.diagram?.show(cell ? written(cell, back, whole) : new Map());
    const parts = time.parts.filter(({ level }) => level === time.level);
    const equations = cell ? cell.parts.map((part) => partEquation(part, true)) : parts.map(partFormula);
    this.equations.replaceChildren(...equations);
    const words = cell ? inWords(cell, back) : 'no numbers yet';
    this.diagram?.describe(`Diagram of the cell, unit ${time.unit + 1} at time step ${step + 1}: ${words}`);
  }
}

/**
 * Every part with its value and its gradient, for screen readers.
 * @param {import('../wasm/types.js').CellView} cell
 * @param {boolean} back
 */
function inWords({ parts }, back) {
  const gradient = (/** @type {number|null} */ d) => (back && d !== null ? `, gradient ${number(d)}` : '');
  return parts.map(({ name, value, d }) => `${name} ${number(value)}${gradient(d)}`).join('; ');
}

/**
 * Of every wire its value and what comes back on it, as far as the phases have come.
 * @param {import('../wasm/types.js').CellView} view
 * @param {boolean} back
 * @param {boolean} whole whether the step before has its gradients, too
 * @returns {Map<string, {value: string, d: string}>}
 */
function written({ wires, x, d_x }, back, whole) {
  const entry = (/** @type {import('../wasm/types.js').Wire} */ { name, value, d }) => {
    const known = back && (whole || name !== 'Σc₋₁');
    return /** @type {const} */ ([
      name,
      { value: number(value, 2), d: known ? (name[0] === 'Σ' ? 'Σ ' : '') + number(d ?? NaN, 2) : '' },
    ]);
  };
  return new Map([...wires.map(entry), ['x', { value: listed(x), d: back ? listed(d_x) : '' }]]);
}

/** All that is read at a step, as far as there is room. @param {number[]} all */
function listed(all) {
  const text = all
    .slice(0, 2)
    .map((value) => number(value, 2))
    .join(', ');
  return all.length > 2 ? `(${text}, …)` : all.length > 1 ? `(${text})` : text;
}
