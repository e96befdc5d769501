// A change of structure forks a run that has trained: what stays, what goes, what is said, and what never piles up.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { change, count, knob, level, press, pressWord, tag } from './runs.mjs';

const step = (visit) => visit.run(() => document.querySelector('gradient-lab').currentStep);
/** What the run beside A is, by its whole text. */
const other = (visit) =>
  visit.until(
    'the address names the other run',
    () => location.hash.includes('vs=') && decodeURIComponent(location.hash.slice(location.hash.indexOf('vs='))),
  );
/** Types into a knob's box. */
const type = (visit, key, value) =>
  visit.run(
    ([key, value]) => {
      const box = document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-key=${key}] .value`);
      box.value = value;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [key, value],
  );
/** One step, whatever step that is, with all runs at it. */
async function oneStep(visit, letters) {
  await press(visit, '[data-action=step]');
  await press(visit, '.tab[data-view=compare]');
  await level(visit, letters, 1);
}

export const forking = {
  'a change of structure forks a run that has trained': (browser) =>
    visiting(browser, { hash: 'step=8' }, async (visit) => {
      await visit.step(8);
      await visit.until(
        'the group says that it forks',
        () =>
          document.querySelector('gradient-lab').shadowRoot.querySelector('[data-group=network] legend .tag')
            .textContent === 'forks',
      );
      assert.equal(await tag(visit, 'data'), 'restarts');
      assert.equal(await tag(visit, 'limits'), 'live');
      await change(visit, 'activation', 'relu');
      assert.match(await visit.words('message'), /B starts with it\. .*stays beside it as A/);
      assert.deepEqual([await step(visit), await count(visit)], [0, 2]);
      assert.equal(await knob(visit, 'activation'), 'relu', 'the new one leads');
      await pressWord(visit, 'Run both to training step 8');
      await press(visit, '.tab[data-view=compare]');
      await level(visit, 'AB', 8);
      assert.doesNotMatch(await other(visit), /relu/, 'A is the run as it was');
      await press(visit, '[data-action=drop]');
      assert.equal(await count(visit), 1);
      assert.equal(await knob(visit, 'activation'), 'relu');
    }),

  'the run that stays is the very run that was': (browser) =>
    visiting(browser, { hash: 'learning_rate=0.2&step=6' }, async (visit) => {
      await visit.step(6);
      const before = await visit.figures();
      await change(visit, 'init', 'he_normal');
      await pressWord(visit, 'Run both to training step 6');
      await press(visit, '.tab[data-view=compare]');
      await level(visit, 'AB', 6);
      await press(visit, '[data-action=go-on]');
      await visit.step(6);
      assert.equal(await visit.figures(), before);
    }),

  'three changes in a row leave one run behind': (browser) =>
    visiting(browser, { hash: 'step=8' }, async (visit) => {
      await visit.step(8);
      await change(visit, 'activation', 'relu');
      await change(visit, 'init', 'he_normal');
      await change(visit, 'norm', 'batch');
      assert.match(await visit.words('message'), /goes into B too/);
      assert.equal(await count(visit), 2);
      const text = await visit.run(() => document.querySelector('gradient-lab').lab.text());
      for (const part of ['activation=relu', 'init=he_normal', 'norm=batch']) assert.ok(text.includes(part), text);
      assert.equal(await other(visit), 'vs=&letters=BA', 'A is the default');
    }),

  'a change taken back leaves nothing behind': (browser) =>
    visiting(browser, { hash: 'step=8' }, async (visit) => {
      await visit.step(8);
      const before = await knob(visit, 'activation');
      await change(visit, 'activation', 'relu');
      await change(visit, 'activation', before);
      assert.match(await visit.words('message'), /A is the earlier run again/);
      assert.equal(await count(visit), 1);
    }),

  'a slider that is dragged forks once': (browser) =>
    visiting(browser, { hash: 'step=8' }, async (visit) => {
      await visit.step(8);
      await visit.run(() => {
        const slider = document
          .querySelector('gradient-lab')
          .shadowRoot.querySelector('[data-key=hidden_layers] input[type=range]');
        for (const value of ['9', '10', '8', '6']) {
          slider.value = value;
          slider.dispatchEvent(new Event('input', { bubbles: true }));
        }
        slider.dispatchEvent(new Event('change', { bubbles: true }));
      });
      assert.deepEqual([await step(visit), await count(visit), await knob(visit, 'hidden_layers')], [0, 2, '6']);
      assert.match(await visit.words('message'), /Hidden layers.*stays beside it as A/);
    }),

  'a slider that is dragged out and back has come to rest, too': (browser) =>
    visiting(browser, { hash: 'hidden_layers=2&width=8&step=8', width: 1440 }, async (visit) => {
      await visit.step(8);
      const { x, y } = await visit.run(() => {
        const slider = document
          .querySelector('gradient-lab')
          .shadowRoot.querySelector('.controls [data-key=width] input[type=range]');
        slider.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = slider.getBoundingClientRect();
        const share = (slider.value - slider.min) / (slider.max - slider.min);
        return { x: left + 8 + share * (width - 16), y: top + height / 2 };
      });
      const { mouse } = visit.tab;
      await mouse.move(x, y);
      await mouse.down();
      await mouse.move(x + 40, y);
      await mouse.move(x, y);
      await mouse.up();
      assert.match(await visit.words('message'), /^Width: (A is the earlier run again|B starts with it)/);
    }),

  'what a fifth run does is said': (browser) =>
    visiting(browser, { hash: 'width=8&step=1' }, async (visit) => {
      await visit.step(1);
      for (const [width, letters] of [
        ['7', 'AB'],
        ['6', 'ABC'],
        ['5', 'ABCD'],
      ]) {
        await type(visit, 'width', width);
        await oneStep(visit, letters);
      }
      await type(visit, 'width', '4');
      assert.match(
        await visit.words('message'),
        /At most four runs stand side by side: the oldest \(Width 8\) was dropped/,
      );
      assert.equal(await count(visit), 4);
    }),

  'runs that were asked for do not make room': (browser) =>
    visiting(browser, { hash: 'width=8&step=1&vs=width%3D7&vs=width%3D6&vs=width%3D5' }, async (visit) => {
      await level(visit, 'ABCD', 1);
      await type(visit, 'width', '4');
      assert.match(await visit.words('message'), /At most four runs stand side by side, so the run as it was is gone/);
      assert.equal(await count(visit), 4);
      await pressWord(visit, 'Put it back');
      await level(visit, 'ABCD', 1);
      assert.equal(await knob(visit, 'width'), '8');
    }),

  'where the run has stopped, a live change starts it anew beside what it was': (browser) =>
    visiting(browser, { hash: 'preset=KNOB&gain=1.2&step=60' }, async (visit) => {
      await visit.until('it has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
      const stop = await step(visit);
      await type(visit, 'clip_norm', '1');
      assert.match(await visit.words('message'), /would come too late, so B starts with it/);
      assert.deepEqual([await step(visit), await count(visit), await knob(visit, 'clip_norm')], [0, 2, '1']);
      await press(visit, '[data-action=play]');
      await visit.until(
        'B goes on where A stops',
        (stop) => document.querySelector('gradient-lab').currentStep > stop + 3,
        stop,
      );
      await press(visit, '[data-action=play]');
      await press(visit, '.tab[data-view=compare]');
      await visit.until(
        'A stopped as before',
        (stop) =>
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('[data-run=A].run')
            ?.innerText.includes(`stopped in training step ${stop + 1}`),
        stop,
      );
      const [link, text] = await visit.run(() => [
        document.querySelector('gradient-lab').lab.link(),
        document.querySelector('gradient-lab').lab.text(),
      ]);
      assert.match(link, /clip_norm=1/);
      assert.doesNotMatch(text, /live=/, 'it holds from the start');
    }),

  'other data and another seed start again, and keep nothing': (browser) =>
    visiting(browser, { hash: 'step=2' }, async (visit) => {
      await visit.step(2);
      await type(visit, 'seed', '11');
      assert.match(await visit.words('message'), /restarts\./);
      assert.deepEqual([await step(visit), await count(visit)], [0, 1]);
    }),
};
