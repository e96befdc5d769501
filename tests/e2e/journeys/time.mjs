// Through time: the same element with a recurrent cell. A stage is a time step.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';
import { knob, level, press, runs } from './runs.mjs';

const SHORT =
  'data=adding&length=12&width=8&batch=16&cell=lstm&optimizer=adam&learning_rate=0.01&clip_norm=1&activation=tanh&init=lecun_normal';

/** What a part of the element reads. */
const read = (visit, selector) =>
  visit.run(
    (selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector)?.textContent ?? '',
    selector,
  );
const phase = (visit) => visit.run(() => document.querySelector('gradient-lab').lab.frame().phase);
/** Letters of the strips of the gate map. */
const letters = (visit) =>
  visit.run(() =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.gate canvas')]
      .map(({ dataset }) => dataset.part)
      .join(' '),
  );

/** Whether a canvas has more than one colour on it. */
const painted = (visit, selector) =>
  visit.until(
    `${selector} is painted`,
    (selector) => {
      const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector(selector);
      if (!canvas?.width || !canvas.height) return false;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4 * 7)
        if (data[i + 3] > 0) seen.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
      return seen.size > 8;
    },
    selector,
  );

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

/** The focus on a canvas of the strips, by its selector. */
const focus = (visit, selector) =>
  visit.run((selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector).focus(), selector);

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
      await visit.until('step 5', () => document.querySelector('gradient-lab').step >= 5);
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
      { hash: SHORT.replace('cell=lstm', 'cell=rnn').replace('length=12', 'length=60') },
      async (visit) => {
        await visit.ready();
        await visit.run(() => {
          document.querySelector('gradient-lab').shadowRoot.querySelector('.transport select').value = 'fast';
        });
        await visit.run(() =>
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('.transport select')
            .dispatchEvent(new Event('change', { bubbles: true })),
        );
        await focus(visit, '.unrolled canvas');
        await visit.press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
        await press(visit, '[data-action=play]');
        await visit.until('step 10', () => document.querySelector('gradient-lab').step >= 10);
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
        'time 3 in words',
        () =>
          document.querySelector('gradient-lab').shadowRoot.querySelector('.phase').textContent === 'Forward · time 3',
      );
      await visit.until('the cell at time 3', () =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('.card.cell h2').textContent.includes('time 3'),
      );
      for (let left = 13 - 3 + 1 + 2; left > 0; left--) await press(visit, '[data-action=phase]');
      assert.deepEqual(await phase(visit), { name: 'backward', stage: 11 });
      await visit.until(
        'backward in words',
        () =>
          document.querySelector('gradient-lab').shadowRoot.querySelector('.phase').textContent ===
          'Backward · time 12',
      );
    }),

  'arrow keys read a gate, unit by unit and step by step': (browser) =>
    visiting(browser, { hash: `${SHORT}&step=3` }, async (visit) => {
      await visit.step(3);
      await visit.until(
        'the gate map',
        () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.gate canvas').length === 6,
      );
      await focus(visit, 'canvas[data-part=f]');
      await visit.press('Home', 'ArrowRight', 'ArrowRight', 'ArrowDown');
      await visit.until('unit 2 at time 3', () => {
        const tip = document.querySelector('gradient-lab').shadowRoot.querySelector('.gate-tip');
        return !tip.hidden && tip.textContent.includes('unit 2 · time 3');
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
        /forget gate f .* unit 2 at time 3/,
      );
    }),

  'one button sets three cells side by side': (browser) =>
    visiting(browser, { hash: `${SHORT}&step=2` }, async (visit) => {
      await visit.step(2);
      await press(visit, '[data-action=cells]');
      await level(visit, 'ABC', 2);
      await press(visit, '[data-action=step]');
      await level(visit, 'ABC', 3);
      assert.equal((await runs(visit)).length, 3);
      const names = await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run-name')]
          .map(({ textContent }) => textContent)
          .join(),
      );
      for (const cell of ['LSTM', 'RNN', 'GRU']) assert.ok(names.includes(cell), `${cell} among ${names}`);
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

  'reach sets the three kinds of cell on one axis, and the proof has one row for all times': (browser) =>
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
      assert.deepEqual(rows, ['The cell, all times', 'The output']);
    }),

  'where many steps are answered, no product and no factor is told': (browser) =>
    visiting(
      browser,
      {
        hash: 'data=copy&cell=lstm&length=12&width=8&batch=8&optimizer=adam&learning_rate=0.01&activation=tanh&init=lecun_normal&step=25',
      },
      async (visit) => {
        await visit.step(25);
        await visit.until('words', () =>
          /is no product/.test(document.querySelector('gradient-lab').shadowRoot.querySelector('.why').textContent),
        );
        const text = await visit.run(
          () => document.querySelector('gradient-lab').shadowRoot.querySelector('.side').textContent,
        );
        assert.ok(!text.includes('There is no product') && !text.includes('Let one step run'), text);
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
        /Length 50 is ignored: this dataset has a fixed length of 8 steps/.test(
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
