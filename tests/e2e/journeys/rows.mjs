// The rows of compared runs: what each shows of its run, and what all of them share.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { focus, painted, SHORT } from './in-time.mjs';
import { cure, level, press, says } from './runs.mjs';

const vs = (link) => `&vs=${encodeURIComponent(link)}`;
const SMALL = 'hidden_layers=6&width=8';
const BESIDE = `${SMALL}&step=40${vs(`${SMALL}&activation=relu&init=he_normal`)}`;
const withCell = (cell) => SHORT.replace('cell=lstm', `cell=${cell}`);
const CELLS = `${SHORT}&step=3${vs(withCell('rnn'))}${vs(withCell('gru'))}`;
/**
 * Pixels of a screen of 1366 × 768 below the header and the sentence and above the transport. So wide that the rows
 * have the width of such a screen, which form and cards leave them on a wider one only.
 */
const ROOM = 768 - 52 - 70 - 60;

const row = (letter, part) => `.watchrow[data-row=${letter}] ${part}`;
/** What a canvas of a row says of itself. */
const label = (visit, selector) =>
  visit.run(
    (selector) =>
      document.querySelector('gradient-lab').shadowRoot.querySelector(selector).getAttribute('aria-label') ?? '',
    selector,
  );
/** Waits until the bars of these runs all say this. */
const allSay = (visit, letters, pattern) =>
  visit.until(
    `the bars of ${letters} say ${pattern}`,
    ([letters, pattern]) =>
      [...letters].every((letter) =>
        new RegExp(pattern).test(
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector(`.watchrow[data-row=${letter}] .row-bars canvas`)
            .getAttribute('aria-label'),
        ),
      ),
    [letters, pattern.source],
  );
/** Where the column of the cursor is outlined, in pixels of the screen, by row. */
const outlines = (visit) =>
  visit.run(() =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.watchrow .row-column')]
      .filter((node) => node.checkVisibility())
      .map((node) => Math.round(node.getBoundingClientRect().left)),
  );

export const rows = {
  'two runs stand one above the other, each with its network, its gradient and its outcome': (browser) =>
    visiting(browser, { hash: BESIDE, width: 1366, height: 768 }, async (visit) => {
      await visit.ready();
      await level(visit, 'AB', 40);
      for (const letter of 'AB') {
        await painted(visit, row(letter, '.row-network .layer:last-child'));
        await painted(visit, row(letter, '.row-bars canvas'));
        await painted(visit, row(letter, '.row-curve'));
        await says(visit, row(letter, '.row-small'), /of the digits right/);
        await says(visit, row(letter, '.row-large'), /^\d+(\.\d)?\s%$/);
      }
      await says(visit, row('A', '.row-head'), /sigmoid[\s\S]*the run as it was/i);
      await says(visit, row('B', '.row-head'), /ReLU \+ He[\s\S]*two changes, from the same seed/i);
      const ticks = await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.watchrow .row-ticks')]
          .filter((node) => node.checkVisibility())
          .map((node) => node.textContent),
      );
      assert.equal(ticks.length, 2);
      assert.equal(ticks[0], ticks[1], 'one scale for both');
      assert.match(ticks[0], /^all1 in 1,0001 in a million/);
    }),

  'the share at the lowest layer is that of the frame': (browser) =>
    visiting(browser, { hash: BESIDE }, async (visit) => {
      await visit.ready();
      await level(visit, 'AB', 40);
      await allSay(visit, 'AB', /layer 1: \S/);
      const share = await visit.run(() => {
        const { d_z_rms: d } = document.querySelector('gradient-lab').lab.frame();
        return d[5] / d[0];
      });
      const said = (await label(visit, row('A', '.row-bars canvas'))).match(/layer 1: 1\/([\d,]+)/);
      const times = Number(said[1].replaceAll(',', ''));
      assert.ok(Math.abs(times / share - 1) < 0.06, `1/${times} is said, 1/${share} is measured`);
    }),

  'one time step is outlined through the rows of three cells': (browser) =>
    visiting(browser, { hash: CELLS, width: 1366, height: 768 }, async (visit) => {
      await visit.ready();
      await level(visit, 'ABC', 3);
      for (const letter of 'ABC') {
        await painted(visit, row(letter, '.row-memory canvas'));
        await painted(visit, row(letter, '.row-bars canvas'));
      }
      await painted(visit, '.watchrow.sequence canvas');
      await says(visit, row('A', '.row-head'), /LSTM[\s\S]*memory c, three gates/);
      await says(visit, row('B', '.row-head'), /RNN[\s\S]*one state h, rewritten each time step/);
      await says(visit, row('C', '.row-head'), /GRU[\s\S]*state h, one gate keeps it/);
      await focus(visit, row('A', '.row-bars canvas'));
      await visit.press('Home', 'ArrowRight', 'ArrowRight');
      await allSay(visit, 'ABC', /time step 3: \S/);
      const lefts = await outlines(visit);
      assert.equal(lefts.length, 3);
      assert.equal(new Set(lefts).size, 1, `${lefts}: one column`);
      const box = await visit.run(
        (selector) => {
          const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector(selector);
          canvas.scrollIntoView({ block: 'center' });
          const { x, y, width, height } = canvas.getBoundingClientRect();
          return { x, y, width, height };
        },
        row('C', '.row-bars canvas'),
      );
      await visit.tab.mouse.move(box.x + (8.5 / 12) * box.width, box.y + box.height / 2);
      await allSay(visit, 'ABC', /time step 9: \S/);
      const [moved] = await outlines(visit);
      assert.ok(moved > lefts[0], 'the outline follows the pointer');
    }),

  'a run that is behind says how far it is, and is dimmed until it has caught up': (browser) =>
    visiting(browser, { hash: 'width=32&step=2000' }, async (visit) => {
      await visit.step(2000);
      await visit.run(() => {
        globalThis.said = [];
        const { shadowRoot } = document.querySelector('gradient-lab');
        const look = () => {
          const node = shadowRoot.querySelector('.watchrow[data-row=B]');
          const words = node?.querySelector('.row-small')?.textContent ?? '';
          if (words.startsWith('catching')) globalThis.said.push([words, node.classList.contains('behind')]);
        };
        new MutationObserver(look).observe(shadowRoot.querySelector('.watchrows'), {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      });
      await cure(visit, 'ReLU');
      await level(visit, 'AB', 2000);
      await says(visit, row('B', '.row-small'), /of the digits right/);
      const said = await visit.run(() => globalThis.said);
      assert.match(said[0]?.[0] ?? '', /^catching up: [\d,]+ of 2,000$/);
      assert.ok(
        said.some(([, behind]) => behind),
        'dimmed meanwhile',
      );
      assert.equal(
        await visit.run(() =>
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('.watchrow[data-row=B]')
            .classList.contains('behind'),
        ),
        false,
      );
    }),

  'a run that stopped says so in its row, and the other goes on': (browser) =>
    visiting(browser, { hash: 'preset=KNOB&step=60' }, async (visit) => {
      await visit.until('A has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
      await cure(visit, 'gain 1');
      await says(visit, row('A', '.row-outcome'), /explodes[\s\S]*stopped in training step \d+/);
      await says(visit, row('B', '.row-small'), /right|error|loss|catching/);
    }),

  'a single run has a row too, in the view of comparisons only': (browser) =>
    visiting(browser, { hash: 'hidden_layers=4&width=8&step=3' }, async (visit) => {
      await visit.step(3);
      const shown = () =>
        visit.run(() =>
          [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.watchrow')]
            .filter((node) => node.checkVisibility())
            .map(({ dataset }) => dataset.row)
            .join(''),
        );
      assert.equal(await shown(), '');
      await press(visit, '.tab[data-view=compare]');
      await painted(visit, row('A', '.row-bars canvas'));
      assert.equal(await shown(), 'A');
      await press(visit, '.tab[data-view=depth]');
      await visit.until(
        'the row has gone',
        () =>
          !document.querySelector('gradient-lab').shadowRoot.querySelector('.watchrow[data-row=A]').checkVisibility(),
      );
    }),

  'the rows fit the screen that they are for, and no page is wider for them': async (browser) => {
    for (const [hash, letters] of [
      [BESIDE, 'AB'],
      [CELLS, 'ABC'],
    ]) {
      for (const [width, height] of [
        [1900, 768],
        [768, 1024],
        [360, 740],
      ]) {
        await visiting(browser, { hash, width, height }, async (visit) => {
          await visit.ready();
          await says(visit, row(letters.at(-1), '.row-head'), /\w/);
          const { high, wide, page } = await visit.run(() => ({
            high: document.querySelector('gradient-lab').shadowRoot.querySelector('.watchrows').offsetHeight,
            wide: document.documentElement.scrollWidth,
            page: document.documentElement.clientWidth,
          }));
          assert.ok(wide <= page, `${wide} of ${page} pixels`);
          if (width === 1900) assert.ok(high <= ROOM, `${letters}: ${high} pixels of ${ROOM}`);
        });
      }
    }
  },

  'runs of two parameters show their paths side by side in one window': (browser) =>
    visiting(browser, { hash: 'preset=SGD', width: 1366, height: 768, detail: 'watch' }, async (visit) => {
      await level(visit, 'ABC', 30);
      for (const letter of 'ABC') {
        const path = row(letter, '.row-path canvas');
        await painted(visit, path);
        assert.match(await label(visit, path), new RegExp(`^The path of ${letter} over w₁ and w₂: 31 points, now at`));
      }
      const tops = await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.row-path')]
          .filter((node) => node.checkVisibility())
          .map((node) => Math.round(node.getBoundingClientRect().top)),
      );
      assert.equal(tops.length, 3);
      assert.ok(Math.max(...tops) - Math.min(...tops) < 30, `${tops}`);
    }),
};
