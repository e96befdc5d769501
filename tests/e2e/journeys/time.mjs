// Through time: the same element with a recurrent cell. A stage is a time step.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';
import { focus, letters, painted, phase, read, SHORT } from './in-time.mjs';
import { flatOut, knob, press } from './runs.mjs';

/** In the page: the numbers on the wires of the cell, and what the input strip reads at the same step. */
function shownOfCell() {
  const { shadowRoot } = document.querySelector('gradient-lab');
  const plain = (text) =>
    text
      .replace('−', '-')
      .replace(
        /·10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
        (_, minus, digits) => `e${minus ? '-' : ''}${[...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join('')}`,
      );
  const all = (kind) =>
    Object.fromEntries(
      [...shadowRoot.querySelectorAll(`.cell-diagram .wire-${kind}`)].map(({ dataset, textContent }) => [
        dataset.wire,
        plain(textContent),
      ]),
    );
  const strip = [...shadowRoot.querySelectorAll('.strip')].find((node) => node.querySelector('.plot.input'));
  return { value: all('value'), gradient: all('gradient'), read: plain(strip.querySelector('.reading').textContent) };
}

export const time = {
  'the tab opens the adding problem with an LSTM, and each axis keeps its experiment': (browser) =>
    visiting(browser, { hash: 'hidden_layers=4' }, async (visit) => {
      await visit.ready();
      await press(visit, '.tab[data-view=time]');
      await visit.until('an LSTM', () => document.querySelector('gradient-lab').lab?.knobs().cell === 'lstm');
      assert.equal(await knob(visit, 'data'), 'adding');
      await visit.until(
        'the gate map',
        () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.gate canvas').length === 6,
      );
      assert.equal(await letters(visit), 'i f o g c h');
      const shown = (key) =>
        visit.run(
          (key) =>
            document
              .querySelector('gradient-lab')
              .shadowRoot.querySelector(`.controls [data-key=${key}]`)
              .checkVisibility(),
          key,
        );
      await visit.until('the knobs of time', () =>
        document
          .querySelector('gradient-lab')
          .shadowRoot.querySelector('.controls [data-key=length]')
          .checkVisibility(),
      );
      assert.equal(await shown('hidden_layers'), false, 'a knob of depth does not act here');
      await press(visit, '.tab[data-view=depth]');
      assert.equal(await knob(visit, 'hidden_layers'), '4', 'the experiment through depth as it was left');
      assert.equal(await shown('length'), false, 'a knob of time does not act here');
      await press(visit, '.tab[data-view=time]');
      assert.equal(await knob(visit, 'cell'), 'lstm');
    }),

  'the browser’s own back finds the experiment through depth': (browser) =>
    visiting(browser, { hash: 'hidden_layers=4' }, async (visit) => {
      await visit.ready();
      await press(visit, '.tab[data-view=time]');
      await visit.until('an address of its own', () => location.hash.includes('cell=lstm'));
      await visit.run(() => history.back());
      await visit.until(
        'four layers again',
        () =>
          document.querySelector('gradient-lab').lab.knobs().hidden_layers === '4' &&
          document.querySelector('gradient-lab').lab.knobs().cell === 'none',
      );
    }),

  'it plays, and the gate map and the cards follow': (browser) =>
    visiting(browser, { hash: SHORT }, async (visit) => {
      await visit.ready();
      await press(visit, '[data-action=play]');
      await visit.until('step 5', () => document.querySelector('gradient-lab').currentStep >= 5);
      await press(visit, '[data-action=play]');
      await visit.until('it pauses', () => document.querySelector('gradient-lab').dataset.status === 'ready');
      for (const selector of ['canvas[data-part=c]', '.unrolled canvas', 'canvas.reach'])
        await painted(visit, selector);
      await visit.until('an answer', () =>
        /^−?\d/.test(
          document.querySelector('gradient-lab').shadowRoot.querySelector('.task .answer').lastElementChild.textContent,
        ),
      );
      assert.match(await read(visit, '.task .keep'), /Remember .* and /);
      assert.match(await read(visit, 'section.reach .now'), /steps? /);
      await visit.until('a number on every wire, both ways', () => {
        const marks = [
          ...document
            .querySelector('gradient-lab')
            .shadowRoot.querySelectorAll('.cell-diagram :is(.wire-value, .wire-gradient)'),
        ];
        return marks.length >= 30 && marks.every(({ textContent }) => /^(Σ )?\(?−?\d/.test(textContent));
      });
    }),

  'while it trains, all that is shown of a step is of one batch': (browser) =>
    visiting(
      browser,
      // What is off the screen is not drawn while it plays, so the screen is high enough for all of it.
      { hash: SHORT.replace('cell=lstm', 'cell=rnn').replace('length=12', 'length=60'), height: 3000 },
      async (visit) => {
        await visit.ready();
        await flatOut(visit);
        await focus(visit, '.unrolled canvas');
        await visit.press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
        await press(visit, '[data-action=play]');
        await visit.until('step 10', () => document.querySelector('gradient-lab').currentStep >= 10);
        const steps = new Set();
        let gradients = 0;
        for (let sample = 0; sample < 40; sample++) {
          const shown = await visit.run(shownOfCell);
          const [z, h, d] = [shown.gradient.z, shown.value.h, shown.gradient.h].map(Number);
          const slope = 1 - h * h;
          // Two digits are written: each may be off by a twentieth.
          const room = 0.06 * Math.abs(z) + Math.abs(d) * (0.06 * slope + 0.11 * h * h) + 1e-12;
          assert.ok(Math.abs(z - d * slope) <= room, `∂L/∂z ${z} is not ∂L/∂h ${d} · (1 − ${h}²)`);
          const [read] = shown.value.x.replace('(', '').split(',');
          assert.ok(
            Math.abs(Number(read) - Number(shown.read.split(',')[0])) <= 0.06 * Math.abs(Number(read)),
            `x is ${shown.value.x} in the cell and ${shown.read} at the strip`,
          );
          steps.add(JSON.stringify(shown));
          gradients += d === 0 ? 0 : 1;
          await wait(60);
        }
        assert.ok(steps.size > 4, `${steps.size} different pictures`);
        assert.ok(gradients > 30, `a gradient in ${gradients} of 40`);
        assert.equal(await visit.status(), 'playing');
      },
    ),

  'phases go forward through time, then back': (browser) =>
    visiting(browser, { hash: SHORT }, async (visit) => {
      await visit.ready();
      await press(visit, '[data-action=phase]');
      for (let step = 0; step < 3; step++) await press(visit, '[data-action=phase]');
      assert.deepEqual(await phase(visit), { name: 'forward', stage: 2 });
      await visit.until(
        'time step 3 in words',
        () =>
          document.querySelector('gradient-lab').shadowRoot.querySelector('.phase').textContent ===
          'Forward · time step 3',
      );
      await visit.until('the cell at time step 3', () =>
        document
          .querySelector('gradient-lab')
          .shadowRoot.querySelector('.card.cell h2')
          .textContent.includes('time step 3'),
      );
      for (let left = 13 - 3 + 1 + 2; left > 0; left--) await press(visit, '[data-action=phase]');
      assert.deepEqual(await phase(visit), { name: 'backward', stage: 11 });
      await visit.until(
        'backward in words',
        () =>
          document.querySelector('gradient-lab').shadowRoot.querySelector('.phase').textContent ===
          'Backward · time step 12',
      );
    }),
};
