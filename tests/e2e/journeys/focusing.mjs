// The ring around the focus belongs to keys: a reader with a mouse never sees one, and the first key shows where it is.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

/** In the page: what has the focus, and whether a ring is around it. */
function ring() {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(node);
  return [node.dataset.action ?? node.localName, outlineStyle !== 'none' && outlineWidth !== '0px'];
}

/** In the page: the middle of a button of the transport. */
function middle(action) {
  const button = document.querySelector('gradient-lab').shadowRoot.querySelector(`.buttons [data-action=${action}]`);
  const { left, top, width, height } = button.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

export const focusing = {
  'a ring shows the focus to keys, and not to a mouse': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      assert.deepEqual(await visit.run(ring), ['play', false], 'at load');
      await visit.press('Shift+Period');
      await visit.step(1);
      assert.deepEqual(await visit.run(ring), ['play', true], 'after a key');
      await visit.tab.click(...(await visit.run(middle, 'play')), 1);
      assert.deepEqual(await visit.run(ring), ['play', false], 'a click on what had a ring');
      await visit.press('Tab');
      assert.deepEqual(await visit.run(ring), ['phase', true], 'after Tab');
      await visit.tab.click(...(await visit.run(middle, 'step')), 1);
      assert.deepEqual(await visit.run(ring), ['step', false], 'a click elsewhere');
    }),
};
