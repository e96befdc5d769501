/** The two ends of the network, as real things: the picture that goes in, and the answers that come out. */
import { h, write } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { paintDigit } from './pictures.js';

/** @typedef {import('../wasm/types.js').ExampleView} ExampleView */
/** @typedef {import('../draw/pen.js').Pen} Pen */

/** The most answers that are told apart. */
const MOST = 10;

/**
 * The example of the batch that is shown; null before the first batch is drawn, and through time.
 * @param {import('../run/ports.js').Ports} ports
 * @returns {ExampleView|null}
 */
function exampleOf({ view, engine }) {
  const { phase, step } = view.frame;
  return phase.name === 'start' && step === 0 ? null : engine.lab.example(view.example);
}

/** What goes in: a digit, or a point of the plane. */
export class InputPicture {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 120;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.ports = ports;
    this.surface = new Surface(h('canvas', { class: 'input-picture', role: 'img', 'aria-label': 'What goes in' }));
    this.words = h('span', null, '');
    this.node = h('div', { class: 'end goes-in' }, this.words, this.surface.canvas);
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { summary, palette } = this.ports.view;
    const digits = summary.task === 'digits';
    const wasHidden = this.node.hidden;
    this.node.hidden = !digits && summary.features !== 2;
    if (this.node.hidden) return;
    if (wasHidden) this.measure();
    write(this.words, digits ? 'this picture' : 'this point');
    const pen = this.surface.pen(palette);
    if (!pen) return;
    pen.rect(0, 0, pen.width, pen.height, { fill: palette.empty });
    const example = exampleOf(this.ports);
    if (!example) return;
    if (example.digit) paintDigit(pen, example.digit, palette);
    else paintPoint(pen, example, palette);
    const what = example.digit ? `a picture of the digit ${example.wanted}` : 'a point of the plane';
    this.surface.canvas.setAttribute('aria-label', `What goes in: ${what}`);
  }
}

/**
 * A point in the plane, of which the middle is (0, 0).
 * @param {Pen} pen
 * @param {ExampleView} example
 * @param {import('../draw/theme.js').Palette} palette
 */
function paintPoint(pen, { x, wanted }, palette) {
  const { width, height } = pen;
  pen.line(width / 2, 0, width / 2, height, { stroke: palette.line });
  pen.line(0, height / 2, width, height / 2, { stroke: palette.line });
  const far = Math.max(1.5, Math.abs(x[0]), Math.abs(x[1])) * 1.1;
  const place = (/** @type {number} */ value, /** @type {number} */ size) => (0.5 + value / far / 2) * size;
  const fill = wanted === 0 ? palette.gradient : palette.signal;
  pen.circle(place(x[0], width), height - place(x[1], height), 5, { fill });
}

/** What comes out: a bar for the probability of each class. */
export class Answers {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 120;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.ports = ports;
    this.surface = new Surface(h('canvas', { class: 'answers', role: 'img', 'aria-label': 'What comes out' }));
    this.says = h('span', null, '');
    this.truth = h('span', null, '');
    this.node = h('div', { class: 'end comes-out' }, this.surface.canvas, this.says, this.truth);
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { summary, palette } = this.ports.view;
    const classes = summary.chance_accuracy === null ? 0 : Math.max(2, summary.outputs);
    const wasHidden = this.node.hidden;
    this.node.hidden = classes === 0 || classes > MOST || summary.time !== null;
    if (this.node.hidden) return;
    if (wasHidden) this.measure();
    const example = exampleOf(this.ports);
    const known = example && this.known ? example : null;
    const pen = this.surface.pen(palette);
    if (pen) paintAnswers(pen, known?.odds ?? new Array(classes).fill(0), known, palette);
    write(this.says, known ? `its guess: ${known.says ?? 'none'}` : '');
    write(this.truth, known ? (known.says === known.wanted ? 'right' : `it is ${known.wanted}`) : '');
    this.truth.classList.toggle('right', known !== null && known.says === known.wanted);
    const words = known ? `${this.says.textContent}, ${this.truth.textContent}` : 'no answer yet';
    this.surface.canvas.setAttribute('aria-label', `What comes out: ${words}`);
  }

  /** Whether the answers are of the example that is shown: a new batch has none before its forward pass ends. */
  get known() {
    const { frame, summary, blurred } = this.ports.view;
    const { name, stage } = frame.phase;
    if (blurred) return true;
    return name !== 'sample' && (name !== 'forward' || stage === summary.stages - 1);
  }
}

/**
 * A row for each class, with its name and its probability: blue that of the guess, in bold the name of the true one.
 * @param {Pen} pen
 * @param {number[]} odds
 * @param {Pick<ExampleView, 'says'|'wanted'>|null} answer
 * @param {import('../draw/theme.js').Palette} palette
 */
function paintAnswers(pen, odds, answer, palette) {
  const row = Math.min(22, pen.height / odds.length);
  const top = (pen.height - row * odds.length) / 2;
  odds.forEach((p, i) => {
    const y = top + i * row;
    const lettering = i === answer?.wanted ? { fill: palette.ink, weight: 700 } : { fill: palette.muted };
    pen.text(String(i), 8, y + row / 2, { ...lettering, size: 12, middle: true });
    const width = (Number.isFinite(p) ? p : 0) * (pen.width - 20);
    const fill = i === answer?.says ? palette.signal : palette.edges[3];
    pen.rect(20, y + 2, Math.max(1, width), row - 4, { fill });
  });
}
