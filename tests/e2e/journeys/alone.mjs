// Every panel stands alone: built from its ports in a bare box, without page, shell or the other panels.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { level } from './runs.mjs';

/** What each kind of experiment shows: by text, by a picture, or by both. */
const DEPTH = {
  words: [
    'sentence',
    'transport',
    'more',
    'table',
    'diagnosis',
    'why',
    'step',
    'range',
    'loss',
    'inspector',
    'proof',
    'controls',
  ],
  pictures: [
    'diagram',
    'ribbon',
    'signal',
    'gradient',
    'update',
    'rank',
    'angle',
    'factor',
    'river',
    'legend',
    'loss',
    'predictions',
  ],
};
const TIME = {
  words: ['task', 'reach', 'cell', 'controls', 'more', 'rank'],
  pictures: ['angle', 'input', 'gates', 'unrolled', 'descent', 'river'],
};
const COMPARE = { words: ['compare'], pictures: [] };
const CRASH = { words: ['crash'], pictures: ['signal'] };

/** In the page: builds every panel alone and says what it shows after a few steps. */
async function alone([link, tab, steps]) {
  const load = (path) => import(new URL(`lab/${path}.js`, document.baseURI).href);
  const names = [
    'app/panels',
    'app/parts',
    'app/load',
    'run/engine',
    'run/view',
    'wasm/pool',
    'draw/axis',
    'wasm/catalog',
  ];
  const [
    { MAKERS, meterMakers },
    { buildParts },
    { loadGlue },
    { Engine },
    { View },
    { Pool },
    { Axis },
    { readCatalog },
  ] = await Promise.all(names.map(load));
  const glue = await loadGlue();
  const meters = meterMakers(readCatalog(glue));
  const quiet = new Proxy({}, { get: () => () => {} });
  const painted = (canvas) => {
    if (!canvas.width || !canvas.height) return false;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 === 3 && value > 0);
  };
  const stand = (make, host) => {
    const wires = { page: quiet, runsChanged: () => {}, tab: () => tab, address: () => '', tick: () => false };
    const given = { main: link, own: { meters: Object.keys(meters).join(',') }, bound: false };
    const parts = buildParts(host, glue, given, { ...wires, fail: () => {}, attempt: (run) => run() });
    const { lab } = parts.reading;
    lab.advance(steps * lab.summary().phases_per_step);
    parts.evaluation.score = lab.evaluate();
    parts.reading.read();
    const { stages, time } = parts.reading.summary;
    parts.looks.axis = new Axis(stages, 600, time);
    const view = new View({ ...parts, looks: () => parts.looks, tab: () => tab });
    const panel = make({ view, engine: new Engine(glue, parts.runs, new Pool(glue)), actions: quiet });
    host.replaceChildren(panel.node);
    panel.measure?.();
    for (const part of [panel, ...(panel.parts ?? [])]) part.draw();
    for (let slices = 0; panel.work?.() && slices < 100; slices++);
    panel.draw();
    const canvases = [...panel.node.querySelectorAll('canvas')];
    const shows = { hidden: panel.node.hidden, words: panel.node.textContent.trim(), painted: canvases.some(painted) };
    parts.runs.close();
    return shows;
  };
  const host = document.createElement('div');
  document.body.append(host);
  const shown = Object.fromEntries(
    Object.entries({ ...MAKERS, ...meters }).map(([name, make]) => [name, stand(make, host)]),
  );
  host.remove();
  return shown;
}

const standsAlone =
  (link, tab, { words, pictures }, steps = 3) =>
  (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      const shown = await visit.run(alone, [link, tab, steps]);
      assert.ok(Object.keys(shown).length > 25, `${Object.keys(shown)}`);
      for (const name of words) assert.match(shown[name].words, /\w+ \w+/, `${name}: ${JSON.stringify(shown[name])}`);
      for (const name of pictures) assert.ok(shown[name].painted, `${name} is blank`);
      for (const name of [...words, ...pictures]) assert.ok(!shown[name].hidden, `${name} is hidden`);
    });

const LSTM = 'data=adding&length=12&width=8&batch=16&cell=lstm&activation=tanh';

export const standAlone = {
  'every panel through depth stands alone': standsAlone('', 'depth', DEPTH),
  'every panel through time stands alone': standsAlone(LSTM, 'time', TIME),
  'the comparison stands alone': standsAlone('width=8', 'compare', COMPARE),
  'the crash record stands alone': standsAlone('preset=KNOB', 'depth', CRASH, 60),

  'a button of a run that has gone does nothing': (browser) =>
    visiting(browser, { hash: 'width=8&step=2&vs=width%3D7&vs=width%3D6' }, async (visit) => {
      await level(visit, 'ABC', 2);
      const left = await visit.run(() => {
        const { shadowRoot } = document.querySelector('gradient-lab');
        const [on, drop] = ['go-on', 'drop'].map((name) =>
          shadowRoot.querySelector(`[data-run=B] [data-action=${name}]`),
        );
        for (const button of [drop, drop, on, drop]) button.click();
        return shadowRoot.querySelector('.tab[data-view=compare]').textContent;
      });
      assert.equal(left, 'Compare · 2');
      await visit.until(
        'the row has gone',
        () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run').length === 2,
      );
      assert.equal(await visit.status(), 'ready');
    }),

  'the row of a run goes in the task of the click': (browser) =>
    visiting(browser, { hash: 'width=8&step=2&vs=width%3D7' }, async (visit) => {
      await level(visit, 'AB', 2);
      const rows = await visit.run(async () => {
        const { shadowRoot } = document.querySelector('gradient-lab');
        shadowRoot.querySelector('[data-run=B] [data-action=drop]').click();
        await null; // what the click left to do before the next task
        return shadowRoot.querySelectorAll('.run').length;
      });
      assert.equal(rows, 1);
    }),

  'a proof does not outlive its experiment': (browser) =>
    visiting(browser, { hash: 'data=adding&length=40&width=24&cell=lstm&step=1' }, async (visit) => {
      await visit.step(1);
      const begun = await visit.run(() => {
        const { shadowRoot } = document.querySelector('gradient-lab');
        const button = shadowRoot.querySelector('.card.proof button');
        button.click();
        const word = button.textContent;
        const cell = shadowRoot.querySelector('.controls [data-key=cell] select');
        cell.value = 'none';
        cell.dispatchEvent(new Event('change', { bubbles: true }));
        return word;
      });
      assert.equal(begun, 'Cancel');
      await visit.until('the proof is dropped', () => {
        const card = document.querySelector('gradient-lab').shadowRoot.querySelector('.card.proof');
        return card.querySelector('button').textContent === 'Prove the gradient' && card.querySelector('table').hidden;
      });
      assert.equal(await visit.status(), 'ready');
    }),

  'a panel that throws is replaced by a sentence, and the rest goes on': (browser) =>
    visiting(browser, { forgive: [/console\.error: .*broken on purpose/] }, async (visit) => {
      await visit.ready();
      await visit.run(async () => {
        const { WhyCard } = await import(new URL('lab/cards/why.js', document.baseURI).href);
        WhyCard.prototype.draw = () => {
          throw new Error('broken on purpose');
        };
        document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=step]').click();
      });
      await visit.step(1);
      await visit.until('a sentence in its box', () => {
        const card = document.querySelector('gradient-lab').shadowRoot.querySelector('.card.why');
        return /has failed; the rest of the lab still works/.test(card.textContent);
      });
      await visit.run(() =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=step]').click(),
      );
      await visit.step(2);
      assert.equal(await visit.status(), 'ready');
    }),

  'the experiment is an attribute and a property alike': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      const set = (work) => visit.run(work);
      const layers = (n) =>
        visit.until(`${n} layers`, (n) => document.querySelector('gradient-lab').lab.summary().hidden_layers === n, n);
      await set(() => document.querySelector('gradient-lab').setAttribute('experiment', 'hidden_layers=3&detail=lab'));
      await layers(3);
      await set(() => {
        document.querySelector('gradient-lab').experiment = 'hidden_layers=4';
      });
      await layers(4);
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').experiment), 'hidden_layers=4');
    }),

  'an experiment that is set while the lab opens is the one that opens': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      const opened = await visit.run(async () => {
        const lab = document.createElement('gradient-lab');
        lab.setAttribute('experiment', 'hidden_layers=2&width=3');
        document.body.append(lab);
        lab.experiment = 'hidden_layers=5&width=4';
        await new Promise((resolve) => lab.addEventListener('lab-ready', resolve));
        return [lab.experiment, lab.lab.summary().hidden_layers];
      });
      assert.deepEqual(opened, ['hidden_layers=5&width=4', 5]);
    }),

  'the experiment that is set last opens, however late: in each pause of the opening': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      const [set, opened] = await visit.run(async () => {
        const lab = document.createElement('gradient-lab');
        const ready = new Promise((resolve) => lab.addEventListener('lab-ready', resolve));
        let layers = 2;
        globalThis.scheduler = {
          yield: () => {
            layers += 1;
            lab.experiment = `hidden_layers=${layers}&width=3`;
            return new Promise((resolve) => setTimeout(resolve));
          },
        };
        lab.setAttribute('experiment', 'hidden_layers=2&width=3');
        document.body.append(lab);
        await ready;
        return [layers, lab.lab.summary().hidden_layers];
      });
      assert.ok(set > 3, `${set - 2} pauses`);
      assert.equal(opened, set);
    }),
};
