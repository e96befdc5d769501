// From load to a trained step with no mouse.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';

const MOST_TABS = 120;

/** Presses Tab until the button for `action` has the focus, if it has not. */
async function tabTo(visit, action) {
  if ((await visit.run(focusedAction)) === action) return;
  for (let tabs = 1; tabs <= MOST_TABS; tabs++) {
    await visit.press('Tab');
    if ((await visit.run(focusedAction)) === action) return;
  }
  assert.fail(`${MOST_TABS} times Tab, and never at the button '${action}'`);
}

function focusedAction() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.dataset.action ?? null;
}

/** In the page: the figures, once they differ from `before`. */
function otherFigures(before) {
  const now = globalThis.gradientLabTest.figures();
  return now === before ? null : now;
}

const currentStep = (visit) => visit.run(() => document.querySelector('gradient-lab').currentStep);

export const keyboard = {
  'the keys work on a page that was just opened': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await visit.press('Shift+Period');
      await visit.step(1);
      await visit.press('r');
      await visit.until('the start', () => document.querySelector('gradient-lab').currentStep === 0);
    }),

  'Tab and Enter train a step': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await tabTo(visit, 'step');
      await visit.press('Enter');
      await visit.step(1);
      const { update_ratio, d_z_rms, loss } = JSON.parse(await visit.figures());
      assert.ok(loss > 0, `the loss is ${loss}`);
      for (const [name, figures] of Object.entries({ update_ratio, d_z_rms })) {
        assert.ok(
          figures.every((figure) => figure > 0),
          `after a trained step every ${name} is above 0: ${figures}`,
        );
      }
    }),

  'phases go forth and back, and back is exact': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await tabTo(visit, 'play');
      await visit.press('Shift+Period');
      await visit.step(1);
      const seen = [await visit.figures()];
      for (let phase = 0; phase < 4; phase++) {
        await visit.press('.');
        seen.push(await visit.until('the next phase', otherFigures, seen.at(-1)));
      }
      for (const earlier of seen.slice(0, -1).reverse()) {
        await visit.press(',');
        await visit.until(
          'the phase before',
          (earlier) => globalThis.gradientLabTest.figures() === earlier,
          earlier,
          5_000,
        );
      }
    }),

  'Space plays and pauses, R returns to the same weights': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await tabTo(visit, 'play');
      const start = await visit.figures();
      await visit.press('Shift+Period');
      await visit.step(1);
      const first = await visit.figures();
      await visit.press('Space');
      await visit.until('play goes on to step 3', () => document.querySelector('gradient-lab').currentStep >= 3);
      await visit.press('Space');
      await visit.until('it pauses', () => document.querySelector('gradient-lab').dataset.status === 'ready');
      const paused = await currentStep(visit);
      await wait(400);
      assert.equal(await currentStep(visit), paused, 'a paused run stands still');
      await visit.press('r');
      await visit.step(0);
      assert.equal(await visit.figures(), start, 'reset shows what was there at first');
      await visit.press('Shift+Period');
      await visit.step(1);
      assert.equal(await visit.figures(), first, 'the first step again, with the same weights and the same batch');
    }),

  'keys that the lab acts on stop at the lab': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await tabTo(visit, 'play');
      await visit.run(() => {
        globalThis.heard = [];
        addEventListener('keydown', (event) => globalThis.heard.push(event.key));
      });
      await visit.press('.', ',', 'r', 'x');
      assert.deepEqual(await visit.run(() => globalThis.heard), ['x']);
    }),
};
