/** Makes the models of one lab, each from the ones it needs. */
import { Comparing } from '../run/comparing.js';
import { Cursor } from '../run/cursor.js';
import { Evaluation } from '../run/evaluation.js';
import { Experiment } from '../run/experiment.js';
import { Link } from '../run/link.js';
import { Openings } from '../run/openings.js';
import { PageKeys } from '../run/pagekeys.js';
import { Painter } from '../run/painter.js';
import { Player } from '../run/player.js';
import { Prepared, runsOf } from '../run/prepared.js';
import { Reading } from '../run/reading.js';
import { openBeside, openLab } from '../run/room.js';
import { Runs } from '../run/runs.js';
import { Selection } from '../run/selection.js';
import { Snapshot } from '../run/snapshot.js';
import { TimeCursor } from '../run/timecursor.js';
import { readCatalog } from '../wasm/catalog.js';
import { mendPanel } from './failure.js';
import { labPage } from './home.js';
import { Looks } from './looks.js';
import { Messages } from './messages.js';

/**
 * @typedef {object} Wires what the models call when something has happened
 * @property {import('../run/page.js').Page} page
 * @property {() => void} runsChanged
 * @property {() => import('../run/view.js').Tab} tab
 * @property {() => string} address
 * @property {(now: number) => boolean} tick
 * @property {(error: unknown) => void} fail
 * @property {(run: () => void) => void} attempt
 */

/**
 * @param {HTMLElement} host
 * @param {any} glue the wasm-bindgen API
 * @param {{main: string, own?: Record<string, string>, bound: boolean, view?: string}} given the main run's text, the
 *   page's own keys, whether this lab owns the page's address, and which view is shown
 * @param {Wires} wires
 */
export function buildParts(host, glue, { main, own, bound, view = 'lab' }, wires) {
  const { page } = wires;
  const moving = () => player.playing || player.seeking !== null;
  const painter = new Painter(wires.tick, wires.fail, mendPanel, moving);
  const redraw = (/** @type {string[]} */ ...reasons) => painter.changed(...reasons);
  const runs = new Runs(openLab(main), wires.runsChanged);
  const reading = new Reading(runs);
  const player = new Player(runs, reading);
  const selection = new Selection(reading, redraw);
  const cursor = new Cursor(reading, player, redraw);
  const timeCursor = new TimeCursor(reading, player, cursor, redraw);
  const looks = new Looks(host, reading.summary.stages, bound);
  const look = () => ({ dark: looks.dark, tab: wires.tab() });
  const catalog = readCatalog(glue);
  const openings = new Openings(runs, page, wires.attempt);
  const comparing = new Comparing({ runs, reading, player, catalog, openings, page }, openBeside);
  const given = { runs, reading, player, catalog, comparing, openings, page };
  const pageKeys = new PageKeys(own, view === 'lab' ? host.getAttribute('detail') : 'watch');
  player.usual = pageKeys.detail === 'lab' ? 'fast' : 'frame';
  player.begin(reading.summary);
  const evaluation = new Evaluation(reading, player, (reason) => painter.later(reason));
  player.acts = () => pageKeys.detail !== 'lab';
  evaluation.shows = () => view === 'boundary' || (wires.tab() === 'depth' && pageKeys.detail !== 'watch');
  return {
    ...given,
    painter,
    selection,
    cursor,
    timeCursor,
    looks,
    snapshot: new Snapshot(reading, player, selection, timeCursor, look),
    evaluation,
    prepared: new Prepared(runs, catalog.presets, glue.claim_holds),
    experiment: new Experiment(given, (text) => runsOf(text, catalog.presets, glue.split_link)),
    messages: new Messages(wires.attempt),
    link: new Link(wires.address, bound, bound ? '' : labPage()),
    pageKeys,
  };
}

/** @typedef {ReturnType<typeof buildParts>} Parts */
