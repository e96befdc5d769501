/** The methods of the element: what a script of the page around may do with a lab, also one that is off the screen. */
import { takeOut } from '../run/link.js';
import { partsOf, stateOf } from '../wasm/tables.js';
import { experimentText } from './contract.js';
import { Reflecting } from './host.js';
import { pictureOf } from './picture.js';
import { pause } from './slices.js';

/** @typedef {import('./app.js').App} App */

/** @param {unknown} number @param {string} what */
function whole(number, what) {
  const n = Number(number);
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`${what} takes a whole number from 0 on, not ${number}.`);
  return n;
}

/**
 * Waits until the run is where it is going. A lab that is off the screen draws nothing, and still gets there.
 * @param {App} app
 */
export async function arrive(app) {
  const { player, openings, comparing } = app.parts;
  const busy = () => player.seeking !== null || openings.busy || comparing.coming.texts.length > 0;
  do {
    app.ticker.tick(performance.now(), true);
    await pause();
  } while (!app.gone && busy());
  if (!app.gone) app.ticker.tick(performance.now());
}

/** @param {App} app @param {number} step */
async function go(app, step) {
  app.verbs.seek(step);
  await arrive(app);
}

/** Each waits until the lab stands, and until it is where it was going. */
export class Remote extends Reflecting {
  /** The running lab, once it stands. @returns {Promise<App>} */
  async standing() {
    throw new Error('the element knows');
  }

  /**
   * @template T
   * @param {(app: App) => T|Promise<T>} run
   * @returns {Promise<T>}
   */
  async #when(run) {
    const app = await this.standing();
    if (app.parts.player.seeking !== null) await arrive(app);
    return run(app);
  }

  async play() {
    await this.#when(({ parts, verbs }) => parts.player.playing || verbs.act('play'));
  }

  async pause() {
    await this.#when(({ parts, verbs }) => parts.player.playing && verbs.act('pause'));
  }

  /** Trains on. @param {number} [steps] */
  async step(steps = 1) {
    const more = whole(steps, 'step');
    await this.#when((app) => go(app, app.parts.runs.step + more));
  }

  /** @param {number} step */
  async seek(step) {
    const to = whole(step, 'seek');
    await this.#when((app) => go(app, to));
  }

  async reset() {
    await this.#when((app) => {
      app.verbs.act('reset');
      return arrive(app);
    });
  }

  /** The experiment with its step and the reader's own data, as text. */
  getState() {
    return stateOf(/** @type {any} */ (this).experiment);
  }

  /** @param {string} state */
  async setState(state) {
    const { text, sources } = partsOf(String(state));
    await this.#when(async (app) => {
      if (sources.length > 0) (await import('./owndata.js')).bring(app.glue, sources);
      app.open(takeOut(experimentText(text)));
      return arrive(app);
    });
  }

  snapshot() {
    return this.#when(snapshotOf);
  }

  toSVG() {
    return this.#when((app) => pictureOf(app).toString());
  }

  /** Twice the size of what is shown. */
  toPNG() {
    return this.#when(async (app) => {
      const { pngOf } = await import('./sharing.js');
      return pngOf(pictureOf(app).toString(), app.parts.link.address());
    });
  }

  toCSV() {
    return this.#when(async (app) => {
      const { csvOf } = await import('./sharing.js');
      const { frame } = snapshotOf(app);
      return csvOf({ frame, summary: app.parts.reading.summary, link: app.parts.link.address() });
    });
  }

  /** The runs with all that was measured, as JSON. */
  toRun() {
    return this.#when(async (app) => {
      const { jsonOf } = await import('./sharing.js');
      const { catalog, link, runs } = app.parts;
      snapshotOf(app); // reads what is shown
      return jsonOf({ version: catalog.version, link: link.address(), step: runs.step, runs: runs.list });
    });
  }
}

/** @param {App} app */
function snapshotOf(app) {
  const { reading } = app.parts;
  reading.read();
  const { summary, frame, knobs } = reading;
  const axis = summary.time ? 'time' : 'depth';
  return { link: app.address(), axis, step: frame.step, loss: frame.loss, knobs: { ...knobs }, frame };
}
