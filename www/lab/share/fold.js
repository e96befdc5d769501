/** A button that shows a part of the panel, and hides it again. */
import { h } from '../draw/dom.js';

/**
 * @param {string} name
 * @param {string} words
 * @param {{node: HTMLElement, draw: () => void}} part  its node is hidden at first
 */
export function foldButton(name, words, part) {
  const onclick = () => {
    part.node.hidden = !part.node.hidden;
    button.setAttribute('aria-expanded', String(!part.node.hidden));
    part.draw();
  };
  const button = h('button', { type: 'button', 'data-share': name, 'aria-expanded': 'false', onclick }, words);
  return button;
}
