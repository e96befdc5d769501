/** Makes every panel of the lab from the same ports and nothing else. */
import { CellCard } from '../cards/cell.js';
import { ChartCard } from '../cards/chart.js';
import { ClaimLine } from '../cards/claim.js';
import { ConfusionCard } from '../cards/confusion.js';
import { CrashCard } from '../cards/crash.js';
import { DiagnosisCard } from '../cards/diagnosis.js';
import { Answers, InputPicture } from '../cards/ends.js';
import { Inspector } from '../cards/inspector.js';
import { LandscapeCard } from '../cards/landscape.js';
import { PredictionsCard } from '../cards/predictions.js';
import { Proof } from '../cards/proof.js';
import { RangeCard } from '../cards/rangetest.js';
import { ReachCard } from '../cards/reach.js';
import { Sentence } from '../cards/sentence.js';
import { StepCard } from '../cards/step.js';
import { TaskCard } from '../cards/task.js';
import { VerdictCard } from '../cards/verdict.js';
import { WhyCard } from '../cards/why.js';
import { CompareView } from '../compare/compare.js';
import { WatchRows } from '../compare/watchrows.js';
import { Controls } from '../form/controls.js';
import { QuickKnobs } from '../form/quick.js';
import { Transport } from '../form/transport.js';
import { Gallery } from '../gallery/gallery.js';
import { DemandMeter } from '../strips/demand.js';
import { Descent } from '../strips/descent.js';
import { DiagramPanel } from '../strips/diagram.js';
import { FactorStrip } from '../strips/factor.js';
import { Gates } from '../strips/gates.js';
import { InputStrip } from '../strips/input.js';
import { Legend } from '../strips/legend.js';
import { Meter } from '../strips/meter.js';
import { MoreStrips } from '../strips/more.js';
import { Ribbon } from '../strips/ribbon.js';
import { River } from '../strips/river.js';
import { Staircase } from '../strips/staircase.js';
import { NumbersTable } from '../strips/table.js';
import { Unrolled } from '../strips/unrolled.js';
import { h } from '../draw/dom.js';
import { mendPanel } from './failure.js';
import { inSlices } from './slices.js';

/** @typedef {import('../run/ports.js').Ports} Ports */

/**
 * The makers of the panels, in the order in which they are drawn. Each panel works alone.
 * @satisfies {Record<string, (ports: Ports) => import('../run/ports.js').Panel>}
 */
export const MAKERS = {
  claim: (/** @type {Ports} */ ports) => new ClaimLine(ports),
  sentence: (/** @type {Ports} */ ports) => new Sentence(ports),
  transport: (/** @type {Ports} */ ports) => new Transport(ports),
  diagram: (/** @type {Ports} */ ports) => new DiagramPanel(ports),
  staircase: (/** @type {Ports} */ ports) => new Staircase(ports),
  verdict: (/** @type {Ports} */ ports) => new VerdictCard(ports),
  goesIn: (/** @type {Ports} */ ports) => new InputPicture(ports),
  comesOut: (/** @type {Ports} */ ports) => new Answers(ports),
  quick: (/** @type {Ports} */ ports) => new QuickKnobs(ports, 'network'),
  rate: (/** @type {Ports} */ ports) => new QuickKnobs(ports, 'update'),
  ribbon: (/** @type {Ports} */ ports) => new Ribbon(ports),
  factor: (/** @type {Ports} */ ports) => new FactorStrip(ports),
  river: (/** @type {Ports} */ ports) => new River(ports),
  more: (/** @type {Ports} */ ports) => new MoreStrips(ports),
  legend: (/** @type {Ports} */ ports) => new Legend(ports),
  table: (/** @type {Ports} */ ports) => new NumbersTable(ports),
  rows: (/** @type {Ports} */ ports) => new WatchRows(ports),
  compare: (/** @type {Ports} */ ports) => new CompareView(ports),
  crash: (/** @type {Ports} */ ports) => new CrashCard(ports),
  diagnosis: (/** @type {Ports} */ ports) => new DiagnosisCard(ports),
  why: (/** @type {Ports} */ ports) => new WhyCard(ports),
  step: (/** @type {Ports} */ ports) => new StepCard(ports),
  range: (/** @type {Ports} */ ports) => new RangeCard(ports),
  loss: (/** @type {Ports} */ ports) => new ChartCard(ports, 'loss'),
  accuracy: (/** @type {Ports} */ ports) => new ChartCard(ports, 'accuracy'),
  predictions: (/** @type {Ports} */ ports) => new PredictionsCard(ports),
  landscape: (/** @type {Ports} */ ports) => new LandscapeCard(ports),
  confusion: (/** @type {Ports} */ ports) => new ConfusionCard(ports),
  inspector: (/** @type {Ports} */ ports) => new Inspector(ports),
  proof: (/** @type {Ports} */ ports) => new Proof(ports),
  controls: (/** @type {Ports} */ ports) => new Controls(ports),
  gallery: (/** @type {Ports} */ ports) => new Gallery(ports),
  input: (/** @type {Ports} */ ports) => new InputStrip(ports),
  gates: (/** @type {Ports} */ ports) => new Gates(ports),
  unrolled: (/** @type {Ports} */ ports) => new Unrolled(ports),
  descent: (/** @type {Ports} */ ports) => new Descent(ports),
  task: (/** @type {Ports} */ ports) => new TaskCard(ports),
  reach: (/** @type {Ports} */ ports) => new ReachCard(ports),
  cell: (/** @type {Ports} */ ports) => new CellCard(ports),
};

/**
 * The same for the meters that have a strip: one for each row of the catalog.
 * @param {import('../wasm/types.js').Catalog} catalog
 * @returns {Record<string, (ports: Ports) => Meter>}
 */
export function meterMakers({ meters }) {
  const make = (/** @type {import('../wasm/types.js').MeterRow} */ row) => (/** @type {Ports} */ ports) =>
    row.column ? new Meter(ports, row) : new DemandMeter(ports, row);
  return Object.fromEntries(meters.filter(({ depth }) => depth).map((row) => [row.key, make(row)]));
}

/**
 * A panel; one that cannot be made is replaced by a sentence, as one that cannot be drawn, and has no methods.
 * @template {import('../run/ports.js').Panel} T
 * @param {() => T} make
 * @returns {T}
 */
export function safely(make) {
  try {
    return make();
  } catch (error) {
    const stand = { node: h('section', { class: 'card' }), wants: [], draw: () => {} };
    if (!mendPanel(stand, error)) throw error;
    return /** @type {any} */ (stand);
  }
}

/** @typedef {{[K in keyof typeof MAKERS]: ReturnType<(typeof MAKERS)[K]>}} Panels */

/**
 * Only one meter names the limits of the number formats: the first with one in range, the gradient before the rest.
 * @param {Record<string, any>} meters
 */
export function nameOnce({ signal, gradient, update }) {
  const order = [gradient, update, signal].filter(Boolean);
  for (const meter of order) {
    meter.namesHorizons = () => order.find((one) => one.scale?.horizons.length > 0) === meter;
  }
}

/**
 * All of them, side by side, in slices: on a phone they take a tenth of a second.
 * @param {Ports} ports
 * @returns {Promise<{panels: Panels, meters: Meter[]}>}
 */
export async function buildPanels(ports) {
  const make = async (/** @type {Record<string, (ports: Ports) => any>} */ makers) => {
    /** @type {Record<string, any>} */
    const made = {};
    const makeOne = (/** @type {string} */ name) => () => {
      made[name] = safely(() => makers[name](ports));
    };
    await inSlices(Object.keys(makers).map(makeOne));
    return made;
  };
  const panels = /** @type {Panels} */ (await make(MAKERS));
  const meters = await make(meterMakers(ports.view.catalog));
  nameOnce(meters);
  return { panels, meters: Object.values(meters) };
}
