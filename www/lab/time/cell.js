/** The inside of one unit's cell at one step: its standard diagram with a number on every wire, then its equations. */
import { h } from '../dom.js';
import { number } from '../format.js';
import { CellDiagram } from './celldiagram.js';
import { partEquation, partFormula } from './equations.js';

export class CellCard {
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment', 'view'];
  every = 150;

  /** @param {import('../desk.js').Desk} desk */
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
    this.node = h('section', { class: 'card cell', 'aria-label': 'Inside the cell', hidden: true }, this.title,
      h('div', { class: 'turns' },
        h('span', null, turn('previous unit', '‹', () => moment.turn(-1)), this.unit, turn('next unit', '›', () => moment.turn(1))),
        h('span', null, turn('one step earlier', '‹', () => moment.key('ArrowLeft')), this.step, turn('one step later', '›', () => moment.key('ArrowRight')))),
      this.place, this.note, this.equations);
    /** @type {CellDiagram|null} */
    this.diagram = null;
    this.kind = '';
  }

  draw() {
    const { summary: { time, stages }, moment, shell } = this.desk;
    this.node.hidden = !time;
    if (!time || shell.node.dataset.view !== 'time') return;
    const { activation } = this.desk.lab.knobs();
    if (`${time.cell} ${activation}` !== this.kind) this.build(time.cell, activation === 'sigmoid' ? 'σ' : activation === 'identity' ? 'id' : activation);
    const { step, unit } = moment;
    const level = time.levels > 1 ? `, cell ${moment.level + 1}` : '';
    this.title.textContent = `Inside unit ${unit + 1} at time ${step + 1}${level}`;
    this.unit.textContent = `unit ${unit + 1} of ${time.hidden}`;
    this.step.textContent = `time ${step + 1} of ${stages - 1}`;
    this.show(moment.view(step), step);
  }

  /** @param {string} kind @param {string} bend */
  build(kind, bend) {
    this.kind = `${kind} ${this.desk.lab.knobs().activation}`;
    this.diagram = new CellDiagram(kind, bend);
    this.place.replaceChildren(this.diagram.node);
  }

  /** @param {import('../types.js').CellView|null} view @param {number} step */
  show(view, step) {
    const { moment } = this.desk;
    const back = moment.returned(step);
    this.note.textContent = view ? 'blue: the value on the wire · orange: the gradient coming back on it' : 'The forward pass fills in the numbers.';
    this.diagram?.show(view ? this.numbers(view, step, back) : new Map());
    const parts = moment.parts.filter(({ level }) => level === moment.level);
    this.equations.replaceChildren(...(view ? view.parts.map((part) => partEquation(part, true)) : parts.map(partFormula)));
    const words = view ? view.parts.map(({ name, value, d }) => `${name} ${number(value)}${back && d !== null ? `, gradient ${number(d)}` : ''}`).join('; ') : 'no numbers yet';
    this.diagram?.describe(`Diagram of the cell, unit ${moment.unit + 1} at time ${step + 1}: ${words}`);
  }

  /**
   * Of every wire its value and what comes back on it. @param {import('../types.js').CellView} view @param {number} step @param {boolean} back
   * @returns {Map<string, {value: number|null, d: number|null}>}
   */
  numbers(view, step, back) {
    const { moment } = this.desk;
    const wires = new Map(view.parts.map(({ name, value, d }) => [name, { value, d: back ? d : null }]));
    for (const { operands } of view.parts) {
      for (const { name, value } of operands) if (name !== 'z' && !wires.has(name)) wires.set(name, { value, d: null });
    }
    const value = (/** @type {string} */ name) => wires.get(name)?.value ?? null;
    const times = (/** @type {number|null} */ a, /** @type {number|null} */ b) => (a === null || b === null ? null : a * b);
    const c = wires.get('c');
    if (c) {
      wires.set('i·g', { value: times(value('i'), value('g')), d: null });
      wires.set('tanh(c)', { value: Math.tanh(c.value ?? 0), d: null });
      const before = wires.get('c₋₁');
      if (before) before.d = times(value('f'), c.d); // along the line c; h₋₁ adds its own further back
    }
    const earlier = moment.view(step - 1)?.parts.find(({ name }) => name === 'h');
    wires.set('h₋₁', { value: view.h_before, d: earlier && moment.returned(step - 1) ? earlier.d : null });
    this.diagram?.writeInput(view.x);
    return wires;
  }
}
