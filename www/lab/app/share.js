/** 'Share': the button, which loads its panel when it is first pressed; and what a link holds. */
import { h } from '../draw/dom.js';
import { putBack } from '../run/link.js';
import { record } from './report.js';

/**
 * @param {import('./builder.js').Builder} app
 * @param {() => import('./built.js').Shell} shell
 */
export function shareButton(app, shell) {
  const { parts } = app;
  const open = async () => {
    record('share');
    try {
      const { openShare } = await import('./sharing.js');
      app.attempt(() => openShare(labOf(app, shell())));
    } catch (error) {
      console.error(error);
      const at = parts.link.address();
      parts.messages.say(`A part of the page did not load. This is the link to the experiment: ${at}`);
    }
  };
  const title = 'Send this experiment as a link, a file, a picture or numbers';
  const props = { type: 'button', class: 'quiet', 'data-action': 'share', 'aria-haspopup': 'dialog', title };
  return h('button', { ...props, onclick: open }, 'Share');
}

/**
 * What the panel needs of the app.
 * @param {import('./builder.js').Builder} app
 * @param {import('./built.js').Shell} shell
 */
const labOf = (app, shell) => ({
  ...{ parts: app.parts, verbs: app.verbs, shell },
  address: app.address.bind(app),
});

/**
 * The part after # of a link to this state, or to another step of it, with the other runs and the page's own keys.
 * @param {import('./parts.js').Parts} parts
 * @param {any} glue the wasm-bindgen API
 * @param {number} [step]
 * @param {Record<string, string|undefined>} [keys] of the page, in place of those of now; undefined for none
 */
export function addressOf({ comparing, pageKeys, runs }, glue, step, keys = {}) {
  const { coming } = comparing;
  const texts = [...runs.others.map((run) => run.lab.text()), ...coming.texts];
  const { lab } = runs.main;
  const here = step === undefined && texts.length === 0;
  const link = here ? lab.link() : glue.join_link(lab.text(), step ?? runs.step, texts);
  // Not the letters of the link that was opened.
  const letters = coming.letters || runs.letters || undefined;
  const own = Object.entries({ ...pageKeys.values, letters, ...keys }).filter(([, value]) => value !== undefined);
  return putBack(/** @type {Record<string, string>} */ (Object.fromEntries(own)), link);
}
