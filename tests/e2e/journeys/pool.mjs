// What workers do: the same numbers as in the page, with progress and cancel; and what a page without workers does.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { press, says } from './runs.mjs';

/** Which workers the page starts, and whether it may. */
export const counting = () => {
  const Real = globalThis.Worker;
  globalThis.workersStarted = 0;
  globalThis.workersEnded = 0;
  globalThis.Worker = class extends Real {
    constructor(...given) {
      super(...given);
      globalThis.workersStarted += 1;
    }
    terminate() {
      super.terminate();
      globalThis.workersEnded += 1;
    }
  };
};
const without = () => {
  delete globalThis.Worker;
};
/** Workers that say that something has gone wrong. */
const broken = () => {
  globalThis.Worker = class {
    postMessage() {
      setTimeout(() => this.onmessage({ data: { error: 'a broken worker' } }));
    }
    terminate() {}
  };
};
export const started = (visit) => visit.run(() => globalThis.workersStarted ?? 0);

/** The curve of the range test as it stands in the page, and the one that the page's own instance makes. */
const curves = (visit) =>
  visit.run(() => {
    const { lab } = document.querySelector('gradient-lab');
    const there = [...lab.range_met()];
    lab.range_begin();
    while (!lab.range_advance(9).done);
    const here = [...lab.range_met()];
    return { there, here };
  });

export async function tested(visit) {
  await visit.step(5);
  await press(visit, '[data-action=range]');
  await says(visit, '[data-action=range-take]', /use/);
  return curves(visit);
}

async function seeds(visit) {
  await visit.step(20);
  await press(visit, '[data-view=compare]');
  await press(visit, '[data-action=seeds]');
  await says(visit, '.seeds', /smallest, middle and largest/);
  return visit.run(() =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.seed-dot')].map(
      (dot) => dot.dataset.digest,
    ),
  );
}

export const RANGE = 'activation=relu&init=he_normal&hidden_layers=3&step=5';
const SEEDS =
  'data=circle&hidden_layers=3&width=8&step=20' +
  `&vs=${encodeURIComponent('data=circle&hidden_layers=3&width=8&activation=relu&init=he_normal')}`;

export const pool = {
  'a range test in a worker meets the very losses of the page': (browser) =>
    visiting(browser, { hash: RANGE, first: [counting] }, async (visit) => {
      const { there, here } = await tested(visit);
      assert.equal(await started(visit), 1);
      assert.ok(there.length > 3 * 20, `${there.length} numbers`);
      assert.deepEqual(there, here);
    }),

  'and so it does through time': (browser) =>
    visiting(browser, { hash: 'data=recall&cell=lstm&length=10&width=8&step=5', first: [counting] }, async (visit) => {
      const { there, here } = await tested(visit);
      assert.equal(await started(visit), 1);
      assert.deepEqual(there, here);
    }),

  'eight seeds of two runs are what each of them is in the page': (browser) =>
    visiting(browser, { hash: SEEDS, first: [counting] }, async (visit) => {
      const digests = await seeds(visit);
      assert.equal(new Set(digests).size, 16);
      assert.ok((await started(visit)) >= 1);
      const here = await visit.run(() => {
        const { lab } = document.querySelector('gradient-lab');
        const text = lab.text();
        const perStep = lab.summary().phases_per_step;
        return [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
          const link = [...text.split('&').filter((pair) => !pair.startsWith('seed=')), `seed=${seed}`].join('&');
          lab.load(link);
          lab.reset();
          lab.advance(20 * perStep);
          return lab.digest();
        });
      });
      assert.deepEqual(digests.slice(0, 8), here);
    }),

  'what is under way can be canceled': (browser) =>
    visiting(browser, { hash: `${SEEDS.replace('step=20', 'step=400')}` }, async (visit) => {
      await visit.step(400);
      await press(visit, '[data-view=compare]');
      await press(visit, '[data-action=seeds]');
      await says(visit, '[data-action=seeds]', /cancel/);
      await press(visit, '[data-action=seeds]');
      await says(visit, '.seeds', /one run may be luck/);
    }),

  'seeds end with the runs that they were begun for, also where nobody looks at them': (browser) =>
    visiting(browser, { hash: SEEDS.replace('step=20', 'step=2000'), first: [counting] }, async (visit) => {
      await visit.step(2000);
      await press(visit, '[data-view=compare]');
      await press(visit, '[data-action=seeds]');
      await says(visit, '[data-action=seeds]', /cancel/);
      await press(visit, '[data-view=depth]');
      await visit.run(() => {
        document.querySelector('gradient-lab').experiment = 'data=spiral&hidden_layers=2&width=4';
      });
      await visit.until('every worker at work has ended', () => globalThis.workersEnded === globalThis.workersStarted);
      await press(visit, '[data-view=compare]');
      await says(visit, '.seeds', /one run may be luck/);
    }),

  'after an error of a worker the test can be tried again': (browser) =>
    visiting(browser, { hash: RANGE, first: [broken], forgive: [/a broken worker/] }, async (visit) => {
      await visit.step(5);
      await press(visit, '[data-action=range]');
      await visit.until('it is told', () =>
        document
          .querySelector('gradient-lab')
          .shadowRoot.querySelector('[part~=message]')
          .textContent.includes('a broken worker'),
      );
      await says(visit, '[data-action=range]', /try all/);
      const bar = () => document.querySelector('gradient-lab').shadowRoot.querySelector('.card.range progress').hidden;
      assert.equal(await visit.run(bar), true);
    }),

  'a page without workers does it all itself': (browser) =>
    visiting(browser, { hash: RANGE, first: [without] }, async (visit) => {
      const { there, here } = await tested(visit);
      assert.deepEqual(there, here);
    }),

  'and eight seeds too': (browser) =>
    visiting(browser, { hash: SEEDS, first: [without] }, async (visit) => {
      assert.equal((await seeds(visit)).length, 16);
    }),
};
