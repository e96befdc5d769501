// Through time: reading a cell, comparing cells, and what is said of sequences.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { focus, painted, read, SHORT } from './in-time.mjs';
import { leads, level, press, runs, says } from './runs.mjs';

export const timeCells = {
  'arrow keys read a gate, unit by unit and step by step': (browser) =>
    visiting(browser, { hash: `${SHORT}&step=3` }, async (visit) => {
      await visit.step(3);
      await visit.until(
        'the gate map',
        () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.gate canvas').length === 6,
      );
      await focus(visit, 'canvas[data-part=f]');
      await visit.press('Home', 'ArrowRight', 'ArrowRight', 'ArrowDown');
      await visit.until('unit 2 at time step 3', () => {
        const tip = document.querySelector('gradient-lab').shadowRoot.querySelector('.gate-tip');
        return !tip.hidden && tip.textContent.includes('unit 2 · time step 3');
      });
      const {
        parts: [, f],
      } = await visit.run(() => document.querySelector('gradient-lab').lab.cell_view(2, 0, 1, 0));
      assert.equal(f.name, 'f');
      const words = await read(visit, '.gate-tip .equation');
      assert.ok(words.includes(String(Number(f.value.toPrecision(3)))), `${words} ends in ${f.value}`);
      assert.deepEqual(
        f.operands.map(({ name }) => name),
        ['W·h₋₁', 'W·x', 'b'],
      );
      const sum = f.operands.reduce((all, { value }) => all + value, 0);
      assert.ok(
        Math.abs(1 / (1 + Math.exp(-sum)) - f.value) < 1e-6,
        'the gate is σ of the three numbers that are shown',
      );
      for (const { value } of f.operands)
        assert.ok(words.includes(String(Number(Math.abs(value).toPrecision(3)))), `${value} in ${words}`);
      assert.match(
        await visit.run(() =>
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('canvas[data-part=f]')
            .getAttribute('aria-label'),
        ),
        /forget gate f .* unit 2 at time step 3/,
      );
    }),

  'one button sets three cells side by side': (browser) =>
    visiting(browser, { hash: `${SHORT}&step=2` }, async (visit) => {
      await visit.step(2);
      await visit.run(() => {
        const { shadowRoot } = document.querySelector('gradient-lab');
        shadowRoot.querySelector('[data-action=cells]').scrollIntoView();
      });
      await press(visit, '[data-action=cells]');
      await level(visit, 'ABC', 2);
      const top = await visit.run(
        () => document.querySelector('gradient-lab').shadowRoot.querySelector('.main').getBoundingClientRect().top,
      );
      assert.ok(top >= 0 && top < 300, `the comparison begins ${top} px from the top of the screen`);
      await leads(visit, 'B'); // the LSTM, between RNN and GRU as in the form
      await press(visit, '[data-action=step]');
      await level(visit, 'ABC', 3);
      assert.equal((await runs(visit)).length, 3);
      const names = await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run-name')]
          .map(({ textContent }) => textContent)
          .join(),
      );
      assert.match(names, /RNN.*,.*LSTM.*,.*GRU/);
      await says(visit, '.sentence', /^From time step 12 back to time step \d+: .* in the \w+, .* in the \w+\.$/);
      for (const chart of [1, 4]) await painted(visit, `.common-charts figure:nth-child(${chart}) canvas`);
    }),

  'no equation is cut off, and the task, the loss and the reach come first': async (browser) => {
    for (const [width, cell] of [
      [1440, 'lstm'],
      [1440, 'gru'],
      [1440, 'gru_pytorch'],
      [360, 'lstm'],
    ]) {
      await visiting(
        browser,
        { hash: `${SHORT.replace('cell=lstm', `cell=${cell}`)}&step=3`, width, height: 960 },
        async (visit) => {
          await visit.step(3);
          await visit.until('equations with numbers', () =>
            /\d/.test(
              document.querySelector('gradient-lab').shadowRoot.querySelector('.card.cell .equations')?.textContent ??
                '',
            ),
          );
          const { page, room, cut, order } = await visit.run(() => {
            const { shadowRoot } = document.querySelector('gradient-lab');
            const cut = [...shadowRoot.querySelectorAll('.card.cell .equation')]
              .filter((node) => {
                const inner = node.firstElementChild.getBoundingClientRect();
                return node.scrollWidth > node.clientWidth + 1 || inner.right > node.getBoundingClientRect().right + 1;
              })
              .map(({ textContent }) => textContent);
            const order = [...shadowRoot.querySelectorAll('.side > .card')]
              .filter((node) => node.checkVisibility())
              .map((node) => node.getAttribute('aria-label'));
            return { page: document.documentElement.scrollWidth, room: innerWidth, cut, order };
          });
          assert.ok(page <= room, `${cell}: ${page} px of content on ${room} px of screen`);
          assert.deepEqual(cut, [], `${cell} at ${width}`);
          assert.equal(
            order.filter((name) => ['The task', 'Loss', 'Reach', 'Inside the cell'].includes(name)).join(),
            'The task,Loss,Reach,Inside the cell',
          );
        },
      );
    }
  },

  'reach sets the three kinds of cell on one axis, and the proof has one row for all time steps': (browser) =>
    visiting(browser, { hash: `${SHORT}&step=3` }, async (visit) => {
      await visit.step(3);
      await visit.until('the other two at their start', () =>
        /Thin: RNN and GRU at the start/.test(
          document.querySelector('gradient-lab').shadowRoot.querySelector('.reach').textContent,
        ),
      );
      await painted(visit, 'canvas.reach');
      await visit.run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('.proof button').click());
      await visit.until(
        'the proof',
        () => document.querySelector('gradient-lab').shadowRoot.querySelector('.proof progress').hidden,
        null,
        60_000,
      );
      const rows = await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.proof tbody th')].map(
          ({ textContent }) => textContent,
        ),
      );
      assert.deepEqual(rows, ['The cell, all time steps', 'The output']);
    }),

  'where many steps are answered, no product and no factor is told': (browser) =>
    visiting(
      browser,
      {
        hash: SHORT.replace('data=adding', 'data=copy')
          .replace('batch=16', 'batch=8')
          .replace('&clip_norm=1', '&step=25'),
      },
      async (visit) => {
        await visit.step(25);
        await visit.until('words', () =>
          /is no single product/.test(
            document.querySelector('gradient-lab').shadowRoot.querySelector('.why').textContent,
          ),
        );
        const text = await visit.run(
          () => document.querySelector('gradient-lab').shadowRoot.querySelector('.side').textContent,
        );
        assert.ok(!text.includes('There is no product') && !text.includes('Run one step'), text);
        assert.equal(
          await visit.run(() =>
            document.querySelector('gradient-lab').shadowRoot.querySelector('.plot.factor').checkVisibility(),
          ),
          false,
        );
      },
    ),

  'a length that the dataset ignores is reported': (browser) =>
    visiting(browser, { hash: 'data=digit_rows&cell=gru&length=50&width=4&batch=4' }, async (visit) => {
      await visit.ready();
      await visit.until('the words', () =>
        /Length 50 is ignored: this dataset has a fixed length of 8 time steps/.test(
          document.querySelector('gradient-lab').shadowRoot.textContent,
        ),
      );
    }),

  'a narrow page with 200 steps does not scroll sideways': (browser) =>
    visiting(browser, { hash: SHORT.replace('length=12', 'length=200'), width: 360, height: 740 }, async (visit) => {
      await visit.ready();
      const [content, screen] = await visit.run(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(content <= screen, `${content} px of content on ${screen} px of screen`);
    }),
};
