/** One figure of the lab for a page of somebody else's: a view with its sentence, and a row of controls under it. */
import { h, write } from '../draw/dom.js';
import { Caption } from '../form/caption.js';
import { Transport } from '../form/transport.js';
import { AxisRow } from '../strips/axisrow.js';
import { CursorLine } from '../strips/cursorline.js';
import { contentOf, HEADS, OF_MANY } from './figures.js';
import { labPage } from './home.js';
import { Layout } from './layout.js';
import { MAKERS, meterMakers, nameOnce, safely } from './panels.js';
import { meterStrip, strip } from './strips.js';

/** @typedef {import('../run/ports.js').Ports} Ports */
/** @typedef {import('./figures.js').Content} Content */
/** @typedef {ReturnType<typeof strip>} Row */

/** Steps that a changed run catches up at once, to stand where it stood. */
const NEAR = 2000;

/** A figure has no tabs: which runs it speaks of follows from the view and the experiment. */
export class FigureTabs {
  /** @param {import('./builder.js').Builder} app */
  constructor(app) {
    this.app = app;
  }

  /** @returns {import('../run/view.js').Tab} */
  get current() {
    const { figure, parts } = this.app;
    const { runs, reading } = parts;
    if (runs.any && OF_MANY.includes(figure)) return 'compare';
    return reading.summary.time ? 'time' : 'depth';
  }

  show() {
    this.app.shown();
  }

  tell() {}
}

/**
 * @param {import('./builder.js').Builder} app
 * @param {Ports} ports
 * @returns {Promise<import('./built.js').Built|null>}
 */
export async function buildFigure(app, ports) {
  const figure = new Figure(app, steady(app, ports));
  figure.arrange();
  return { panels: figure.panels, shell: figure.shell, arrangement: figure, presenter: null };
}

/**
 * Where one run is shown, a change of its structure starts it anew and takes it to the step at which it stood: the
 * reader sees the same picture of another network.
 * @param {import('./builder.js').Builder} app
 * @param {Ports} ports
 * @returns {Ports}
 */
function steady(app, ports) {
  const { parts, figure, verbs } = app;
  if (figure === 'watch' || figure === 'compare' || figure === 'cells') return ports;
  parts.experiment.forks.forks = () => false;
  const change = (/** @type {string} */ key, /** @type {string} */ value, /** @type {boolean} */ gesture = false) => {
    const { step } = parts.reading.frame;
    const still = !parts.player.busy;
    ports.actions.change(key, value, gesture);
    const fresh = parts.reading.frame.step === 0 && !parts.player.busy;
    if (still && fresh && step > 0 && step <= NEAR) verbs.attempt(() => verbs.seek(step));
  };
  return { ...ports, actions: { ...ports.actions, change } };
}

/** The places of a figure. @param {string} name @param {import('./messages.js').Messages} messages */
function placesOf(name, messages) {
  const marker = h('div', { class: 'cursor', hidden: true });
  const track = h('div', { class: 'cursor-track', 'aria-hidden': 'true' }, marker);
  const strips = h('div', { class: 'strips' });
  const scroller = h('div', { class: 'strips-scroll' }, strips);
  const cards = h('div', { class: 'figure-cards' });
  const absent = h('p', { class: 'absent', role: 'status', hidden: true });
  const words = h('div', { class: 'figure-words' });
  const picture = h('div', { class: 'figure-shown', part: 'picture' }, words, absent, scroller, cards);
  const driving = h('div', { class: 'driving', part: 'controls' });
  const props = { class: 'figure', part: 'figure', 'data-figure': name, 'data-detail': 'watch' };
  const node = h('div', props, picture, driving, messages.node, messages.voice);
  return { marker, track, strips, scroller, cards, absent, words, picture, driving, node };
}

class Figure extends Layout {
  /**
   * @param {import('./builder.js').Builder} app
   * @param {Ports} ports
   */
  constructor(app, ports) {
    const { messages, painter } = app.parts;
    super(app.parts, (run) => app.attempt(run));
    this.app = app;
    this.ports = ports;
    this.name = app.figure;
    this.at = placesOf(this.name, messages);
    /** @type {Record<string, import('./strips.js').StripPanel>} */
    this.made = {};
    /** @type {Partial<import('./panels.js').Panels>} */
    this.panels = {};
    /** @type {Row[]} */
    this.rows = [];
    this.shown = '';
    /** @type {HTMLElement|undefined} */
    this.play = undefined;
    this.makers = { ...MAKERS, ...meterMakers(ports.view.catalog), axis: (/** @type {Ports} */ p) => new AxisRow(p) };
    this.drive();
    painter.add(new CursorLine(ports, this.at.marker, this.rows));
    const { node, picture } = this.at;
    const focus = () => this.play?.focus({ preventScroll: true });
    /** @type {import('./built.js').Shell} */
    this.shell = { node, main: node, help: null, picture, focus, covered: () => false };
  }

  /** The controls that the page asks for. */
  drive() {
    const { app, ports, painter } = this;
    const { driving } = this.at;
    const { host } = app;
    if (host.controls === 'none') return;
    const full = host.controls === 'full';
    const home = labPage();
    const lab = () => home && [home, app.address()].filter(Boolean).join('#');
    const caption = new Caption(ports, { keys: host.asked('open') ?? undefined, drives: !full, lab });
    this.play = caption.play;
    if (full) {
      const transport = new Transport(ports);
      this.panels.transport = transport;
      this.play = transport.buttons.play;
      driving.append(transport.node);
      painter.add(transport);
    }
    driving.append(caption.node);
    painter.add(caption);
  }

  /** A panel is made when it is first shown. @param {string} name */
  panel(name) {
    const known = this.made[name];
    if (known) return known;
    const make = /** @type {Record<string, (ports: Ports) => any>} */ (this.makers)[name];
    const panel = safely(() => make(this.ports));
    if (name === 'rows') panel.isShown = () => true;
    if (name === 'staircase') panel.numbered = this.name === 'flow';
    if (panel.spec && !panel.spec.column) this.app.parts.pageKeys.showMeter(panel.spec.key, true);
    this.made[name] = panel;
    this.painter.add(panel);
    return panel;
  }

  /** @param {string} name @returns {{node: HTMLElement, row: Row|null}} */
  row(name) {
    const panel = /** @type {any} */ (this.panel(name));
    if (name === 'gates') return { node: panel.node, row: null };
    const row = panel.spec && !HEADS[name] ? meterStrip(panel) : strip(panel, HEADS[name] ?? {});
    return { node: row.node, row };
  }

  /** Puts the panels of the present experiment into the figure. */
  arrange() {
    const content = contentOf(this.name, this.ports.view);
    const key = JSON.stringify(content);
    if (key === this.shown) return content;
    this.shown = key;
    const missing = typeof content === 'string' ? content : '';
    /** @type {Content} */
    const { strips = [], cards = [], sentence = false } = typeof content === 'string' ? {} : content;
    const rows = strips.map((name) => this.row(name));
    nameOnce(this.made);
    this.rows.splice(0, Infinity, ...rows.flatMap(({ row }) => row ?? []));
    this.at.strips.replaceChildren(...rows.map(({ node }) => node), this.at.track);
    this.at.scroller.hidden = !strips.length;
    this.at.scroller.classList.toggle('bare', this.name === 'flow' || this.name === 'watch');
    this.at.cards.replaceChildren(...cards.map((name) => this.panel(name).node));
    this.at.words.replaceChildren(...(sentence ? [this.panel('sentence').node] : []));
    this.at.absent.hidden = !missing;
    write(this.at.absent, missing);
    const kind = 'lab-warning';
    if (missing) this.app.outside.tell(kind, { kind: 'view', text: missing, step: this.app.step });
    return content;
  }

  get place() {
    return this.at.node;
  }

  get onAxis() {
    return { ...this.at, rows: this.rows };
  }

  resize() {
    const { summary, tab } = this.ports.view;
    const content = this.arrange();
    this.at.node.dataset.view = tab;
    this.fit(summary, typeof content !== 'string' && content.inner);
  }
}
