// Two runs on the same axes: cures and changes start runs beside this one, which keep in step.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { change, count, cure, knob, leads, level, press, pressWord, says, tag, words } from './runs.mjs';

/** Plays until B is five steps past where A stopped; says where that was. */
async function playBeyond(visit) {
  const at = await visit.run(() => document.querySelector('gradient-lab').currentStep);
  await visit.until(
    'two runs',
    () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run').length === 2,
  );
  await press(visit, '[data-action=play]');
  await visit.until(
    'B goes beyond',
    (at) =>
      Number(document.querySelector('gradient-lab').shadowRoot.querySelector('[data-run=B].run').dataset.step) > at + 5,
    at,
  );
  // A prepared experiment may have come to the end of its claim by itself: then the button would play on.
  await visit.until('it rests', () => {
    const lab = document.querySelector('gradient-lab');
    const button = lab.shadowRoot.querySelector('[data-action=play]');
    const plays = button.textContent.includes('Pause');
    if (plays) button.click();
    return !plays && lab.dataset.status !== 'playing';
  });
  return at;
}

/** In the page: what is said of two runs; nothing while B is not on its way, unless it is asked for `level` ones. */
function both(level) {
  const { shadowRoot } = document.querySelector('gradient-lab');
  const words = (selector) => shadowRoot.querySelector(selector)?.textContent ?? '';
  const badge = shadowRoot.querySelector('[data-run=B].run .behind-badge:not([hidden])')?.textContent;
  const sentence = words('.sentence');
  const dimmed = shadowRoot.querySelectorAll('.side-by-side canvas.behind').length;
  if (!level && !(badge && dimmed && sentence.startsWith('B is at'))) return null;
  return {
    sentence,
    badge,
    dimmed,
    verdict: words('.verdicts [data-run=B]'),
    title: words('.diagnosis .finding summary'),
    numbers: [...shadowRoot.querySelectorAll('.axis-numbers span')].map((mark) => mark.textContent),
  };
}

export const comparing = {
  'a cure starts a second run that keeps in step': (browser) =>
    visiting(browser, { hash: 'step=20' }, async (visit) => {
      await visit.step(20);
      const before = await visit.figures();
      await cure(visit, 'ReLU');
      await level(visit, 'AB', 20);
      assert.equal(await visit.figures(), before, 'the run itself is untouched');
      await press(visit, '[data-action=step]');
      await level(visit, 'AB', 21);
      await press(visit, '[data-action=play]');
      await visit.until('both go on', () => document.querySelector('gradient-lab').currentStep > 24);
      await press(visit, '[data-action=play]');
      await visit.until('it pauses', () => document.querySelector('gradient-lab').dataset.status === 'ready');
      const step = await visit.run(() => document.querySelector('gradient-lab').currentStep);
      await level(visit, 'AB', step);
      await press(visit, '[data-action=back]');
      await press(visit, '[data-action=drop]');
      await visit.until(
        'one run is left',
        () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run').length === 1,
      );
    }),

  'at 360 pixels two runs are no wider than the page': (browser) =>
    visiting(browser, { hash: 'step=12', width: 360, height: 780 }, async (visit) => {
      await visit.step(12);
      await cure(visit, 'ReLU');
      await level(visit, 'AB', 12);
      const [wide, page] = await visit.run(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(wide <= page, `${wide} of ${page} pixels`);
    }),

  'a link holds the whole comparison': (browser) =>
    visiting(browser, { hash: 'step=12' }, async (visit) => {
      await visit.step(12);
      await cure(visit, 'ReLU');
      await level(visit, 'AB', 12);
      const hash = await visit.until(
        'the address names the second run',
        () => location.hash.includes('vs=') && location.hash,
      );
      await visit.go(hash);
      await visit.ready();
      await level(visit, 'AB', 12);
      const others = await visit.run(() => decodeURIComponent(location.hash.split('vs=')[1] ?? ''));
      assert.match(others, /activation=relu/);
    }),

  'B leads and stays B, in its link too; A stays beside it until the reader drops it': (browser) =>
    visiting(browser, { hash: 'step=12' }, async (visit) => {
      await visit.step(12);
      await cure(visit, 'ReLU');
      await level(visit, 'AB', 12);
      await leads(visit, 'A');
      await press(visit, '[data-run=B] [data-action=go-on]');
      await visit.step(12);
      await level(visit, 'AB', 12);
      await leads(visit, 'B');
      assert.equal(await knob(visit, 'activation'), 'relu');
      const hash = await visit.until(
        'the address says which is which',
        () => location.hash.includes('letters=BA') && location.hash,
      );
      await visit.go(hash);
      await visit.ready();
      await level(visit, 'AB', 12);
      await leads(visit, 'B');
      assert.equal(await knob(visit, 'activation'), 'relu');
      await press(visit, '[data-run=A] [data-action=drop]');
      await visit.until('B is left alone', () => !location.hash.includes('vs=') && !location.hash.includes('letters='));
      assert.equal(await knob(visit, 'activation'), 'relu');
    }),

  'of a run that is catching up nothing is compared; then both are, with one verdict each': (browser) =>
    visiting(browser, { hash: 'preset=STALL&step=600' }, async (visit) => {
      await visit.step(600);
      await cure(visit, 'batch norm');
      const late = await visit.until('B on its way, said so everywhere, and its pictures dimmed', both);
      assert.match(late.sentence, /^B is at training step \d+ of 600 and is catching up\.$/);
      assert.match(late.badge, /^catching up: \d+ of 600$/);
      await level(visit, 'AB', 600);
      await visit.until('a sentence on both', () =>
        /\d+\u202f% right/.test(
          document.querySelector('gradient-lab').shadowRoot.querySelector('.sentence').textContent,
        ),
      );
      const there = await visit.run(both, 'level');
      assert.deepEqual([there.badge, there.dimmed], [undefined, 0]);
      assert.match(there.sentence, /batch norm/);
      assert.match(there.title, /^A: /);
      assert.match(there.verdict, /^B: \S/);
      assert.deepEqual(
        there.numbers.filter((number) => number === 'out'),
        ['out', 'out'],
      );
      assert.ok(there.numbers.includes('2'), `${there.numbers}`);
    }),

  'before the first step a change of structure restarts, and can stand beside what was before': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      assert.equal(await tag(visit, 'network'), 'restarts');
      await change(visit, 'activation', 'relu');
      assert.match(await visit.words('message'), /the run restarts/);
      assert.equal(await count(visit), 1);
      await pressWord(visit, 'Compare with before');
      await level(visit, 'AB', 0);
      assert.equal(await knob(visit, 'activation'), 'relu', 'the new one leads');
      await leads(visit, 'B');
    }),

  'where A has stopped a live cure holds from the start': (browser) =>
    visiting(browser, { hash: 'preset=KNOB&gain=1.2&step=60' }, async (visit) => {
      await visit.until('A has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
      await cure(visit, 'clip norm');
      const at = await playBeyond(visit);
      const step = await visit.until(
        'the link names the step of the run that goes on',
        (at) => {
          const link = new URLSearchParams(location.hash.slice(1)); // written soon, not at once
          const step = Number(link.get('step'));
          return link.has('vs') && step > at + 5 && step;
        },
        at,
      );
      await visit.go(await visit.run(() => location.hash));
      await visit.until(
        `B is at step ${step} again`,
        (step) =>
          Number(document.querySelector('gradient-lab').shadowRoot.querySelector('[data-run=B].run')?.dataset.step) ===
          step,
        step,
      );
    }),

  'where A has stopped the other goes on, and can be made the main run': (browser) =>
    visiting(browser, { hash: 'preset=KNOB&gain=1.2&step=60' }, async (visit) => {
      await visit.until('A has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
      await cure(visit, 'gain 1');
      const at = await playBeyond(visit);
      await press(visit, '.tab[data-view=compare]');
      const told = await visit.until('the sentence tells of B where B is, and of A where it stopped', () => {
        const { lab, shadowRoot } = document.querySelector('gradient-lab');
        const step = Number(shadowRoot.querySelector('[data-run=B].run').dataset.step);
        const words = shadowRoot.querySelector('.sentence').innerText;
        return (
          shadowRoot.querySelector('.step-count').textContent === `training step ${step.toLocaleString('en')}` &&
          words.startsWith('B (') &&
          words.includes(` stopped in training step ${lab.frame().stopped.step + 1}: `) &&
          words
        );
      });
      assert.match(told, /B \([^)]+\) (has|is at) .*\. A \([^)]+\) stopped/);
      await press(visit, '.tab[data-view=depth]');
      await visit.until('where A alone is on show, the step of its crash is', () => {
        const { lab, shadowRoot } = document.querySelector('gradient-lab');
        return shadowRoot.querySelector('.step-count').textContent === `training step ${lab.frame().stopped.step + 1}`;
      });
      await press(visit, '[data-action=go-on]');
      await visit.until('B leads', (at) => document.querySelector('gradient-lab').currentStep > at + 5, at);
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.frame().stopped), null);
    }),

  'fifty residual blocks explode, and with branch × 1/√L they train beside the wreck': (browser) =>
    visiting(browser, { hash: 'preset=RES-50&branch_scale=one&step=6' }, async (visit) => {
      await visit.until('A has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
      const { stopped } = JSON.parse(await visit.figures());
      assert.ok(stopped.step < 5, `not finite in step ${stopped.step + 1}`);
      assert.match(await words(visit, '.diagnosis .finding[open]'), /adds its branch to the skip/);
      assert.match(await words(visit, '.crash'), /layer/i);
      await cure(visit, 'branch × 1/√L');
      await playBeyond(visit);
      assert.match(await words(visit, '[data-run=A].run'), /stop|NaN|∞|infinite/i, 'A stays where it is, and says so');
      await press(visit, '[data-action=go-on]');
      assert.equal(await knob(visit, 'branch_scale'), 'depth', 'B leads');
      await leads(visit, 'B');
      await press(visit, '[data-action=play]');
      // In how many steps is for the catalogue's own test: single batches of fifty layers are wild.
      await visit.until(
        'it learns, and the diagnosis says so',
        () => {
          const well = document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('.finding[data-symptom=healthy]');
          return well?.checkVisibility() && /learns/.test(well.innerText);
        },
        null,
        120_000,
      );
      await press(visit, '[data-action=play]');
      assert.equal(JSON.parse(await visit.figures()).stopped, null);
    }),

  'a strange comparison link opens all the same': (browser) =>
    visiting(browser, {}, async (visit) => {
      for (const hash of ['vs=', 'vs=%E0%A4%A&step=2', 'vs=vs%3D1&vs=&vs=&vs=&vs=', 'width=4&vs=hidden_layers%3D3']) {
        await visit.go(hash);
        await visit.ready();
        await visit.until(`two to four runs for ${hash}`, () => {
          const { length } = document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run');
          return length >= 2 && length <= 4;
        });
      }
    }),

  'a range test stays with its run, even if the next one differs in its rate only': (browser) =>
    visiting(browser, { hash: 'width=6&step=5&vs=width%3D6%26learning_rate%3D0.01' }, async (visit) => {
      await visit.ready();
      await level(visit, 'AB', 5);
      await press(visit, '.tab[data-view=depth]');
      await press(visit, '.card.range [data-action=range]');
      await says(visit, '.card.range', /Try again/);
      await press(visit, '[data-run=B] [data-action=go-on]');
      await says(visit, '.card.range', /Try all learning rates/);
      assert.ok(
        await visit.run(
          () => document.querySelector('gradient-lab').shadowRoot.querySelector('.card.range canvas').hidden,
        ),
      );
    }),
};
