/** What a lab hears of its page while it stands. */
import { takeOut } from '../run/link.js';
import { isDamaged, keep } from '../run/saved.js';
import { stateOf } from '../wasm/tables.js';
import { pageText } from './asked.js';
import { watchFocus } from './focus.js';
import { handleKey } from './keys.js';
import { printable } from './print.js';

const DAMAGED = 'The experiment inside this file cannot be read, so the first experiment is shown.';

/**
 * @param {HTMLElement} host
 * @param {import('./app.js').App} app
 * @param {boolean} bound whether the page's address is this lab's
 * @returns {() => void} ends it
 */
export function listen(host, app, bound) {
  const keys = (/** @type {KeyboardEvent} */ event) => handleKey(event, (action) => app.act(action));
  // The event's own address: ours may have been rewritten since.
  const hash = (/** @type {HashChangeEvent} */ event) => app.open(takeOut(pageText(event.newURL)));
  const { player, runs } = app.parts;
  const hide = () => app.attempt(() => keep(stateOf(app.address(player.seeking ?? runs.step))));
  const seen = new IntersectionObserver((entries) => app.show(entries[entries.length - 1].isIntersecting));
  const shown = () => app.forgetTime();
  host.addEventListener('keydown', keys);
  document.addEventListener('visibilitychange', shown);
  if (bound) {
    addEventListener('hashchange', hash);
    addEventListener('pagehide', hide);
    if (isDamaged()) app.page.say(DAMAGED, 'warning');
  }
  seen.observe(host);
  const undo = [
    watchFocus(host),
    app.figure ? printable(app) : () => {},
    () => host.removeEventListener('keydown', keys),
    () => removeEventListener('hashchange', hash),
    () => removeEventListener('pagehide', hide),
    () => document.removeEventListener('visibilitychange', shown),
    () => seen.disconnect(),
  ];
  return () => {
    for (const end of undo) end();
  };
}
