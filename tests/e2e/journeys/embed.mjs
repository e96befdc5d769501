// Figures in somebody's course notes: they leave the page around them alone.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { allStand, reading } from '../driver/notes.mjs';

const TEXT = '<p>Each layer multiplies the gradient by its slope and its weights.</p>';
const FLOW = '<gradient-lab id="flow" view="flow" experiment="step=20"></gradient-lab>';

/** In the page: presses a button inside a lab. */
const press = (visit, id, action) =>
  visit.run(
    ([id, action]) => document.getElementById(id).shadowRoot.querySelector(`[data-action=${action}]`).click(),
    [id, action],
  );

/** Until a lab stands at a step. */
const at = (visit, id, step) =>
  visit.until(
    `${id} at step ${step}`,
    ([id, step]) =>
      document.getElementById(id).lab.frame().step === step && document.getElementById(id).status === 'ready',
    [id, step],
  );

/** Where the page stands, apart from what is in it. */
const standing = (visit) =>
  visit.run(() => ({
    address: location.hash,
    focus: document.activeElement?.tagName,
    scroll: Math.round(scrollY),
    history: history.length,
  }));

/** Notes with a bare tag and a figure below an exercise, opened at an anchor of their own. */
function guests(browser, journey) {
  const link = '<a id="link" href="#other">Exercise</a>';
  const labs = `<gradient-lab id="bare"></gradient-lab>${FLOW}`;
  const body = `<main>${TEXT}<h2 id="hand-in">Hand in</h2>${link}${labs}<h2 id="other">Other</h2></main>`;
  return reading(browser, { body, hash: '#hand-in' }, async (visit) => {
    await visit.until('the bare tag stands', () => document.getElementById('bare').dataset.status === 'ready');
    await journey(visit);
  });
}

export const embed = {
  'an anchor of the notes is no experiment': (browser) =>
    guests(browser, async (visit) => {
      const words = await visit.run(() => document.getElementById('bare').shadowRoot.textContent);
      assert.doesNotMatch(words, /hand-in/);
    }),

  'a bare tag takes no focus, and nothing scrolls': (browser) =>
    guests(browser, async (visit) => {
      const before = await standing(visit);
      assert.equal(before.focus, 'BODY');
      await allStand(visit);
      await visit.run((scroll) => scrollTo(0, scroll), before.scroll);
      assert.deepEqual(await standing(visit), before);
    }),

  'a step writes no address and no history': (browser) =>
    guests(browser, async (visit) => {
      await allStand(visit);
      const before = await standing(visit);
      assert.equal(before.address, '#hand-in');
      await press(visit, 'bare', 'step');
      await at(visit, 'bare', 1);
      await press(visit, 'flow', 'step');
      await at(visit, 'flow', 21);
      await wait(500); // an address would be written soon after the step
      assert.deepEqual(await standing(visit), before);
    }),

  'a link within the notes resets no run': (browser) =>
    guests(browser, async (visit) => {
      await press(visit, 'bare', 'step');
      await at(visit, 'bare', 1);
      await visit.run(() => document.getElementById('link').click());
      await wait(400);
      assert.equal((await standing(visit)).address, '#other');
      assert.equal(await visit.run(() => document.getElementById('bare').lab.frame().step), 1);
    }),

  'a route of the notes that looks like an experiment is none': (browser) =>
    guests(browser, async (visit) => {
      const layers = await visit.run(async () => {
        document.getElementById('bare').remove();
        history.pushState(null, '', '#hidden_layers=3');
        const lab = document.createElement('gradient-lab');
        const ready = new Promise((resolve) => lab.addEventListener('lab-ready', resolve));
        document.querySelector('main').prepend(lab);
        await ready;
        return lab.lab.summary().hidden_layers;
      });
      assert.equal(layers, 10);
    }),

  'what a framework sets before the element is defined is not lost': (browser) => {
    const script = `
      const properties = { experiment: 'hidden_layers=4&width=5&step=3', view: 'meters', seed: 9, controls: 'none' };
      customElements.define = ((define) => function (...given) {
        Object.assign(document.getElementById('lab'), properties);
        return define.apply(this, given);
      })(customElements.define);`;
    const body = '<main><gradient-lab id="lab"></gradient-lab></main>';
    return reading(browser, { body, script }, async (visit) => {
      await allStand(visit);
      const read = await visit.run(() => {
        const { experiment, view, seed, controls, lab, shadowRoot } = document.getElementById('lab');
        const attributes = document.getElementById('lab').getAttributeNames();
        const { hidden_layers: layers } = lab.summary();
        const meters = shadowRoot.querySelectorAll('.meter').length;
        return {
          experiment,
          view,
          seed,
          controls,
          layers,
          meters,
          attributes,
          driven: !!shadowRoot.querySelector('.caption'),
        };
      });
      const { attributes, ...rest } = read;
      assert.match(read.experiment, /hidden_layers=4.*seed=9/);
      assert.deepEqual(
        { ...rest, experiment: '' },
        { experiment: '', view: 'meters', seed: 9, controls: 'none', layers: 4, meters: 5, driven: false },
      );
      for (const name of ['experiment', 'view', 'seed', 'controls']) assert.ok(attributes.includes(name), name);
    });
  },

  'a wrong value gets a sentence and the default': (browser) => {
    const script = `globalThis.told = []; addEventListener('lab-warning', ({ detail }) => told.push(detail.text));`;
    const wrong = 'view="flwo" seed="-1" controls="some" theme="sepia" lang="de" open="actvation" detail="all"';
    const body = `<main><gradient-lab id="lab" experiment="hidden_layers=3&width=4" ${wrong}></gradient-lab></main>`;
    return reading(browser, { body, script }, async (visit) => {
      await allStand(visit);
      const told = (await visit.run(() => globalThis.told)).join('\n');
      for (const [, name, value] of wrong.matchAll(/(\w+)="([^"]*)"/g)) {
        assert.ok(told.includes(`${name}="${value}"`), `${name}: ${told}`);
      }
      const read = await visit.run(() => {
        const { view, seed, controls, theme, detail } = document.getElementById('lab');
        return { view, seed, controls, theme, detail };
      });
      assert.deepEqual(read, { view: 'lab', seed: null, controls: 'full', theme: 'auto', detail: 'lab' });
      const now = await visit.run(() => {
        globalThis.told = [];
        document.getElementById('lab').theme = 'blue';
        document.getElementById('lab').view = 'flow';
        return globalThis.told;
      });
      assert.equal(now.length, 1);
      await visit.until('the figure', () => !!document.getElementById('lab').shadowRoot.querySelector('.staircase'));
    });
  },

  'attributes that change while it stands are followed': (browser) => {
    const body = '<main><gradient-lab id="lab" view="flow" experiment="hidden_layers=3&width=4"></gradient-lab></main>';
    return reading(browser, { body }, async (visit) => {
      await allStand(visit);
      await visit.run(() => document.getElementById('lab').step(5));
      const inside = (what, selector) =>
        visit.until(what, (s) => !!document.getElementById('lab').shadowRoot.querySelector(s), selector);
      const set = (name, value) =>
        visit.run(([n, v]) => document.getElementById('lab').setAttribute(n, v), [name, value]);
      await set('view', 'river');
      await inside('the river', '.river');
      await at(visit, 'lab', 5);
      await set('open', 'learning_rate');
      await inside('the knob of the rate', '[data-quick=learning_rate]');
      await set('controls', 'full');
      await inside('the whole transport', '[data-action=back]');
      await set('theme', 'dark');
      assert.equal(await visit.run(() => document.getElementById('lab').dataset.theme), 'dark');
      await set('seed', '12');
      await visit.until('the seed', () => /seed=12\b/.test(document.getElementById('lab').getState()));
      await set('experiment', 'hidden_layers=6&width=4');
      await visit.until('six layers', () => document.getElementById('lab').lab?.summary().hidden_layers === 6);
      assert.match(await visit.run(() => document.getElementById('lab').getState()), /seed=12\b/);
      await set('view', 'lab');
      await inside('the whole lab', '.controls');
      await set('autoplay', '');
      await visit.until('it plays', () => document.getElementById('lab').status === 'playing');
    });
  },

  'keys belong to the notes, except those that a figure acts on': (browser) => {
    const script = `globalThis.heard = []; addEventListener('keydown', ({ key }) => heard.push(key));`;
    const full = FLOW.replace('id="flow"', 'id="full" controls="full"');
    return reading(
      browser,
      { body: `<main><button id="own">Own</button>${FLOW}${full}</main>`, script },
      async (visit) => {
        await allStand(visit);
        const focus = (id, selector) =>
          visit.run(
            ([i, s]) => {
              const node = document.getElementById(i);
              (s ? node.shadowRoot.querySelector(s) : node).focus();
              globalThis.heard.length = 0;
            },
            [id, selector],
          );
        const heard = () => visit.run(() => globalThis.heard);
        const states = () =>
          visit.run(() => [...document.querySelectorAll('gradient-lab')].map((lab) => lab.getState()));
        const before = await states();
        await focus('own');
        await visit.press('.', 'r', 'ArrowRight');
        assert.deepEqual(await heard(), ['.', 'r', 'ArrowRight']);
        assert.deepEqual(await states(), before, 'no figure has acted');
        await focus('flow', '[data-action=play]');
        await visit.press('.', ',', 'x', 'ArrowRight', 'b', '?', 'Escape');
        assert.deepEqual(await heard(), ['x', 'ArrowRight', 'b', '?', 'Escape']);
        await focus('full', 'input[type=range]');
        await visit.press('ArrowRight', 'Home', 'x');
        assert.deepEqual(await heard(), ['x'], 'a slider keeps its keys');
        await focus('full', 'input.value');
        await visit.press('5', 'ArrowLeft', 'Escape');
        assert.deepEqual(await heard(), ['Escape'], 'a field keeps what is typed');
      },
    );
  },

  'methods and events': (browser) => {
    const script = `globalThis.told = {};
      for (const name of ['lab-ready', 'lab-step', 'lab-change', 'lab-warning', 'lab-error'])
        document.addEventListener(name, ({ detail, composed }) => (told[name] ??= []).push({ ...detail, composed }));`;
    const far = '<div class="far"></div><gradient-lab id="off" view="loss" experiment="width=4"></gradient-lab>';
    return reading(browser, { body: `<main>${FLOW}${far}</main>`, script }, async (visit) => {
      const steps = await visit.run(async () => {
        const lab = document.getElementById('flow');
        const seen = [];
        const state = async (what) => {
          await what;
          seen.push(lab.currentStep);
        };
        await state(lab.step());
        await state(lab.step(4));
        await state(lab.seek(10));
        const kept = lab.getState();
        await state(lab.reset());
        await state(lab.setState(kept));
        await state(document.getElementById('off').step(3)); // off the screen, and not even begun
        seen.push(document.getElementById('off').currentStep);
        return seen;
      });
      assert.deepEqual(steps, [21, 25, 10, 0, 10, 10, 3]);
      await visit.run(() => document.getElementById('flow').play());
      await visit.until('it plays', () => document.getElementById('flow').currentStep > 12);
      await visit.run(() => document.getElementById('flow').pause());
      await visit.until('it rests', () => document.getElementById('flow').status === 'ready');
      const [svg, csv, shot] = await visit.run(async () => {
        const lab = document.getElementById('flow');
        return Promise.all([lab.toSVG(), lab.toCSV(), lab.snapshot()]);
      });
      assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]*>.*<rect.*Layer 1.*<\/svg>$/s);
      assert.equal(csv.trim().split('\r\n').length, 13, 'the link, a head, ten layers, the output');
      const [type, run] = await visit.run(async () => {
        const lab = document.getElementById('flow');
        return [(await lab.toPNG()).type, JSON.parse(await lab.toRun())];
      });
      assert.deepEqual(
        [type, run.schema, run.step, run.runs.length],
        ['image/png', 'gradient-lab-run/1', shot.step, 1],
      );
      assert.ok(shot.step > 12 && shot.frame.d_z_rms.length === 11 && shot.knobs.activation === 'sigmoid');
      await visit.run(() => {
        document.getElementById('flow').seed = 5;
      });
      const told = await visit.until('a change is told', () => globalThis.told['lab-change'] && globalThis.told);
      assert.equal(told['lab-ready'].length, 2);
      assert.ok(told['lab-step'].length > 3 && told['lab-step'].every(({ composed }) => composed));
      const { kind, text } = told['lab-warning'][0];
      assert.deepEqual([kind, /1 part in/.test(text)], ['vanishes', true]);
      await assert.rejects(
        visit.run(() => document.getElementById('flow').seek('x')),
        /whole number/,
      );
    });
  },
};
