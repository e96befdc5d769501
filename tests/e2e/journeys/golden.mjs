// Links that were shared once: each opens in the page at its step, in the state that tests/golden.rs finds natively.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { visiting } from '../driver/visit.mjs';

const TABLE = new URL('../../support/golden/links.json', import.meta.url);

/** @type {{link: string, step: number, digest: string, words: string}[]} */
export const GOLDEN = JSON.parse(readFileSync(TABLE, 'utf8'));

/** As a browser writes it into an address. */
const address = (link) => (link.startsWith('{') ? encodeURIComponent(link) : link);

export const golden = {
  'twenty links of version 1 open in the states that they were taken from': (browser) =>
    visiting(browser, { hash: 'width=3' }, async (visit) => {
      await visit.ready();
      assert.equal(GOLDEN.length, 20);
      for (const { link, step, digest } of GOLDEN) {
        await visit.run((hash) => {
          location.hash = hash;
        }, address(link));
        await visit.until(
          `${link} at step ${step}: ${digest}`,
          ([step, digest]) => {
            const { currentStep, lab, status } = document.querySelector('gradient-lab');
            return status === 'ready' && currentStep === step && lab.digest() === digest;
          },
          [step, digest],
        );
      }
    }),

  'a link of a later version says so and opens': (browser) =>
    visiting(browser, { hash: 'v=2&width=8' }, async (visit) => {
      await visit.ready();
      assert.match(await visit.words('message'), /made for version “2”; this is version 1/);
      assert.match(await visit.link(), /width=8/);
    }),

  'half a JSON object opens nothing, and what was there stays': (browser) =>
    visiting(browser, { hash: 'width=8&step=3' }, async (visit) => {
      await visit.step(3);
      await visit.run(() => document.querySelector('gradient-lab').setState('{"width":'));
      assert.match(await visit.words('message'), /is not JSON. The experiment stays as it is/);
      assert.match(await visit.link(), /width=8&step=3/);
    }),
};
