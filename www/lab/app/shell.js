/** Where everything stands on the page: header, sentence, transport, strips on one axis, cards, controls. */
import { h } from '../draw/dom.js';
import { METERS, Meter } from '../strips/meter.js';
import { DiagramPanel } from '../strips/diagram.js';
import { Ribbon } from '../strips/ribbon.js';
import { FactorStrip } from '../strips/factor.js';
import { River } from '../strips/river.js';
import { Legend } from '../strips/legend.js';
import { NumbersTable } from '../strips/table.js';
import { Sentence } from '../cards/sentence.js';
import { Transport } from '../form/transport.js';
import { WhyCard } from '../cards/why.js';
import { ChartCard } from '../cards/chart.js';
import { SeesCard } from '../cards/predictions.js';
import { ConfusionCard } from '../cards/confusion.js';
import { Inspector } from '../cards/inspector.js';
import { Proof } from '../cards/proof.js';
import { Controls } from '../form/controls.js';
import { helpDialog } from './help.js';
import { CompareView } from '../compare/compare.js';
import { CrashCard } from '../cards/crash.js';
import { DiagnosisCard } from '../cards/diagnosis.js';
import { RangeCard } from '../cards/rangetest.js';
import { StepCard } from '../cards/step.js';
import { timePanels } from './timepanels.js';
import { views } from './tabs.js';

/**
 * @typedef {{node: HTMLElement, reading?: (stage: number) => string, ticks?: HTMLElement, sub?: HTMLElement|null,
 *   measure: () => void}} StripPanel
 */

/** @param {import('./desk.js').Desk} desk */
export function buildPanels(desk) {
  return {
    sentence: new Sentence(desk),
    transport: new Transport(desk),
    diagram: new DiagramPanel(desk),
    ribbon: new Ribbon(desk),
    meters: METERS.map((spec) => new Meter(desk, spec)),
    factor: new FactorStrip(desk),
    river: new River(desk),
    legend: new Legend(desk),
    table: new NumbersTable(desk),
    compare: new CompareView(desk),
    crash: new CrashCard(desk),
    diagnosis: new DiagnosisCard(desk),
    why: new WhyCard(desk),
    step: new StepCard(desk),
    range: new RangeCard(desk),
    loss: new ChartCard(desk, 'loss'),
    accuracy: new ChartCard(desk, 'accuracy'),
    sees: new SeesCard(desk),
    confusion: new ConfusionCard(desk),
    inspector: new Inspector(desk),
    proof: new Proof(desk),
    controls: new Controls(desk),
    ...timePanels(desk),
  };
}

/** @typedef {ReturnType<typeof buildPanels>} Panels */

/**
 * One row of the strips: its name at the left, its plot on the shared axis, its ticks at the right.
 * @param {string} name
 * @param {string} sub
 * @param {StripPanel} panel
 * @param {string} [title]
 * @param {'depth'|'time'} [only] on which axis
 */
function strip(name, sub, panel, title = '', only) {
  const value = h('output', { class: 'reading' });
  const words = h('span', null, sub);
  if ('sub' in panel) panel.sub = words;
  const node = h(
    'div',
    { class: 'strip' },
    h('div', { class: 'strip-head', title: title || null }, h('b', null, name), words, value),
    panel.node,
    panel.ticks ?? h('div', { class: 'ticks' }),
  );
  return { node, value, panel, only };
}

/** @param {Panels} panels */
export function buildStrips(panels) {
  const rows = [
    strip('Network', 'activations up, gradients down', panels.diagram, '', 'depth'),
    strip('', '', panels.ribbon, '', 'depth'),
    ...panels.meters.map((meter) => strip(meter.spec.name, meter.spec.sub, meter, meter.spec.title, 'depth')),
    strip('Input', 'value', panels.input, 'What the cell reads at each time', 'time'),
    strip(
      'Unrolled',
      'the same cell at every time',
      panels.unrolled,
      'Forward from left to right, backward from right to left',
      'time',
    ),
    strip('Gradient', 'rms of ∂L/∂h', panels.descent, panels.descent.spec.title, 'time'),
    strip('Factor', 'f′ · W, per layer', panels.factor, 'What each layer multiplies the gradient by on its way down'),
    strip('River', 'gradient by step ↓', panels.river, 'Click or drag to go back to a step'),
  ];
  rows[1].node.classList.add('under');
  const marker = h('div', { class: 'cursor', hidden: true });
  const track = h('div', { class: 'cursor-track', 'aria-hidden': 'true' }, marker);
  const strips = h(
    'div',
    { class: 'strips' },
    rows.flatMap(({ node, panel }) => (panel === panels.descent ? [panels.gates.node, node] : [node])),
    track,
  );
  const scroller = h('div', { class: 'strips-scroll' }, strips);
  /**
   * Which axis it is: the other one's strips are put away; where many steps are answered, so are the factors, for
   * totals are no product then.
   * @param {boolean} time
   * @param {boolean} many
   */
  const arrange = (time, many) => {
    for (const { node, only, panel } of rows)
      node.hidden = (only !== undefined && (only === 'time') !== time) || (many && panel === panels.factor);
    panels.gates.node.hidden = !time;
    panels.legend.node.hidden = panels.inspector.node.hidden = time;
  };
  return { rows, marker, track, strips, scroller, arrange };
}

/**
 * The header. Only what works stands here.
 * @param {import('./desk.js').Desk} desk @param {HTMLDialogElement} help @param {HTMLElement} tabs
 */
function header(desk, help, tabs) {
  const level = [...document.querySelectorAll('h1')].some((heading) => !desk.host.contains(heading)) ? 2 : 1;
  return h(
    'header',
    { class: 'bar' },
    h('div', { class: 'name', role: 'heading', 'aria-level': level }, 'Gradient Lab'),
    tabs,
    h(
      'span',
      { class: 'tools' },
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'data-action': 'share',
          title: 'Copy a link to exactly this state',
          onclick: () => desk.share(),
        },
        'Copy link',
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'data-action': 'theme',
          'aria-label': 'Light or dark',
          title: 'Light or dark',
          onclick: () => desk.looks.toggle(),
        },
        '◐',
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'data-action': 'help',
          'aria-label': 'Help',
          title: 'Help (?)',
          onclick: () => help.showModal(),
        },
        '?',
      ),
    ),
  );
}

/** @param {import('./desk.js').Desk} desk @param {Panels} panels */
export function buildShell(desk, panels) {
  const help = helpDialog();
  const strips = buildStrips(panels);
  const jump = (/** @type {string} */ word, /** @type {() => HTMLElement} */ to) =>
    h('button', { type: 'button', class: 'link jump', onclick: () => reveal(to()) }, word);
  const jumps = h(
    'p',
    { class: 'jumps' },
    jump('Why?', () => (panels.diagnosis.node.hidden ? panels.why.node : panels.diagnosis.node)),
    jump('Change the experiment', () => panels.controls.summary),
  );
  const main = h(
    'section',
    { class: 'main', 'aria-label': 'The run' },
    panels.sentence.node,
    jumps,
    panels.transport.node,
    desk.messages.node,
    strips.scroller,
    panels.legend.node,
    panels.table.node,
    panels.compare.node,
  );
  const nodes = (/** @type {{node: HTMLElement}[]} */ ...cards) => cards.map((card) => card.node);
  const side = h(
    'section',
    { class: 'side', 'aria-label': 'Why, and how well' },
    nodes(
      panels.crash,
      panels.diagnosis,
      panels.why,
      panels.loss,
      panels.accuracy,
      panels.task,
      panels.reach,
      panels.cell,
      panels.step,
      panels.sees,
      panels.inspector,
    ),
  );
  const below = h(
    'section',
    { class: 'below', 'aria-label': 'Right and wrong, and the proof' },
    nodes(panels.confusion),
    h('div', null, nodes(panels.range, panels.proof)),
  );
  const { tabs, show, tell } = views(desk, () => node, panels);
  const node = h(
    'div',
    { class: 'lab', 'data-view': desk.summary.time ? 'time' : 'depth' },
    header(desk, help, tabs),
    h('div', { class: 'columns' }, main, side, below, panels.controls.node),
    desk.messages.voice,
    help,
  );
  /** What had the focus has gone: the keys must still reach the lab. */
  const focus = () => panels.transport.buttons.play.focus({ preventScroll: true });
  return { node, help, strips, side, main, show, tell, focus, arrange: strips.arrange };
}

/** @typedef {ReturnType<typeof buildShell>} Shell */

/** Brings a part into view and puts the focus there. @param {HTMLElement} part */
function reveal(part) {
  const fold = part.closest('details');
  if (fold) fold.open = true;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  part.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'start' });
  part.focus({ preventScroll: true });
}
