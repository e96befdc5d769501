// Networks small enough to follow by hand: every number on the units and edges, phase by phase; and the landscape of
// the loss over two weights, with the path.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { change, press } from './runs.mjs';

/** In the page, before its scripts: each canvas keeps the texts that were printed since it was cleared. */
function record() {
  const pen = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = pen;
  pen.clearRect = function (...given) {
    this.canvas.printed = [];
    return clearRect.apply(this, given);
  };
  pen.fillText = function (text, ...given) {
    this.canvas.printed?.push(text);
    return fillText.call(this, text, ...given);
  };
}

/** In the page: the texts on a canvas, and the last phase of the lab. */
function printed(selector) {
  const lab = document.querySelector('gradient-lab');
  const { phase } = lab.lab.frame();
  const { printed } = lab.shadowRoot.querySelector(selector);
  return { at: `${phase.name} ${phase.stage ?? ''}`.trim(), texts: printed ?? [] };
}
const NETWORK = '.diagram [role=img]';
const NAMES = ['x', 'z', 'a', 'p', '∂L/∂z', 'b', 'w', '∂L/∂w', 'Δw'];

const value = (text) => Number(text.replace('−', '-'));

/** Numbers by their names, in the order of units and edges; those that are not printed are missing. 'new w' is a w. */
function byName(texts) {
  const found = Object.fromEntries(NAMES.map((name) => [name, []]));
  texts.forEach((text, i) => {
    const [name, next] = [text.replace(/^new /, ''), texts[i + 1]];
    if (NAMES.includes(name) && next !== undefined && Number.isFinite(value(next))) found[name].push(value(next));
  });
  return found;
}

/** The hand calculation of a 2-2-1 network with sigmoid units on x = (1, −1), y = 1, with the weights of the page. */
function onPaper({ w, b }) {
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));
  const x = [1, -1];
  // The order of the edges: from the first input to both units, from the second to both, from both units to the output.
  const z1 = [w[0] * x[0] + w[2] * x[1] + b[0], w[1] * x[0] + w[3] * x[1] + b[1]];
  const a1 = z1.map(sigmoid);
  const z2 = w[4] * a1[0] + w[5] * a1[1] + b[2];
  const p = sigmoid(z2);
  const d2 = p - 1;
  const d1 = [0, 1].map((i) => w[4 + i] * d2 * a1[i] * (1 - a1[i]));
  const d_w = [d1[0] * x[0], d1[1] * x[0], d1[0] * x[1], d1[1] * x[1], d2 * a1[0], d2 * a1[1]];
  return { x, z: [...z1, z2], a: a1, p: [p], '∂L/∂z': [...d1, d2], '∂L/∂w': d_w, loss: -Math.log(p) };
}

/** In the page: the exact weights and biases, in the order of the picture. */
function parameters() {
  const { lab } = document.querySelector('gradient-lab');
  const { columns, edges } = lab.diagram(8, 600, 0, -1);
  const all = Array.from({ length: edges.length / 6 }, (_, i) => edges.subarray(6 * i, 6 * i + 6));
  const order = all.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return { w: order.map((edge) => edge[3]), b: columns.slice(1).flatMap(({ b }) => [...b]) };
}

const near = (got, wanted, what) => {
  assert.equal(got.length, wanted.length, `${what}: ${got}`);
  got.forEach((number, i) => {
    assert.ok(
      Math.abs(number - wanted[i]) <= 0.006 * Math.abs(wanted[i]),
      `${what} ${i}: ${number} is not ${wanted[i]}`,
    );
  });
};

/** The next phase, and what is printed then. */
async function phase(visit, name) {
  await press(visit, '[data-action=phase]');
  await visit.until(`the phase ${name}`, phaseIs, name);
  return byName((await visit.run(printed, NETWORK)).texts);
}

/** In the page: whether the lab is at a phase, and has painted it. */
function phaseIs(name) {
  const { phase } = document.querySelector('gradient-lab').lab.frame();
  if (`${phase.name} ${phase.stage ?? ''}`.trim() !== name) return false;
  globalThis.seen = (globalThis.seen ?? 0) + 1;
  if (globalThis.seen < 4) return false; // some frames later
  globalThis.seen = 0;
  return true;
}

/** In the page: the card of the landscape. */
function card() {
  const { shadowRoot, lab } = document.querySelector('gradient-lab');
  const canvas = shadowRoot.querySelector('canvas.landscape');
  const { hidden, dataset } = canvas.closest('section');
  const path = [...lab.path()];
  return {
    hidden,
    points: Number(dataset.points),
    label: canvas.getAttribute('aria-label'),
    path,
    texts: canvas.printed,
  };
}

export const byHand = {
  'FWD shows every number of the hand calculation, phase by phase': (browser) =>
    visiting(browser, { hash: 'preset=FWD', width: 1700, first: [record] }, async (visit) => {
      await visit.ready();
      const paper = onPaper(await visit.run(parameters));
      const weights = await visit.run(parameters);
      const known = (numbers, names, stages) => {
        for (const name of names) near(numbers[name], paper[name].slice(...(stages ?? [])), name);
        for (const name of NAMES.filter((name) => !['w', 'b', ...names].includes(name))) {
          assert.deepEqual(numbers[name], [], `${name} is not computed yet`);
        }
      };
      near(byName((await visit.run(printed, NETWORK)).texts).w, weights.w, 'w at the start');
      known(await phase(visit, 'sample'), ['x']);
      const first = await phase(visit, 'forward 0');
      near(first.z, paper.z.slice(0, 2), 'z of layer 1');
      near(first.a, paper.a, 'a of layer 1');
      known(await phase(visit, 'forward 1'), ['x', 'z', 'a', 'p']);
      known(await phase(visit, 'loss'), ['x', 'z', 'a', 'p']);
      const { texts } = await visit.run(printed, NETWORK);
      near([value(texts.find((text) => text.startsWith('L ')).slice(2))], [paper.loss], 'the loss');
      const back = await phase(visit, 'backward 1');
      near(back['∂L/∂z'], paper['∂L/∂z'].slice(2), '∂L/∂z of the output');
      near(back['∂L/∂w'], paper['∂L/∂w'].slice(4), '∂L/∂w of the output');
      const all = ['x', 'z', 'a', 'p', '∂L/∂z', '∂L/∂w'];
      known(await phase(visit, 'backward 0'), all);
      known(await phase(visit, 'clip'), all);
      const updated = await phase(visit, 'update');
      near(updated.w, (await visit.run(parameters)).w, 'the new w');
      const rate = Number(await visit.run(() => document.querySelector('gradient-lab').lab.knobs().learning_rate));
      near(
        updated.Δw,
        paper['∂L/∂w'].map((d) => -rate * d),
        'the change',
      );
      near(await phase(visit, 'sample').then(({ z }) => z), [], 'a new step begins with an empty sheet');
    }),

  'the picture by hand names its table, which has the same numbers, and arrow keys choose a unit': (browser) =>
    visiting(browser, { hash: 'preset=FWD&step=1', first: [record] }, async (visit) => {
      await visit.step(1);
      await visit.run(() => {
        document.querySelector('gradient-lab').shadowRoot.querySelector('.as-table').open = true;
      });
      await visit.until('the tables', () => {
        const { shadowRoot } = document.querySelector('gradient-lab');
        return shadowRoot.querySelectorAll('.by-hand tbody tr').length === 5 + 6;
      });
      const { cells, z } = await visit.run(() => {
        const { shadowRoot, lab } = document.querySelector('gradient-lab');
        const row = shadowRoot.querySelectorAll('.by-hand tbody tr')[2];
        return { cells: [...row.children].map(({ textContent }) => textContent), z: lab.unit(0, 0, 0).z };
      });
      assert.equal(cells[0], 'Layer 1, unit 1');
      near([value(cells[2])], [z], 'z in the table');
      await visit.run(() => {
        const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('.diagram [tabindex]');
        canvas.focus();
        for (const key of ['Home', 'ArrowRight', 'ArrowDown'])
          canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      });
      await visit.until('the label names the table and the unit', () => {
        const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('.diagram [tabindex]');
        const label = canvas.getAttribute('aria-label');
        return label.includes('table') && label.includes('At layer 1, unit 2');
      });
    }),

  'the bowl has a landscape with a point for every step, which diverges at 0.21': async (browser) => {
    for (const rate of [0.19, 0.21]) {
      await visiting(browser, { hash: `preset=SGD&learning_rate=${rate}`, first: [record] }, async (visit) => {
        await visit.ready();
        for (let step = 1; step <= 12; step++) {
          await press(visit, '[data-action=step]');
          await visit.step(step);
        }
        const shown = (points) =>
          visit.until(
            `${points} points`,
            (points) => {
              const { shadowRoot } = document.querySelector('gradient-lab');
              return shadowRoot.querySelector('canvas.landscape').closest('section').dataset.points === String(points);
            },
            points,
          );
        await shown(13);
        const { hidden, label, path } = await visit.run(card);
        assert.ok(!hidden && label.includes('13 points from (1, 1)'), label);
        for (let t = 0; t <= 12; t++) {
          const wanted = [(1 - rate) ** t, (1 - 10 * rate) ** t];
          wanted.forEach((w, i) => assert.ok(Math.abs(path[2 * t + i] - w) < 1e-4 * (1 + Math.abs(w)), `step ${t}`));
        }
        assert.equal(Math.abs(path[25]) > 1, rate > 0.2, 'above 2/10 it leaves the bowl');
        await visit.until('lines of equal loss with their values', () => {
          const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('canvas.landscape');
          canvas.scrollIntoView();
          return canvas.printed?.includes('10') || canvas.printed?.includes('1');
        });
        await press(visit, '[data-action=back]');
        await shown(12);
        assert.match((await visit.run(card)).label, /next to/, 'the gradient of the step under way is known');
        await press(visit, '[data-action=reset]');
        await shown(1);
        await change(visit, 'data', 'chain');
        await visit.until('one parameter has no landscape', () => {
          const { shadowRoot } = document.querySelector('gradient-lab');
          return shadowRoot.querySelector('canvas.landscape').closest('section').hidden;
        });
      });
    }
  },
};
