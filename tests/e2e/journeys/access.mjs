// axe looks at the page in light and dark, wide and narrow: at load, after training, after a crash, and in a
// comparison.
// Chromium only: axe's driver is Playwright's.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { launch } from '../driver/browsers.mjs';
import { visiting } from '../driver/visit.mjs';
import { open } from './gallery.mjs';
import { press } from './runs.mjs';
import { openPanel } from './saving.mjs';

/** One line for each element that axe objects to. */
async function objections(visit) {
  const { violations } = await new AxeBuilder({ page: visit.tab.native }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

/** Unfolds everything, so that axe sees it all. */
const unfold = (visit) =>
  visit.run(() => {
    for (const fold of document.querySelector('gradient-lab').shadowRoot.querySelectorAll('details')) fold.open = true;
  });

/** What is looked at: how it is opened, and what happens there between two looks. */
const LOOKS = [
  ['', atStart],
  ['preset=KNOB&gain=1.2&step=60', afterACrash],
  ['norm=batch&skip=identity&dropout=0.2&clip_norm=1&step=3', withAUnit],
  ['data=adding&length=12&width=8&batch=16&cell=lstm&activation=tanh&step=3', throughTime],
];

async function atStart(visit) {
  await visit.ready();
  assert.deepEqual(await objections(visit), [], 'at load');
  await press(visit, '[data-action=step]');
  await visit.step(1);
  assert.deepEqual(await objections(visit), [], 'after a step');
  await press(visit, '.tab[data-view=compare]');
  assert.deepEqual(await objections(visit), [], 'with nothing to compare yet');
  await open(visit);
  assert.deepEqual(await objections(visit), [], 'in the gallery');
  await visit.press('Escape');
  await openPanel(visit);
  await press(visit, '[data-share=embed]');
  await press(visit, '[data-share=qr]');
  await unfold(visit);
  assert.deepEqual(await objections(visit), [], 'in the panel of Share');
}

async function afterACrash(visit) {
  await visit.until('it has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
  await unfold(visit);
  assert.deepEqual(await objections(visit), [], 'after a crash, everything unfolded');
  await press(visit, '.finding .cure');
  await visit.until(
    'two runs',
    () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run').length === 2,
  );
  assert.deepEqual(await objections(visit), [], 'in a comparison');
}

async function withAUnit(visit) {
  await visit.step(3);
  // The diagram answers keys once it has been drawn.
  await visit.until('the inspector', () => {
    const { shadowRoot } = document.querySelector('gradient-lab');
    if (shadowRoot.querySelector('.inspector.open .operations')) return true;
    const canvas = shadowRoot.querySelector('.diagram [tabindex]');
    for (const key of ['ArrowRight', 'ArrowDown']) {
      canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
    return false;
  });
  assert.deepEqual(await objections(visit), [], 'with a unit under inspection');
}

async function throughTime(visit) {
  await visit.step(3);
  await unfold(visit);
  await visit.until(
    'the gate map',
    () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.gate canvas').length === 6,
  );
  await visit.run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('canvas[data-part=c]').focus());
  await visit.until(
    'an equation',
    () => !document.querySelector('gradient-lab').shadowRoot.querySelector('.gate-tip').hidden,
  );
  assert.deepEqual(await objections(visit), [], 'through time, with a gate under inspection');
}

async function look(dark, width) {
  const browser = await launch('chromium', { dark });
  try {
    for (const [hash, journey] of LOOKS) await visiting(browser, { hash, width, height: 900 }, journey);
  } finally {
    await browser.close();
  }
}

export const access = Object.fromEntries(
  [false, true].flatMap((dark) =>
    [1280, 360].map((width) => [
      `axe objects to nothing: ${dark ? 'dark' : 'light'}, ${width} px`,
      () => look(dark, width),
    ]),
  ),
);
