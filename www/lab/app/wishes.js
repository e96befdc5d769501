/** What the attributes ask of a lab that stands. */

import { readAttribute } from './contract.js';
import { lock, unknownKnobs } from './locks.js';

/** @typedef {import('./app.js').App} App */

/**
 * An attribute that cannot be followed: the page and its reader are told in a sentence.
 * @param {App} app
 * @param {string} name
 */
export function warn(app, name) {
  const { value, warning } = readAttribute(name, app.host.getAttribute(name));
  const text = warning || (name === 'open' && unknownKnobs(app, value ?? [], `open="${(value ?? []).join(',')}"`));
  if (text) app.page.say(text, 'warning');
}

/** Other controls, or other knobs left open, in the whole lab. @param {App} app */
export function refit(app) {
  lock(app);
  app.resize();
}

/** @param {App} app @param {number} seed */
export function reseed(app, seed) {
  app.attempt(() => app.parts.experiment.change('seed', String(seed)));
}

/** The attribute says how much is shown, whatever the link said. @param {App} app @param {string} detail */
export function showUsual(app, detail) {
  const { pageKeys } = app.parts;
  pageKeys.setUsual(detail);
  app.showDetail(pageKeys.usual);
}
