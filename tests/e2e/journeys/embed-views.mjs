// Each figure in a column of course notes: it shows its picture, and no other panel is built for it.
import assert from 'node:assert/strict';
import { allStand, reading } from '../driver/notes.mjs';

const ADDING =
  'data=adding&cell=lstm&length=20&width=8&batch=16&optimizer=adam&learning_rate=0.01' +
  '&activation=tanh&init=lecun_normal';
const PLANE = 'data=circles&hidden_layers=3&width=6&activation=tanh&init=lecun_normal&step=40';

/** By view: an experiment that it can show, what it shows, and what it has no panel for. */
const VIEWS = {
  watch: ['step=20', '.diagram', '.river, .meter, .controls'],
  network: ['step=20', '.diagram', '.staircase, .meter, .river'],
  flow: ['step=20', '.staircase', '.diagram, .meter, .river'],
  meters: ['step=20', '.meter.rank', '.diagram, .river, .staircase'],
  river: ['step=20', '.river', '.diagram, .meter, .staircase'],
  loss: ['step=20', 'canvas.chart', '.diagram, .meter, .strip'],
  gates: [`${ADDING}&step=10`, '.gate', '.diagram, .meter, .card'],
  reach: [`${ADDING}&step=10`, 'canvas.reach', '.diagram, .meter, .strip'],
  cells: [`${ADDING}&step=10`, '.row-memory', '.diagram, .meter, .strip'],
  compare: [
    'hidden_layers=4&width=6&step=10&vs=hidden_layers%3D4%26width%3D6%26norm%3Dbatch',
    '.row-network',
    '.strip',
  ],
  boundary: [PLANE, 'canvas.boundary', '.strip, .meter'],
  byhand: ['FWD', '.diagram.by-hand', '.meter, .river, .staircase'],
};
const escaped = (text) => text.replaceAll('&', '&amp;');
const figure = (view, experiment, more = '') =>
  `<figure><gradient-lab view="${view}" experiment="${escaped(experiment)}" ${more}></gradient-lab></figure>`;
const notes = (width, body, style = '') => ({ body: `<main>${body}</main>`, style: `main{width:${width}px}${style}` });

/** In the page: whether a view has its picture, with ink, and stays in its column. */
function look([view, selector, strange]) {
  const lab = document.querySelector(`gradient-lab[view=${view}]`);
  lab.scrollIntoView({ block: 'center' });
  const { shadowRoot } = lab;
  const inked = (canvas) => {
    if (!canvas.width || !canvas.height || !canvas.getClientRects().length) return false;
    const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 === 3 && value > 0);
  };
  const found = [...shadowRoot.querySelectorAll(selector)];
  const canvases = found.flatMap((node) => (node.localName === 'canvas' ? node : [...node.querySelectorAll('canvas')]));
  if (!canvases.some(inked)) return null;
  const { left, right } = lab.getBoundingClientRect();
  const out = [...shadowRoot.querySelectorAll('button, select, canvas, p, a')].filter((node) => {
    const box = node.getBoundingClientRect();
    return (
      box.width &&
      !node.closest('.aside, .hidden-word, .strips-scroll') &&
      (box.left < left - 9 || box.right > right + 9)
    );
  });
  return { strange: shadowRoot.querySelectorAll(strange).length, out: out.map((node) => node.outerHTML.slice(0, 90)) };
}

const column = (width) => (browser) => {
  const body = Object.entries(VIEWS).map(([view, [experiment]]) => figure(view, experiment));
  return reading(browser, { ...notes(width, body.join('')), width: width + 60 }, async (visit) => {
    await allStand(visit);
    for (const [view, [, selector, strange]] of Object.entries(VIEWS)) {
      const seen = await visit.until(`ink in ${view}`, look, [view, selector, strange]);
      assert.deepEqual(seen, { strange: 0, out: [] }, view);
    }
  });
};

const shadow = (visit, work, argument) => visit.run(work, argument);

export const embedViews = {
  'every view draws in a column of 480 px': column(480),
  'every view draws in a column of 720 px': column(720),

  'a view that cannot show an experiment says so': (browser) => {
    const cases = { gates: ['', /through depth/], boundary: [ADDING, /no boundary/], compare: ['', /only one run/] };
    const body = Object.entries({ ...cases, byhand: ['', /too large/] }).map(([view, [e]]) => figure(view, e));
    return reading(browser, notes(600, body.join('')), async (visit) => {
      await allStand(visit);
      for (const [view, [, words]] of Object.entries(cases)) {
        const said = await shadow(
          visit,
          (view) => document.querySelector(`[view=${view}]`).shadowRoot.querySelector('.absent').textContent,
          view,
        );
        assert.match(said, words);
      }
    });
  },

  'a figure takes theme, font and color from the notes': (browser) => {
    const style = 'html.night{background:#10131a;color:#e8e6e0}';
    return reading(browser, notes(600, figure('flow', 'step=5'), style), async (visit) => {
      await allStand(visit);
      const looks = () =>
        visit.run(() => {
          const lab = document.querySelector('gradient-lab');
          const { backgroundColor, color, fontFamily } = getComputedStyle(lab.shadowRoot.querySelector('.figure'));
          return { theme: lab.dataset.theme, backgroundColor, color, fontFamily };
        });
      const clear = { backgroundColor: 'rgba(0, 0, 0, 0)', fontFamily: 'serif' };
      assert.deepEqual(await looks(), { theme: 'light', color: 'rgb(27, 34, 51)', ...clear });
      await visit.run(() => document.documentElement.classList.add('night'));
      await visit.until('the dark theme', () => document.querySelector('gradient-lab').dataset.theme === 'dark');
      assert.deepEqual(await looks(), { theme: 'dark', color: 'rgb(232, 230, 224)', ...clear });
    });
  },

  'ten figures share one module, and those out of view have not begun': (browser) => {
    const far = figure('flow', 'hidden_layers=5&width=6&step=2').repeat(4);
    const body = `${figure('flow', 'hidden_layers=5&width=6&step=2').repeat(6)}<div class="far"></div>${far}`;
    const script = `globalThis.instances = 0;
      for (const name of ['instantiate', 'instantiateStreaming']) {
        const own = WebAssembly[name];
        WebAssembly[name] = (...given) => { globalThis.instances += 1; return own.apply(WebAssembly, given); };
      }`;
    return reading(browser, { ...notes(600, body), script }, async (visit) => {
      const states = () => visit.run(() => [...document.querySelectorAll('gradient-lab')].map((lab) => lab.status));
      await visit.until('the first stands', () => document.querySelector('gradient-lab').status === 'ready');
      assert.deepEqual((await states()).slice(6), Array(4).fill('loading'));
      const held = () => visit.run(() => document.querySelectorAll('gradient-lab')[9].shadowRoot.innerHTML);
      assert.equal(await held(), '<slot></slot>');
      await allStand(visit);
      assert.equal(await visit.run(() => globalThis.instances), 1);
      await visit.run(() => {
        scrollTo(0, 0);
        for (const lab of document.querySelectorAll('gradient-lab')) lab.play();
      });
      const step = (n) => visit.run((n) => document.querySelectorAll('gradient-lab')[n].currentStep, n);
      await visit.until('the first plays', () => document.querySelector('gradient-lab').currentStep > 5);
      const last = await step(9);
      await visit.until('it plays on', () => document.querySelector('gradient-lab').currentStep > 20);
      assert.equal(await step(9), last, 'what is out of view rests');
    });
  },

  'in print a figure is one settled picture': (browser) =>
    reading(browser, notes(600, figure('flow', 'step=5') + figure('loss', 'step=5')), async (visit) => {
      await allStand(visit);
      const shown = () =>
        visit.run(() =>
          [...document.querySelectorAll('gradient-lab')].map(({ shadowRoot }) => ({
            marks: shadowRoot.querySelectorAll('svg.settled :is(rect, image, text)').length > 3,
            canvas: [...shadowRoot.querySelectorAll('canvas')].some((canvas) => canvas.getClientRects().length),
            buttons: [...shadowRoot.querySelectorAll('button')].some((button) => button.getClientRects().length),
          })),
        );
      await visit.run(() => dispatchEvent(new Event('beforeprint')));
      assert.deepEqual(await shown(), Array(2).fill({ marks: true, canvas: false, buttons: false }));
      await visit.run(() => dispatchEvent(new Event('afterprint')));
      assert.deepEqual(await shown(), Array(2).fill({ marks: false, canvas: true, buttons: true }));
    }),

  'the pointer finds its layer in a scaled slide': (browser) => {
    const style = 'figure{transform:scale(1.4);transform-origin:0 0;margin:0}';
    return reading(browser, notes(500, figure('flow', 'step=5'), style), async (visit) => {
      await allStand(visit);
      for (const layer of [2, 9]) {
        const [x, y] = await visit.run((layer) => {
          const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('.staircase canvas');
          const { left, top, width, height } = canvas.getBoundingClientRect();
          return [left + (width * (layer - 0.5)) / 10, top + height / 2];
        }, layer);
        await visit.tab.click(x, y);
        await visit.until(
          `layer ${layer}`,
          (layer) => {
            const { shadowRoot } = document.querySelector('gradient-lab');
            const cursor = shadowRoot.querySelector('.cursor').getBoundingClientRect();
            const { left, width } = shadowRoot.querySelector('.staircase canvas').getBoundingClientRect();
            return Math.abs((cursor.left + cursor.width / 2 - left) / (width / 10) - (layer - 0.5)) < 0.2;
          },
          layer,
        );
      }
    });
  },

  'a figure that is hidden takes no room and does not begin': (browser) =>
    reading(browser, notes(600, figure('flow', 'step=2', 'hidden') + figure('flow', 'step=2')), async (visit) => {
      await visit.until('the other stands', () => document.querySelectorAll('gradient-lab')[1].status === 'ready');
      const [status, height] = await visit.run(() => {
        const lab = document.querySelector('gradient-lab');
        return [lab.status, lab.offsetHeight];
      });
      assert.deepEqual([status, height], ['loading', 0]);
      await visit.run(() => document.querySelector('gradient-lab').removeAttribute('hidden'));
      await allStand(visit);
    }),

  'without WebAssembly the text of the notes stays, and a sentence says why': (browser) => {
    const body = '<main><gradient-lab view="flow"><p id="text">A staircase of ten bars.</p></gradient-lab></main>';
    const forgive = [
      /^policy: script-src/,
      /^(console\.error|uncaught): .*(violates|blocked).*(Content.Security.Policy|script-src)/,
    ];
    const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";
    return reading(browser, { body, policy, forgive }, async (visit) => {
      await visit.until('it has failed', () => document.querySelector('gradient-lab').status === 'failed');
      const said = await visit.run(() => document.querySelector('gradient-lab').shadowRoot.textContent);
      assert.match(said, /content security policy forbids WebAssembly/);
      assert.ok(await visit.run(() => document.getElementById('text').checkVisibility()));
    });
  },
};
