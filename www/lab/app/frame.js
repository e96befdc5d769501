/**
 * The lab's own page as a frame of another one, with `?embed=1`: it tells its height and its events to the page around,
 * and takes states from it. What may stand in the query are the attributes of the element; after # is the experiment.
 */
import { keep, takeKept } from '../run/saved.js';
import { stateOf } from '../wasm/tables.js';
import { linkOf, pageText } from './asked.js';
import { ATTRIBUTES, EVENTS } from './contract.js';

/** The keys of the query that are no attributes of a frame. */
const OWN = ['experiment', 'bound'];

/** Whether this page asks to be a frame, and is one. */
export const isFramed = () => parent !== window && new URLSearchParams(location.search).get('embed') === '1';

/** Nothing of what is told is a secret, so every page around may hear it. @param {object} message */
const tell = (message) => parent.postMessage(message, '*');

/** In the words of our own script, of the two of LTI, and of H5P. @param {number} height */
function tellHeight(height) {
  tell({ type: 'gradient-lab', height });
  tell({ subject: 'lti.frameResize', height });
  tell({ subject: 'org.imsglobal.lti.frameResize', height });
  tell({ context: 'h5p', action: 'resize', scrollHeight: height });
}

/**
 * Call it before the element is defined.
 * @param {HTMLElement} lab
 */
export function frame(lab) {
  document.documentElement.classList.add('embedded');
  const query = new URLSearchParams(location.search);
  for (const { name } of ATTRIBUTES) {
    const text = query.get(name);
    if (text !== null && !OWN.includes(name)) lab.setAttribute(name, text);
  }
  const open = (/** @type {string} */ kept) => lab.setAttribute('experiment', kept || pageText());
  open(linkOf(takeKept()));
  lab.removeAttribute('bound'); // the focus is the page's around
  addEventListener('hashchange', () => open(''));
  addEventListener('pagehide', () => keep(stateOf(/** @type {any} */ (lab).experiment)));
  for (const { name } of EVENTS) {
    lab.addEventListener(name, (event) => {
      const { error: _, ...detail } = /** @type {CustomEvent} */ (event).detail;
      tell({ type: 'gradient-lab:event', name, detail });
    });
  }
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data?.type !== 'gradient-lab:set' || typeof data.state !== 'string') return;
    /** @type {any} */ (lab).setState(data.state).catch(() => {}); // a failed lab has said so itself
  });
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(lab.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    tellHeight(height);
  }).observe(lab);
}
