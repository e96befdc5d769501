/**
 * Reach: how much of the gradient is left so many steps back, in this run as it stands, and thin beside it in the two
 * other kinds of cell as they start from the same seed and knobs; with what theory says of each, and the knob that
 * decides it.
 */
import { h } from '../draw/dom.js';
import { count, number, percent, several } from '../draw/format.js';
import { KnobControl, labelOf } from '../form/knob.js';
import { Surface } from '../draw/surface.js';
import { DearReach } from './reachjob.js';
import { NAMES, otherKinds } from '../run/cells.js';

/** The knobs that set how much a cell keeps at the start. @type {Record<string, string[]>} */
const DECIDING = {
  rnn: ['recurrent_gain'],
  lstm: ['forget_bias', 'recurrent_gain'],
  gru: ['update_bias'],
  gru_pytorch: ['update_bias'],
};

/** What leads from h₋₁ to h, without the gates. @type {Record<string, string>} */
const MATRICES = {
  W: 'W (h₋₁ to h)',
  W_g: 'W_g (h₋₁ to the candidate g)',
  W_h: 'W_h (r⊙h₋₁ to the candidate h̃)',
  W_hn: 'W_hn (h₋₁ to the candidate n)',
};

export class ReachCard {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'view', 'reach', 'play'];
  every = 400;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.look = '';
    this.drawn = false;
    this.surface = new Surface(
      h('canvas', { class: 'chart reach', role: 'img', 'aria-label': 'Gradient against lag' }),
    );
    this.words = h('p', { class: 'now' });
    this.key = h('p', { class: 'note' });
    this.knobs = [...new Set(Object.values(DECIDING).flat())].flatMap((key) => {
      const knob = desk.catalog.knobs.find((one) => one.key === key);
      return knob ? [new KnobControl(knob, desk.experiment, false, 'reach')] : [];
    });
    this.compare = h(
      'button',
      { type: 'button', 'data-action': 'cells', onclick: () => desk.company.cells() },
      'Compare RNN | LSTM | GRU',
    );
    this.node = h(
      'section',
      { class: 'card reach', 'aria-label': 'Reach', hidden: true },
      h('h2', null, 'Reach · gradient against lag'),
      this.words,
      this.surface.canvas,
      this.key,
      this.knobs.map(({ node }) => node),
      h('p', { class: 'row' }, this.compare),
    );
    /** The other kinds of cell, at their start. @type {{name: string, lab: any}[]} */
    this.others = [];
    this.of = '';
    this.mine = new DearReach(desk, this.surface.canvas, 'time', () => this.show());
    this.theirs = new DearReach(desk, this.surface.canvas, 'time', () => {
      this.ready = true;
      this.show();
    });
    this.ready = false;
    this.dear = { tick: () => this.mine.tick() || this.theirs.tick() }; // this run first
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
    this.mine.want(`${lab.text()} ${frame.step} ${frame.phase.name === 'start'} ${choice.example}`, [lab]);
    this.wantOthers(time.cell);
  }

  /**
   * Fresh labs of the other kinds, with one example in them; each is worked out once.
   * @param {string} cell
   */
  wantOthers(cell) {
    const { lab } = this.desk;
    const of = lab.text();
    if (of === this.of || !this.mine.inSight) return;
    this.of = of;
    this.ready = false;
    this.theirs.forget();
    for (const other of this.others) other.lab.free();
    const alone = lab.knobs().data === 'cliff'; // one unit with an equation of its own
    this.others = alone
      ? []
      : otherKinds(cell).map(([name, change]) => {
          const other = { name, lab: lab.fork(`${change}&batch=1`) };
          other.lab.advance(1);
          return other;
        });
    if (this.others.length)
      this.theirs.want(
        of,
        this.others.map((other) => other.lab),
      );
  }

  /** What was worked out last. */
  show() {
    const { desk, surface } = this;
    const { time } = desk.summary;
    const reach = /** @type {import('../wasm/types.js').Reach|null} */ (time && desk.lab.reach());
    if (!time || !reach) return;
    this.drawn = true;
    this.tell(reach, time);
    const comparison = new desk.glue.Comparison();
    const runs = [{ name: NAMES[time.cell], lab: desk.lab }, ...(this.ready ? this.others : [])];
    for (const { name, lab } of runs) {
      comparison.add(lab, name);
      comparison.add_reach(lab);
    }
    comparison.draw(surface.canvas, 'lag', surface.width, surface.height, surface.scale, desk.dark);
    comparison.free();
    const thin =
      runs.length > 1
        ? ` Thin: ${runs
            .slice(1)
            .map(({ name }) => name)
            .join(' and ')} at the start, same seed and knobs.`
        : '';
    const text = `Orange: this ${NAMES[time.cell]} as it stands.${thin} Dashed: theory, each for its own kind of cell at the start.`;
    if (this.key.textContent !== text) this.key.textContent = text;
  }

  /** @param {string} cell */
  showKnobs(cell) {
    const values = this.desk.lab.knobs();
    for (const control of this.knobs) {
      const shown = (DECIDING[cell]?.includes(control.knob.key) ?? false) && values.data !== 'cliff';
      control.rename(labelOf(control.knob, values));
      if (!control.node.contains(/** @type {ShadowRoot} */ (this.node.getRootNode()).activeElement))
        control.update(values[control.knob.key] ?? '', shown);
    }
  }

  /**
   * @param {import('../wasm/types.js').Reach|null} reach
   * @param {import('../wasm/types.js').TimeShape} time
   */
  tell(reach, { steps, cell }) {
    const text = reach ? this.sentence(reach, steps, cell) : '';
    if (this.words.textContent === text) return;
    this.words.textContent = text;
    this.surface.canvas.setAttribute('aria-label', `Gradient against lag. ${text}`);
  }

  /** @param {import('../wasm/types.js').Reach} reach @param {number} steps @param {string} cell */
  sentence({ norms, half_life: half, radius, matrix }, steps, cell) {
    const share = norms[0] / norms[norms.length - 1];
    const state = cell === 'lstm' ? 'memory c' : 'state h';
    const size = `‖∂${state.at(-1)}_T/∂${state.at(-1)}_t‖`;
    const halves = half === null ? 'does not halve' : `halves within ${several(Math.round(10 * half) / 10, 'step')}`;
    const left = Number.isFinite(share) ? remains(share) : 'it is not defined';
    const ring =
      radius === null ? '' : ` Spectral radius of this run’s ${MATRICES[matrix] ?? matrix}: ${number(radius)}.`;
    return `Of one example, the Jacobian back from the last ${state}, ${size}: it ${halves}; over all ${count(steps)} steps ${left}.${ring}`;
  }
}

/** @param {number} share of the gradient at the end @returns {string} */
function remains(share) {
  if (share > 1) return `it is ${number(share, 2)} times as large`;
  return share < 0.01
    ? `1 part in ${number(1 / share, 2)} is left`
    : `${percent(Number(share.toPrecision(2)))} is left`;
}
