// Meters that are measured on demand: switched on under the strips, remembered in the link, outside the experiment.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';
import { pulse } from './pace-time.mjs';
import { press } from './runs.mjs';

/** In the page: ticks or clears the box of a meter. */
function tick(key) {
  const box = document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-meter=${key}]`);
  box.click();
  return box.checked;
}

/** In the page: what the strip of a meter shows. */
function strip(key) {
  const plot = document.querySelector('gradient-lab').shadowRoot.querySelector(`.meter.${key}`);
  const { hidden } = plot.closest('.strip');
  const canvas = plot.querySelector('canvas');
  return { hidden, label: canvas.getAttribute('aria-label'), blank: canvas.hidden, words: plot.textContent };
}

/** In the page: counts how often a meter is measured. */
function count() {
  const { lab } = document.querySelector('gradient-lab');
  const proto = Object.getPrototypeOf(lab);
  const { meter } = proto;
  globalThis.measured = 0;
  proto.meter = function (...given) {
    globalThis.measured += 1;
    return meter.apply(this, given);
  };
}

export const meters = {
  'rank is off at first, measured when switched on, and remembered in the link': (browser) =>
    visiting(browser, { hash: 'preset=VAN&precision=f64&step=1' }, async (visit) => {
      await visit.step(1);
      assert.ok((await visit.run(strip, 'rank')).hidden);
      await visit.run(count);
      await press(visit, '[data-action=step]');
      await visit.step(2);
      assert.equal(await visit.run(() => globalThis.measured), 0, 'measured while nobody looks');
      const digest = await visit.run(() => document.querySelector('gradient-lab').lab.digest());
      assert.equal(await visit.run(tick, 'rank'), true);
      await visit.until('rank is measured', () => {
        const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('.meter.rank canvas');
        return /layer 1 0\.\d/.test(canvas.getAttribute('aria-label'));
      });
      assert.ok(!(await visit.run(strip, 'rank')).hidden);
      await visit.until('the link', () => location.hash.includes('meters=rank'));
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.digest()), digest);
      assert.ok(!(await visit.run(() => document.querySelector('gradient-lab').lab.link())).includes('meters'));
      const tenth = await visit.run(() => document.querySelector('gradient-lab').lab.meter('rank', 9)[0]);
      console.log(`σ₂/σ₁ at layer 10 of VAN in f64, in the page: ${tenth.toExponential(2)}`);
      assert.ok(tenth < 1e-11, `${tenth}`);
      assert.equal(await visit.run(tick, 'rank'), false);
      await visit.until('the link is as before', () => !location.hash.includes('meters'));
      assert.ok((await visit.run(strip, 'rank')).hidden);
    }),

  'through time the strip says why there is no rank': (browser) =>
    visiting(browser, { hash: 'data=adding&length=12&width=8&cell=gru&step=2&meters=rank' }, async (visit) => {
      await visit.step(2);
      await visit.until('the sentence', () => {
        const plot = document.querySelector('gradient-lab').shadowRoot.querySelector('.meter.rank');
        return !plot.closest('.strip').hidden && !plot.querySelector('.absent').hidden;
      });
      const { blank, words } = await visit.run(strip, 'rank');
      assert.ok(blank);
      assert.match(words, /share the same W/);
    }),

  'the angle is measured before the first step, along layers and along time': async (browser) => {
    for (const link of ['meters=angle', 'data=adding&length=12&width=8&cell=gru&meters=angle']) {
      await visiting(browser, { hash: link }, async (visit) => {
        await visit.ready();
        await visit.until('an angle', () => {
          const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('.meter.angle canvas');
          return /: [\w ]+ 1 −?0\.\d/.test(canvas.getAttribute('aria-label')) && !canvas.hidden;
        });
      });
    }
  },

  'the strips that are switched on stay over another tab, without a warning': (browser) =>
    visiting(browser, { hash: 'meters=rank&step=1' }, async (visit) => {
      await visit.step(1);
      await press(visit, '[data-view=time]');
      await visit.until('a network through time', () => document.querySelector('gradient-lab').lab.summary().time);
      await press(visit, '[data-view=depth]');
      await visit.step(1);
      assert.equal(await visit.words('message'), '');
      assert.ok(!(await visit.run(strip, 'rank')).hidden);
    }),
};

export const metersPace = {
  'the meters leave the page its pace': (browser) =>
    visiting(browser, { width: 1440 }, async (visit) => {
      await visit.ready();
      const keys = await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('[data-meter]')].map(
          ({ dataset }) => dataset.meter,
        ),
      );
      await press(visit, '[data-action=play]');
      await wait(4_000);
      for (const on of [false, true, false, true]) {
        if (on) for (const key of keys) assert.equal(await visit.run(tick, key), true);
        await wait(500);
        const { frames, steps } = await visit.run(pulse, 3_000);
        console.log(
          `meters ${on ? `on (${keys})` : 'off'}: ${frames.toFixed(1)} frames a second, ${steps.toFixed(0)} steps`,
        );
        assert.ok(steps > 0);
        if (on) for (const key of keys) assert.equal(await visit.run(tick, key), false);
      }
    }),
};
