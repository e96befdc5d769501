// The widget of a notebook: one <gradient-lab> whose attributes follow the traits of the notebook's model.
import { GradientLab } from '../../www/lab/app/define.js';

/**
 * What a widget needs of a model (https://anywidget.dev/en/afm/). A host without live models may leave out `on`.
 * @typedef {object} Model
 * @property {(name: string) => unknown} get
 * @property {(event: string, heard: () => void) => void} [on]
 * @property {(event: string, heard: () => void) => void} [off]
 */

const ATTRIBUTES = [...new Set([...GradientLab.observedAttributes, 'detail'])];

/**
 * @param {{model: Model, el: HTMLElement}} given
 * @returns {() => void} removes the lab
 */
export function render({ model, el }) {
  const lab = document.createElement('gradient-lab');
  /** @type {(() => void)[]} */
  const undo = [() => lab.remove()];
  for (const name of ATTRIBUTES) {
    const follow = () => put(lab, name, model.get(name));
    follow();
    model.on?.(`change:${name}`, follow);
    undo.push(() => forget(model, `change:${name}`, follow));
  }
  el.append(lab);
  return () => {
    for (const step of undo) step();
  };
}

/**
 * The model of MyST throws here; it goes with its page.
 * @param {Model} model @param {string} event @param {() => void} heard
 */
function forget(model, event, heard) {
  try {
    model.off?.(event, heard);
  } catch {
    // the lab has gone, so what is heard changes nothing
  }
}

/**
 * A trait that the model does not have, null and false are no attribute.
 * @param {HTMLElement} lab @param {string} name @param {unknown} value
 */
function put(lab, name, value) {
  const none = value === undefined || value === null || value === false;
  if (!none) lab.setAttribute(name, value === true ? '' : String(value));
  // Without this attribute the first lab of a page would take the page's address for its experiment.
  else if (name === 'experiment') lab.setAttribute(name, '');
  else lab.removeAttribute(name);
}
