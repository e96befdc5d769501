// What through time promises a visitor, in the page itself. What was learned is asserted; times are printed beside what
// is
// promised and never asserted: the machine may be busy with something else.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';

/** Runs so many steps with the button of the page; gives seconds, and what an evaluation then says. */
async function run(visit, steps) {
  await visit.ready();
  const start = Date.now();
  await visit.run((steps) => {
    const { shadowRoot } = document.querySelector('gradient-lab');
    const button = shadowRoot.querySelector('[data-action=run]');
    button.parentElement.querySelector('input').value = String(steps);
    button.click();
  }, steps);
  await visit.until(
    `step ${steps}`,
    (steps) => document.querySelector('gradient-lab').currentStep >= steps,
    steps,
    150_000,
  );
  const seconds = (Date.now() - start) / 1000;
  return { seconds, ...(await visit.run(() => document.querySelector('gradient-lab').lab.evaluate())) };
}

/** In the page: frames a second, the longest gap in ms, and steps a second over `span` ms. */
export function pulse(span) {
  return new Promise((resolve) => {
    const element = document.querySelector('gradient-lab');
    const phases = () => {
      const { step, phase } = element.lab.frame();
      return { step, phase };
    };
    let count = 0;
    let longest = 0;
    const start = performance.now();
    let last = start;
    const before = phases();
    const next = () => {
      const now = performance.now();
      count += 1;
      longest = Math.max(longest, now - last);
      last = now;
      if (now - start < span) requestAnimationFrame(next);
      else
        resolve({
          frames: (1000 * count) / (now - start),
          longest,
          steps: (1000 * (phases().step - before.step)) / (now - start),
        });
    };
    requestAnimationFrame(next);
  });
}

export const paceTime = {
  'the adding problem: LSTM and GRU learn it within 600 steps, the plain RNN does not': async (browser) => {
    let all = 0;
    for (const [cell, good] of [
      ['lstm', true],
      ['gru', true],
      ['rnn', false],
    ]) {
      await visiting(browser, { hash: `preset=ADD&cell=${cell}` }, async (visit) => {
        const { seconds, test_loss: loss } = await run(visit, 600);
        all += seconds;
        console.log(
          `adding T = 40, H = 16, ${cell}: test loss ${loss.toFixed(4)} after 600 steps in ${seconds.toFixed(1)} s`,
        );
        assert.ok(good ? loss < 0.02 : loss > 0.05, `${cell}: ${loss}`);
      });
    }
    console.log(`adding, all three cells: ${all.toFixed(1)} s; 60 s promised`);
  },

  'recall over sixty steps: a forget bias of 0 fails, 3 learns it': async (browser) => {
    for (const [bias, good] of [
      [0, false],
      [3, true],
    ]) {
      await visiting(browser, { hash: `preset=FBIAS&forget_bias=${bias}` }, async (visit) => {
        const { seconds, test_loss: loss, test_accuracy: right } = await run(visit, 300);
        console.log(
          `recall T = 60, forget bias ${bias}: loss ${loss.toFixed(4)}, ${(100 * right).toFixed(0)} % right, ` +
            `after 300 steps in ${seconds.toFixed(1)} s`,
        );
        assert.ok(good ? loss < 0.1 && right > 0.95 : loss > 0.6 && right < 0.75, `bias ${bias}: ${loss}, ${right}`);
      });
    }
  },

  '200 steps of 64 units train while the gate map is on': (browser) =>
    visiting(
      browser,
      {
        hash:
          'data=adding&length=200&width=64&batch=32&cell=lstm&optimizer=adam&learning_rate=0.01&clip_norm=1' +
          '&init=lecun_normal',
        width: 1440,
        height: 960,
      },
      async (visit) => {
        await visit.ready();
        await visit.run(() =>
          document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=play]').click(),
        );
        await visit.until('a first step', () => document.querySelector('gradient-lab').currentStep >= 1, null, 60_000);
        await wait(3_000);
        const before = await visit.run(() => document.querySelector('gradient-lab').currentStep);
        const { frames, longest, steps } = await visit.run(pulse, 8_000);
        const after = await visit.run(() => document.querySelector('gradient-lab').currentStep);
        console.log(
          `T = 200, H = 64, B = 32: ${steps.toFixed(1)} steps a second (15 promised), ` +
            `${frames.toFixed(0)} frames a second (30 promised), the longest gap ${longest.toFixed(0)} ms`,
        );
        assert.ok(after > before, `no step was done between ${before} and ${after}`);
        assert.equal(
          await visit.run(
            () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.gate canvas').length,
          ),
          6,
        );
      },
    ),
};
