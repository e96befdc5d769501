// A link is an experiment: opened anywhere, it gives the same numbers, to the last bit.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

/** Each opened in both browsers at this very step; run.mjs compares what they show. */
export const LINKS = [
  'step=3',
  'activation=relu&init=he_normal&step=20',
  'hidden_layers=3&width=7&activation=tanh&step=12',
  'preset=KNOB&step=2',
  'preset=NAN&step=5',
];

const stepOf = (link) => Number(new URLSearchParams(link).get('step'));
const arrived = (visit, link) =>
  visit.until(
    `step ${stepOf(link)}, or a stop before it`,
    (step) => {
      const { dataset, lab } = document.querySelector('gradient-lab');
      return ['ready', 'stopped'].includes(dataset.status) && (lab.frame().step === step || lab.frame().stopped);
    },
    stepOf(link),
  );

/** What a link shows: every figure at its step. */
export const open = (browser, link) =>
  visiting(browser, { hash: link }, async (visit) => {
    await arrived(visit, link);
    return visit.figures();
  });

export const links = {
  'a link re-computes the very state it was taken from': (browser) =>
    visiting(browser, { hash: 'hidden_layers=4&activation=relu&init=he_normal' }, async (visit) => {
      await visit.ready();
      for (let step = 1; step <= 3; step++) {
        await visit.run(() =>
          document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=step]').click(),
        );
        await visit.step(step);
      }
      const [link, figures] = [await visit.link(), await visit.figures()];
      assert.equal(stepOf(link), 3);
      assert.equal(await open(browser, link), figures, link);
    }),

  'the address bar keeps up with the run': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await visit.run(() =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=step]').click(),
      );
      await visit.step(1);
      await visit.until(
        'the address names step 1',
        () => new URLSearchParams(location.hash.slice(1)).get('step') === '1',
        null,
        5_000,
      );
    }),

  'a link followed inside the open page is opened too': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      const link = LINKS[2];
      await visit.run((link) => {
        location.hash = link;
      }, link);
      await arrived(visit, link);
      assert.equal(await visit.figures(), await open(browser, link));
    }),
};
