/** Reach: how much of the gradient is left so many steps back, with the knob that decides it and the three cells to compare. */
import { h } from '../dom.js';
import { count, number, percent, several } from '../format.js';
import { KnobControl } from '../knob.js';
import { Surface } from '../surface.js';
import { DearReach } from './dear.js';

/** The knobs that set how much a cell keeps at the start. @type {Record<string, string[]>} */
const DECIDING = { rnn: ['recurrent_gain'], lstm: ['forget_bias', 'recurrent_gain'], gru: ['update_bias'], gru_pytorch: ['update_bias'] };

/** What leads from h₋₁ to h, without the gates. @type {Record<string, string>} */
const MATRICES = { W: 'W (h₋₁ to h)', W_g: 'W_g (h₋₁ to the candidate g)', W_h: 'W_h (r⊙h₋₁ to the candidate h̃)', W_hn: 'W_hn (h₋₁ to the candidate n)' };

export class ReachCard {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'view', 'reach', 'play'];
  every = 400;

  /** @param {import('../desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.look = '';
    this.drawn = false;
    this.surface = new Surface(h('canvas', { class: 'chart reach', role: 'img', 'aria-label': 'Gradient against lag' }));
    this.words = h('p', { class: 'now' });
    this.knobs = [...new Set(Object.values(DECIDING).flat())].flatMap((key) => {
      const knob = desk.catalog.knobs.find((one) => one.key === key);
      return knob ? [new KnobControl(knob, desk.experiment, false, 'reach')] : [];
    });
    this.compare = h('button', { type: 'button', 'data-action': 'cells', onclick: () => desk.company.cells() }, 'Compare RNN | LSTM | GRU');
    this.node = h('section', { class: 'card reach', 'aria-label': 'Reach', hidden: true }, h('h2', null, 'Reach · gradient against lag'),
      this.words, this.surface.canvas, this.knobs.map(({ node }) => node), h('p', { class: 'row' }, this.compare));
    this.dear = new DearReach(desk, this.surface.canvas, 'time', () => this.show());
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { desk, surface } = this;
    const { time } = desk.summary;
    this.node.hidden = !time;
    if (!time || desk.shell.node.dataset.view !== 'time') return;
    this.showKnobs(time.cell);
    if (!surface.width) this.measure();
    if (!surface.width) return;
    const { frame, choice, dark, lab } = desk;
    const look = `${dark} ${surface.width} ${lab.text()}`;
    if (look !== this.look && this.drawn) this.show(); // other paper, the same curve
    this.look = look;
    this.dear.want(`${lab.text()} ${frame.step} ${frame.phase.name === 'start'} ${choice.example}`, [lab]);
  }

  /** What was worked out last. */
  show() {
    const { desk, surface } = this;
    const { time } = desk.summary;
    const reach = /** @type {import('../types.js').Reach|null} */ (time && desk.lab.reach());
    if (!time || !reach) return;
    this.drawn = true;
    this.tell(reach, time);
    desk.lab.draw_chart(surface.canvas, 'reach', surface.width, surface.height, surface.scale, desk.dark);
  }

  /** @param {string} cell */
  showKnobs(cell) {
    const values = this.desk.lab.knobs();
    for (const control of this.knobs) {
      const shown = DECIDING[cell]?.includes(control.knob.key) ?? false;
      if (!control.node.contains(/** @type {ShadowRoot} */ (this.node.getRootNode()).activeElement)) control.update(values[control.knob.key] ?? '', shown);
    }
  }

  /** @param {import('../types.js').Reach|null} reach @param {import('../types.js').TimeShape} time */
  tell(reach, { steps, cell }) {
    const text = reach ? this.sentence(reach, steps, cell) : '';
    if (this.words.textContent === text) return;
    this.words.textContent = text;
    this.surface.canvas.setAttribute('aria-label', `Gradient against lag. ${text}`);
  }

  /** @param {import('../types.js').Reach} reach @param {number} steps @param {string} cell */
  sentence({ norms, half_life: half, radius, matrix }, steps, cell) {
    const share = norms[0] / norms[norms.length - 1];
    const state = cell === 'lstm' ? 'memory c' : 'state h';
    const halves = half === null ? 'does not halve' : `halves within ${several(Math.round(10 * half) / 10, 'step')}`;
    const left = Number.isFinite(share) ? remains(share) : 'it is not defined';
    const ring = radius === null ? '' : ` Spectral radius of ${MATRICES[matrix] ?? matrix}: ${number(radius)}.`;
    return `Back from the last ${state}, the gradient ${halves}; over all ${count(steps)} steps ${left}.${ring}`;
  }
}

/** @param {number} share of the gradient at the end @returns {string} */
function remains(share) {
  if (share > 1) return `it is ${number(share, 2)} times as large`;
  return share < 0.01 ? `1 part in ${number(1 / share, 2)} is left` : `${percent(Number(share.toPrecision(2)))} is left`;
}
