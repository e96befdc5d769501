// axe looks at the page in light and dark, wide and narrow, before and after training. Chromium only: axe's driver is Playwright's.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { launch } from '../driver/browsers.mjs';
import { visiting } from '../driver/visit.mjs';

/** One line for each element that axe objects to. */
async function objections(visit) {
  const { violations } = await new AxeBuilder({ page: visit.tab.native }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

async function look(dark, width) {
  const browser = await launch('chromium', { dark });
  try {
    await visiting(browser, { width, height: 900 }, async (visit) => {
      await visit.ready();
      assert.deepEqual(await objections(visit), [], 'at load');
      await visit.run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=step]').click());
      await visit.step(1);
      assert.deepEqual(await objections(visit), [], 'after a step');
    });
  } finally {
    await browser.close();
  }
}

export const access = Object.fromEntries([false, true].flatMap((dark) => [1280, 360].map((width) =>
  [`axe objects to nothing: ${dark ? 'dark' : 'light'}, ${width} px`, () => look(dark, width)])));
