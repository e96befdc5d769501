// A network whose memory or initial weights take a while to make: there is a bar, and a way to cancel.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { level, press } from './runs.mjs';

const LARGE = 'hidden_layers=100&width=256&init=orthogonal';

const text = (visit) => visit.run(() => document.querySelector('gradient-lab').lab.text());
const turn = (visit, hash) =>
  visit.run((hash) => {
    location.hash = hash;
  }, hash);
/** Waits for the bar, and says what stands beside it. */
const going = (visit) =>
  visit.until('a bar', () => {
    const { shadowRoot } = document.querySelector('gradient-lab');
    const bar = shadowRoot.querySelector('.going:not([hidden])');
    return bar && [bar.textContent, shadowRoot.querySelector('[data-action=play]').textContent.trim()];
  });

/** In the page, before its scripts: cancels as soon as there is a bar, and keeps what it said. */
function cancelling() {
  const timer = setInterval(() => {
    const card = document.querySelector('gradient-lab')?.shadowRoot?.querySelector('.ahead');
    if (!card) return;
    clearInterval(timer);
    document.documentElement.dataset.bar = card.textContent;
    card.querySelector('button').click();
  }, 5);
}

export const large = {
  'a large network opens in slices, with a bar, and can be cancelled': (browser) =>
    visiting(browser, { hash: 'preset=HAND' }, async (visit) => {
      await visit.ready();
      const before = await text(visit);
      await turn(visit, LARGE);
      assert.deepEqual(await going(visit), ['Opening a large network …', 'Cancel']);
      assert.equal(await visit.status(), 'loading');
      await press(visit, '[data-action=play]');
      await visit.until('it rests', () => document.querySelector('gradient-lab').status === 'ready');
      assert.equal(await text(visit), before, 'what was there stays');
      await visit.until('the address is that of what is there', () => !location.hash.includes('orthogonal'));
      await turn(visit, `${LARGE}&step=1`);
      await visit.step(1);
      assert.match(await text(visit), /hidden_layers=100/);
      assert.match(await text(visit), /init=orthogonal/);
    }),

  'runs beside a large one come in turn, and a change to one is the last that holds': (browser) =>
    visiting(browser, { hash: 'preset=HAND' }, async (visit) => {
      await visit.ready();
      await turn(visit, `${LARGE}&vs=${encodeURIComponent(`${LARGE}&seed=2`)}`);
      await going(visit);
      await level(visit, 'AB', 0);
      await turn(visit, `${LARGE}&seed=5`);
      await going(visit);
      await turn(visit, 'preset=HAND');
      await visit.until('the small one', () => !document.querySelector('gradient-lab').lab.text().includes('100'));
      await visit.until('it rests', () => document.querySelector('gradient-lab').status === 'ready');
    }),

  'a page that begins with a large network shows a bar, and another experiment instead if asked': async (browser) => {
    await visiting(browser, { hash: LARGE, first: [cancelling] }, async (visit) => {
      await visit.ready();
      assert.match(await visit.run(() => document.documentElement.dataset.bar), /^Opening a large network/);
      assert.equal(await text(visit), '', 'the first experiment of all');
    });
    await visiting(browser, { hash: LARGE }, async (visit) => {
      await visit.ready();
      assert.match(await text(visit), /init=orthogonal/);
    });
  },
};
