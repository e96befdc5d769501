// What a laptop's screen or a projector of 1366 × 768 pixels shows without scrolling.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';

const SCREEN = { width: 1366, height: 768 };
const LOSS = '.card[aria-label=Loss]';

/** What is opened, at which step; what must be seen whole, and what at least begins. */
const VIEWS = {
  'one run in Watch': {
    link: 'step=3&detail=watch',
    step: 3,
    whole: ['.sentence', '.diagram', '.staircase', '.transport', '.verdict-card'],
  },
  'two runs in Watch': {
    link: 'preset=HE&detail=watch',
    step: 800,
    whole: ['.claim', '.sentence', '[data-row=A]', '[data-row=B]', '.transport', '.verdict-card'],
  },
  'three cells in Watch': {
    link: 'preset=ADD&detail=watch',
    step: 600,
    whole: ['.claim', '.sentence', '[data-row=A]', '[data-row=B]', '[data-row=C]', '.transport'],
  },
  Explain: {
    link: 'step=3&detail=explain',
    step: 3,
    whole: ['.sentence', '.transport', '.diagram', '.staircase', LOSS],
    begun: ['.diagnosis'],
  },
  Lab: {
    link: 'step=3&detail=lab',
    step: 3,
    whole: ['.sentence', '.transport', '.diagram', LOSS],
    begun: ['.diagnosis'],
  },
};

/** In the page: the parts whose edge is below the screen, or that are not there. */
function below([selectors, edge]) {
  const { shadowRoot } = document.querySelector('gradient-lab');
  const shown = (selector) => [...shadowRoot.querySelectorAll(selector)].find((node) => node.checkVisibility());
  return selectors.filter((selector) => !(shown(selector)?.getBoundingClientRect()[edge] <= innerHeight));
}

/** Those that stay there: what has just been opened is painted in the frames after. */
async function lasting(visit, selectors, edge) {
  let found = await visit.run(below, [selectors, edge]);
  for (let tries = 0; found.length && tries < 20; tries++) {
    await wait(100);
    found = await visit.run(below, [selectors, edge]);
  }
  return found;
}

export const fold = Object.fromEntries(
  Object.entries(VIEWS).map(([name, { link, step, whole, begun = [] }]) => [
    `without scrolling a laptop shows what matters: ${name}`,
    (browser) =>
      visiting(browser, { hash: link, ...SCREEN }, async (visit) => {
        await visit.step(step);
        assert.deepEqual(await lasting(visit, whole, 'bottom'), [], 'not all of it is seen');
        assert.deepEqual(await lasting(visit, begun, 'top'), [], 'none of it is seen');
      }),
  ]),
);
