/** In print a figure is one settled SVG, in the light colors of paper; afterwards it is what it was. */
import { s } from '../draw/dom.js';
import { pictureOf } from './picture.js';

/** @type {Record<string, string>} */
const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
/** @param {string} text */
const plain = (text) => text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity]);

/**
 * The nodes of an SVG that our own pen has written. Trusted Types forbid the browser's own parsers.
 * @param {string} text
 */
export function nodeOf(text) {
  const root = s('g');
  const open = [/** @type {Element} */ (root)];
  for (const [, close, tag, rest = '', empty, words] of text.matchAll(/<(\/?)([\w]+)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/g)) {
    const inside = open[open.length - 1];
    if (words !== undefined) inside.append(plain(words));
    else if (close) open.pop();
    else {
      const node = s(tag);
      for (const [, name, value] of rest.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (name !== 'xmlns') node.setAttribute(name, plain(value));
      }
      inside.append(node);
      if (!empty) open.push(node);
    }
  }
  return /** @type {SVGElement} */ (root.firstElementChild);
}

/**
 * @param {import('./app.js').App} app
 * @returns {() => void} ends it
 */
export function printable(app) {
  /** @type {Element|null} */
  let settled = null;
  const before = () => {
    if (settled || app.gone) return;
    settled = nodeOf(app.parts.looks.onPaper(() => pictureOf(app)));
    app.parts.painter.changed('theme');
    settled.setAttribute('class', 'settled');
    settled.setAttribute('role', 'img');
    app.shell.picture.before(settled);
    app.shell.node.classList.add('printed');
  };
  const after = () => {
    settled?.remove();
    settled = null;
    app.shell.node.classList.remove('printed');
    app.attempt(() => app.resize());
  };
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
}
