// The page opens, says what it is about, and from then on needs nobody.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';

export const opening = {
  'opens with a clean console and a sentence': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      assert.match(await visit.words('sentence'), /\w+ \w+ \w+/);
      assert.ok(await visit.run(() => document.title.length > 5), 'the page has a title');
    }),

  'asks for nothing more once it is open': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await wait(300);
      // The tab's icon is fetched when the browser finds the time.
      const asked = () => visit.requests.filter((url) => !url.includes('favicon'));
      const before = asked();
      await visit.run(() =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=step]').click(),
      );
      await visit.step(1);
      await wait(300);
      assert.deepEqual(asked(), before);
    }),

  'a step that is no whole number is answered in words, and the run stays where it is': (browser) =>
    visiting(browser, { hash: 'step=12' }, async (visit) => {
      await visit.step(12);
      for (const [asked, step] of [
        ['', 12],
        ['2.5', 12],
        ['many', 12],
        ['99999999', 12],
        ['1e3', 12],
        ['14', 14],
      ]) {
        await visit.run((asked) => {
          const button = document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=run]');
          button.parentElement.querySelector('input').value = asked;
          button.click();
        }, asked);
        if (step === 12) assert.match(await visit.words('message'), /whole number/, `“${asked}”`);
        await visit.step(step);
      }
    }),

  'numbers on the scales stand beside the pictures, not on them': async (browser) => {
    for (const width of [1440, 360]) {
      await visiting(browser, { hash: 'step=60', width, height: 900 }, async (visit) => {
        await visit.step(60);
        const strays = await visit.until('the scales have numbers', () => {
          const strips = [
            ...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.strips .strip'),
          ].filter((strip) => strip.checkVisibility());
          const ticks = strips.flatMap((strip) =>
            [...strip.querySelectorAll('.ticks > *')]
              .filter((tick) => tick.textContent && tick.checkVisibility())
              .map((tick) => [
                tick.textContent,
                tick.getBoundingClientRect().left - strip.querySelector('.plot').getBoundingClientRect().right,
              ]),
          );
          return ticks.length > 8 && ticks.filter(([, beside]) => beside < 0);
        });
        assert.deepEqual(strays, [], `at ${width} px`);
      });
    }
  },

  'fits a phone without scrolling sideways': (browser) =>
    visiting(browser, { width: 360, height: 740 }, async (visit) => {
      await visit.ready();
      const [content, screen] = await visit.run(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(content <= screen, `${content} px of content on ${screen} px of screen`);
    }),
};
