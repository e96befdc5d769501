// Own data: pasted, drawn, refused in a sentence, kept through a panic, in a worker and in a state, and not in a link.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { breakEngine, clipboard } from './panic.mjs';
import { knob, press } from './runs.mjs';

const forgive = [/^console\.warning: Gradient Lab: report of an error/];
const HASH = 'data=circles&hidden_layers=2&width=4&batch=4';

const open = async (visit) => {
  await press(visit, '[data-action=own]');
  await visit.until('the dialog', () =>
    document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.own')?.matches(':modal'),
  );
};
/** What the dialog says, once it has read the text. */
const says = (visit, pattern) =>
  visit.until(
    `the dialog says ${pattern}`,
    (pattern) => {
      const node = document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.own .status');
      return new RegExp(pattern).test(node.textContent) && node.textContent;
    },
    pattern,
  );
const paste = (visit, text) =>
  visit.run((text) => {
    const area = document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.own textarea');
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
const summary = (visit) => visit.run(() => document.querySelector('gradient-lab').lab.summary());
const uses = async (visit) => {
  await press(visit, '[data-action=use-own]');
  await visit.until('the dialog has gone', () =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('dialog')].every((one) => !one.open),
  );
};

/** Thirty rows of three classes and three inputs. */
const IRIS = `a,b,c,kind\n${Array.from({ length: 30 }, (_, n) => `${n % 3},${(n * 7) % 11},0.5,k${n % 3}`).join('\n')}`;
const STEPS = `t1,t2,t3,t4,class\n${Array.from({ length: 20 }, (_, n) => `${n},1,0,${-n},${n % 2}`).join('\n')}`;

export const own = {
  'a table is pasted, guessed, and learned from; a bad one is refused and what was there stays': (browser) =>
    visiting(browser, { hash: HASH }, async (visit) => {
      await visit.ready();
      await open(visit);
      assert.match(await says(visit, 'rows'), /^256 rows, 2 inputs, 2 classes \(0, 1\)\. .* 51 rows\.$/);
      await paste(visit, '1,2\n3');
      await says(visit, 'Line 2, column 2: this row has 1 cell, and the first one has 2\\.');
      await press(visit, '[data-action=use-own]'); // does nothing
      await press(visit, '[data-action=own-cancel]');
      assert.equal(await knob(visit, 'data'), 'circles');
      await open(visit);
      await paste(visit, IRIS);
      await says(visit, '^30 rows, 3 inputs, 3 classes \\(k0, k1, k2\\)\\.');
      await uses(visit);
      await visit.until('own data', () => document.querySelector('gradient-lab').lab.knobs().data === 'own');
      const { features, outputs, train, test, task } = await summary(visit);
      assert.deepEqual([features, outputs, train, test, task], [3, 3, 24, 6, 'symbols']);
      await press(visit, '[data-action=step]');
      await visit.step(1);
      // The text is still there, and a sequence needs a cell.
      await open(visit);
      assert.ok(
        (
          await visit.run(
            () => document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.own textarea').value,
          )
        ).startsWith('a,b,c,kind\n'),
      );
      await paste(visit, STEPS);
      await says(visit, '^20 rows, 4 time steps of 1 input, 2 classes');
      await uses(visit);
      await visit.until('a cell', () => document.querySelector('gradient-lab').lab.knobs().cell === 'rnn');
      assert.equal((await summary(visit)).time.steps, 4);
    }),

  'a link says that the data are not in it, a state has them, and they survive a panic': (browser) =>
    visiting(browser, { hash: HASH, first: [clipboard], forgive }, async (visit) => {
      await visit.ready();
      await open(visit);
      await paste(visit, IRIS);
      await says(visit, '^30 rows');
      await uses(visit);
      await press(visit, '[data-action=step]');
      await visit.step(1);
      await press(visit, '[data-action=reset]');
      await visit.step(0);
      await press(visit, '[data-action=share]');
      await visit.until('the panel says that the data are not in the link', () => {
        const note = document.querySelector('gradient-lab').shadowRoot.querySelector('.share-panel .without');
        return note && !note.hidden && /not in a link/.test(note.textContent);
      });
      await visit.press('Escape');
      const state = await visit.run(() => document.querySelector('gradient-lab').getState());
      assert.match(
        state,
        /^data=own&.*own=[0-9a-f]{12}.*\n\["# gradient-lab header=on answer=3 task=classes per_step=0\\na,b,c/,
      );
      // A worker has the data too.
      const outcome = await visit.run(async () => {
        const { pool } = await import(new URL('lab/wasm/pool.js', document.baseURI).href);
        const { lab } = document.querySelector('gradient-lab');
        return pool.start({}, 'outcome', { text: lab.text(), steps: 2 }).promise;
      });
      for (const step of [1, 2]) {
        await press(visit, '[data-action=step]');
        await visit.step(step);
      }
      assert.equal(outcome.digest, await visit.run(() => document.querySelector('gradient-lab').lab.digest()));
      await press(visit, '[data-action=reset]');
      await visit.step(0);
      const before = await visit.run(() => document.querySelector('gradient-lab').lab.digest());
      await visit.run(breakEngine, ['advance', 1]);
      await press(visit, '[data-action=phase]');
      await visit.until(
        'another engine',
        (before) => {
          const { lab, status } = document.querySelector('gradient-lab');
          return status === 'ready' && lab?.digest() === before;
        },
        before,
      );
      // In a page that has never seen them: the link alone has two circles in their place, the state has all.
      await visit.go(state.split('\n')[0]);
      await visit.ready();
      assert.match(await visit.words('message'), /A link does not hold/);
      assert.equal((await summary(visit)).train, 256);
      await visit.run((state) => document.querySelector('gradient-lab').setState(state), state);
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.digest()), before);
      const broken = (state) =>
        document
          .querySelector('gradient-lab')
          .setState(state)
          .then(
            () => 'opened',
            (error) => error.message,
          );
      assert.match(await visit.run(broken, `${state.split('\n')[0]}\n["1,2\\n3"]`), /^Line 2, column 2:/);
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.digest()), before);
    }),

  'points are drawn with the pointer and with keys': (browser) =>
    visiting(browser, { hash: HASH }, async (visit) => {
      await visit.ready();
      await open(visit);
      const plane = () =>
        visit.run(() => {
          const root = document.querySelector('gradient-lab').shadowRoot;
          const { left, top, width, height } = root.querySelector('dialog.own .plane').getBoundingClientRect();
          const rows = root.querySelector('dialog.own textarea').value.trim().split('\n').length - 1;
          return { left, top, width, height, rows, dots: root.querySelectorAll('dialog.own circle').length };
        });
      await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('dialog.own .tools button')]
          .at(-1)
          .click(),
      );
      const { left, top, width, height, rows } = await plane();
      assert.equal(rows, 0);
      const { mouse } = visit.tab;
      await mouse.move(left + 0.2 * width, top + 0.5 * height);
      await mouse.down();
      for (let n = 1; n <= 6; n++) await mouse.move(left + (0.2 + 0.1 * n) * width, top + 0.5 * height);
      await mouse.up();
      const drawn = await plane();
      assert.ok(drawn.rows >= 5 && drawn.rows === drawn.dots, JSON.stringify(drawn));
      await visit.run(() =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.own .plane').focus(),
      );
      await visit.press('2', 'ArrowUp', 'ArrowUp', 'Enter', 'ArrowLeft', 'Enter', 'Backspace');
      const both = await plane();
      assert.deepEqual([both.rows, both.dots], [drawn.rows + 1, drawn.dots + 1]);
      await says(visit, '2 inputs, 2 classes');
      await uses(visit);
      await visit.until('own data', () => document.querySelector('gradient-lab').lab.knobs().data === 'own');
      assert.equal((await summary(visit)).task, 'plane');
    }),
};
