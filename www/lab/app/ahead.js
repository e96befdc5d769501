/** The first experiment of a page takes a while to open: a bar, and a way to open another one. */
import { h } from '../draw/dom.js';
import { makeSome } from '../run/openings.js';
import { isAbandoned } from '../wasm/module.js';

/**
 * Makes memory and initial weights in slices and keeps them for the experiment that opens next.
 * @param {any} glue the wasm-bindgen API
 * @param {import('../wasm/types.js').Opening} ahead
 * @param {ShadowRoot} root where the bar stands meanwhile
 * @param {() => boolean} gone whether the lab has gone
 * @returns {Promise<boolean>} false if the reader cancelled it
 */
async function makeAhead(glue, ahead, root, gone) {
  let cancelled = false;
  const bar = h('progress', { max: 1, value: 0, 'aria-label': 'How far it is' });
  const cancel = () => {
    cancelled = true;
  };
  root.replaceChildren(
    h(
      'section',
      { class: 'ahead', role: 'status' },
      h('p', null, 'Opening a large network …'),
      h('p', null, bar),
      h('p', null, h('button', { type: 'button', 'data-action': 'cancel', onclick: cancel }, 'Open another one')),
    ),
    document.createElement('slot'),
  );
  for (let done = false; !done && !cancelled && !gone(); await turn()) {
    done = makeSome(ahead);
    bar.value = ahead.progress();
  }
  if (!cancelled && !gone()) ahead.keep();
  else if (!isAbandoned(glue)) ahead.free();
  return !cancelled;
}

/** Unlike `pause`, this lets timers and pictures have their turn too. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Makes memory and initial weights of the first run ahead, if that takes a while. Who cancels that gets the first
 * experiment of all.
 * @param {any} glue the wasm-bindgen API
 * @param {CSSStyleSheet[]} styles
 * @param {ShadowRoot} root
 * @param {import('../run/prepared.js').Opened} opened
 * @param {() => boolean} gone whether the lab has gone
 * @returns {Promise<import('../run/prepared.js').Opened>}
 */
export async function openAhead(glue, styles, root, opened, gone) {
  const ahead = glue.opening(opened.main);
  if (!ahead) return opened;
  root.adoptedStyleSheets = styles;
  const made = await makeAhead(glue, ahead, root, gone);
  return made ? opened : { main: '', others: [] };
}
