// A prepared experiment opens on its claim: with its runs, at its step, up to its end.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { count, flatOut, level, press } from './runs.mjs';

/** What stands beside the claim; null where no prepared experiment is open. */
const says = (visit, state) =>
  visit.until(
    `the claim is “${state}”`,
    (state) => {
      const claim = document.querySelector('gradient-lab').shadowRoot.querySelector('.claim');
      return claim && (claim.hidden ? null : claim.querySelector('.state').textContent) === state;
    },
    state,
  );
/** It tells where the claim ends while the runs stand there. */
const ends = (visit, step) =>
  visit.until(
    `the claim ends at ${step}`,
    (step) =>
      document
        .querySelector('gradient-lab')
        .shadowRoot.querySelector('.claim')
        .querySelector('[role=status]')
        .textContent.endsWith(`, at training step ${step}.`),
    step,
  );
const view = (visit) =>
  visit.run(
    () => document.querySelector('gradient-lab').shadowRoot.querySelector('.tab[aria-current=true]').dataset.view,
  );
const choose = (visit, id) => press(visit, `[data-preset="${id}"]`);

/** Runs to a step with the button of the page; gives the seconds until all runs are there. */
async function goTo(visit, letters, step) {
  const start = Date.now();
  await visit.run((step) => {
    const button = document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=run]');
    button.parentElement.querySelector('input').value = String(step);
    button.click();
  }, step);
  await level(visit, letters, step);
  return (Date.now() - start) / 1000;
}

export const prepared = {
  'a prepared experiment opens with its runs, and Play stops where its claim ends': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await says(visit, null);
      await choose(visit, 'DEAD');
      await level(visit, 'AB', 300);
      await says(visit, 'holds here');
      assert.equal(await view(visit), 'compare');
      await flatOut(visit);
      await visit.run(() => {
        globalThis.least = Infinity;
        document.addEventListener('lab-step', ({ detail }) => {
          globalThis.least = Math.min(globalThis.least, detail.step);
        });
      });
      await press(visit, '.claim [data-action=again]');
      await visit.until('it begins anew', () => globalThis.least < 300);
      await level(visit, 'AB', 300);
      await visit.until('it stopped', () => document.querySelector('gradient-lab').dataset.status === 'ready');
      await ends(visit, 300);
      await says(visit, 'holds here');
      await press(visit, '[data-action=play]');
      await visit.until('it goes on', () => document.querySelector('gradient-lab').currentStep > 320);
      await press(visit, '[data-action=play]');
      await says(visit, 'ended at training step 300');
      await goTo(visit, 'AB', 300);
      await says(visit, 'holds here');
    }),

  'one that holds at once opens at its end, and says so': (browser) =>
    visiting(browser, { hash: 'preset=EXP' }, async (visit) => {
      await visit.step(1);
      await says(visit, 'holds here');
      await ends(visit, 1);
      assert.equal(await view(visit), 'depth');
      await choose(visit, 'RNN-GRAD');
      await level(visit, 'ABC', 1);
      await says(visit, 'holds here');
    }),

  'a link to a prepared experiment opens all of it, and so does the link that it becomes': (browser) =>
    visiting(browser, { hash: 'preset=KNOB' }, async (visit) => {
      const open = async () => {
        await visit.until('A has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
        await visit.until(
          'B is at step 300',
          () =>
            document.querySelector('gradient-lab').shadowRoot.querySelector('.run[data-run=B]')?.dataset.step === '300',
        );
        await says(visit, 'holds here');
      };
      await open();
      const link = await visit.until(
        'the address names both runs',
        () => location.hash.includes('vs=') && location.hash,
      );
      await visit.go('#width=3');
      await says(visit, null);
      await visit.go(link);
      await open();
      await visit.go('#preset=KNOB&gain=1.1');
      await says(visit, null);
      assert.equal(await count(visit), 1, 'with another knob it is the base of one run');
    }),
};

export const preparedPace = {
  'going back in a prepared experiment is quick': (browser) =>
    visiting(browser, { hash: 'preset=ADD&step=600' }, async (visit) => {
      await level(visit, 'ABC', 600);
      await says(visit, 'holds here');
      console.log(`ADD: ${(await goTo(visit, 'ABC', 300)).toFixed(1)} s back to step 300 of 600 (promised: 3 s)`);
      await says(visit, 'not yet');
    }),
};
