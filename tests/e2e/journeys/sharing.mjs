// 'Copy link' asks for the start or this step, and a link to a late step shows the way there.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { press } from './runs.mjs';

/** Runs in the page before its own scripts: what it copies can be read, in browsers that would ask first. */
function catchCopies() {
  globalThis.copied = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: async (text) => globalThis.copied.push(text) },
  });
}

const SHARE = '[data-action=share]';
const copies = (visit) => visit.run(() => globalThis.copied.map((address) => new URL(address).hash.slice(1)));
const menu = (visit) =>
  visit.run(() => {
    const root = document.querySelector('gradient-lab').shadowRoot;
    const node = root.querySelector('.share .menu');
    const words = [...node.children].map((item) => item.textContent);
    const expanded = root.querySelector('[data-action=share]').getAttribute('aria-expanded');
    return { open: node.checkVisibility(), expanded, words, at: root.activeElement?.textContent ?? '' };
  });
const copied = (visit, number) =>
  visit.until(`copy ${number}`, (number) => globalThis.copied.length === number, number);

export const sharing = {
  'at step 0 the link is copied at once, later from the start or at this step': (browser) =>
    visiting(browser, { hash: 'hidden_layers=3&detail=lab', first: [catchCopies] }, async (visit) => {
      await visit.ready();
      await press(visit, SHARE);
      await copied(visit, 1);
      assert.equal((await menu(visit)).open, false);
      for (let step = 1; step <= 2; step++) {
        await press(visit, '[data-action=step]');
        await visit.step(step);
      }
      for (const [n, words] of [
        [2, /start/],
        [3, /step 2/],
      ]) {
        await press(visit, SHARE);
        assert.deepEqual(await menu(visit), {
          open: true,
          expanded: 'true',
          words: ['From the start', 'At this training step (2)', 'Three words for this state'],
          at: 'From the start',
        });
        await press(visit, `.menu :nth-child(${n - 1})`);
        await copied(visit, n);
        assert.match(await visit.words('message'), words);
      }
      const at = (step) => `hidden_layers=3${step ? `&step=${step}` : ''}&detail=lab`;
      assert.deepEqual(await copies(visit), [at(0), at(0), at(2)]);
    }),

  'three words name the same state in every browser': (browser) =>
    visiting(browser, { hash: 'hidden_layers=3&width=8&step=5' }, async (visit) => {
      await visit.step(5);
      await press(visit, SHARE);
      await press(visit, '.menu :nth-child(3)');
      assert.match(await visit.words('message'), /At training step 5 this state is called “raven olive seventeen”/);
    }),

  'the menu is used with keys, and Escape leaves it': (browser) =>
    visiting(browser, { hash: 'step=1', first: [catchCopies] }, async (visit) => {
      await visit.step(1);
      await visit.run((share) => document.querySelector('gradient-lab').shadowRoot.querySelector(share).focus(), SHARE);
      await visit.press('Enter');
      await visit.until('it is open', () =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('.menu').checkVisibility(),
      );
      const focused = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End']) {
        await visit.press(key);
        focused.push((await menu(visit)).at);
      }
      const [start, here, name] = ['From the start', 'At this training step (1)', 'Three words for this state'];
      assert.deepEqual(focused, [here, name, here, start, name]);
      await visit.press('Escape');
      assert.deepEqual([(await menu(visit)).open, (await menu(visit)).at], [false, 'Copy link']);
      await visit.press('Enter', 'ArrowDown', 'Enter');
      await copied(visit, 1);
      assert.match((await copies(visit))[0], /step=1/);
    }),

  'a link to a late step shows a bar and what is there meanwhile': async (browser) => {
    for (const [width, height] of [
      [1366, 768],
      [360, 740],
    ]) {
      await visiting(browser, { hash: 'step=200000', width, height }, async (visit) => {
        const going = () => {
          const root = document.querySelector('gradient-lab').shadowRoot;
          const node = root?.querySelector('.going');
          if (!node?.checkVisibility()) return null;
          const { top, bottom } = node.getBoundingClientRect();
          const { currentStep: step } = document.querySelector('gradient-lab');
          return { words: node.textContent, bar: node.querySelector('progress').value, top, bottom, step };
        };
        const first = await visit.until('a bar', going);
        assert.match(first.words, /Going to training step 200,000/);
        assert.ok(first.top >= 0 && first.bottom <= height, `in view: ${first.top} to ${first.bottom}`);
        const figures = await visit.figures();
        await visit.until(
          'it goes on',
          ([figures, bar]) => {
            const root = document.querySelector('gradient-lab').shadowRoot;
            return (
              globalThis.gradientLabTest.figures() !== figures && root.querySelector('.going progress').value > bar
            );
          },
          [figures, first.bar],
        );
        await press(visit, '[data-action=play]');
        await visit.ready();
        const [shown, step] = [
          await visit.run(going),
          await visit.run(() => document.querySelector('gradient-lab').currentStep),
        ];
        assert.equal(shown, null, 'Cancel ends it');
        assert.ok(step > first.step && step < 200_000, `it stays at step ${step}`);
      });
    }
  },
};
