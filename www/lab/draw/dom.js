/** Creates elements without innerHTML, which Trusted Types forbid, and style attributes, which style-src forbids. */

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {Node|string|null|undefined|false} Child */

/**
 * @param {Element} node @param {string} key @param {any} value
 */
function put(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
  else node.setAttribute(key, value === true ? '' : String(value));
}

/**
 * @template {Element} E
 * @param {E} node @param {Record<string, any>|null} props @param {(Child|Child[])[]} children
 * @returns {E}
 */
function fill(node, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) put(node, key, value);
  for (const child of children.flat()) if (child || child === '') node.append(child);
  return node;
}

/**
 * An HTML element: `h('button', {class: 'quiet', onclick: go}, 'Go')`.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, any>|null} [props] @param {(Child|Child[])[]} children
 */
export const h = (tag, props = null, ...children) => fill(document.createElement(tag), props, children);

/**
 * A MathML element.
 * @param {string} tag @param {Record<string, any>|null} [props] @param {(Child|Child[])[]} children
 */
export const m = (tag, props = null, ...children) =>
  fill(/** @type {MathMLElement} */ (document.createElementNS(MATHML, tag)), props, children);

/**
 * An SVG element.
 * @param {string} tag @param {Record<string, any>|null} [props] @param {(Child|Child[])[]} children
 */
export const s = (tag, props = null, ...children) =>
  fill(/** @type {SVGElement} */ (document.createElementNS(SVG, tag)), props, children);

/**
 * Changes a text only if it differs, so that nothing is laid out or read aloud again.
 * @param {Element} node @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Replaces children only if they differ, so that the focus stays where it is.
 * @param {Element} list @param {Element[]} nodes
 */
export function place(list, nodes) {
  const { children } = list;
  if (children.length !== nodes.length || nodes.some((node, i) => children[i] !== node)) list.replaceChildren(...nodes);
}

/** The shapes of the transport's icons, in a 16 × 16 box. @type {Record<string, string>} */
const ICONS = {
  reset: 'M3.2 8a4.8 4.8 0 1 0 1.6-3.6M5.2 1.6 4.6 4.6l3 .5',
  back: 'M10.5 3.5 5 8l5.5 4.5z',
  play: 'M4 2.5 13.5 8 4 13.5z',
  pause: 'M4 3h3v10H4zM9.5 3h3v10h-3z',
  phase: 'M5.5 3.5 11 8l-5.5 4.5z',
  step: 'M2.5 3.5 8 8l-5.5 4.5zM8 3.5 13.5 8 8 12.5z',
  run: 'M2.5 3.5 9 8l-6.5 4.5zM11 3h2v10h-2z',
};

/**
 * A small icon beside a word; the word remains the accessible name.
 * @param {string} name
 */
export function icon(name) {
  const drawn = name === 'reset' ? 'icon outline' : 'icon';
  return s('svg', { viewBox: '0 0 16 16', class: drawn, 'aria-hidden': 'true' }, s('path', { d: ICONS[name] }));
}
