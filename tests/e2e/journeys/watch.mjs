// Watch: a page that is alive when it opens, with one sentence, one picture, one verdict and few controls.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { SHORT } from './in-time.mjs';
import { level, press, says } from './runs.mjs';

/** The browsers of the tests ask for reduced motion unless a journey wants to see it. */
const moving = () => {
  const { matchMedia } = globalThis;
  globalThis.matchMedia = (query) =>
    query.includes('prefers-reduced-motion')
      ? { matches: false, addEventListener() {}, removeEventListener() {} }
      : matchMedia(query);
};
const still = () => {
  const { matchMedia } = globalThis;
  globalThis.matchMedia = (query) =>
    query.includes('prefers-reduced-motion')
      ? { matches: true, addEventListener() {}, removeEventListener() {} }
      : matchMedia(query);
};
const watching = { detail: 'watch', width: 1366, height: 768 };

/** In the page, before its scripts: what the eye sees at each frame, whenever it has changed. */
const keepDiary = () => {
  globalThis.diary = [];
  const note = () => {
    const host = document.querySelector('gradient-lab');
    const root = host?.shadowRoot;
    const frame = host?.lab?.frame();
    if (frame && root?.querySelector('.sentence')?.textContent) {
      const band = root.querySelector('.cursor:not([hidden])');
      const left = band ? Number.parseFloat(band.style.getPropertyValue('--x')) : null;
      const pitch = band ? Number.parseFloat(band.style.getPropertyValue('--pitch')) : null;
      const { name, stage } = frame.phase;
      const seen = {
        step: frame.step,
        phase: name,
        stage,
        column: left === null ? null : Math.round(left / pitch),
        sentence: root.querySelector('.sentence').textContent,
        time: performance.now(),
      };
      const last = globalThis.diary.at(-1);
      if (!last || last.phase !== name || last.stage !== stage || last.step !== frame.step) globalThis.diary.push(seen);
      else Object.assign(last, { column: seen.column, sentence: seen.sentence });
    }
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
};

export const watch = {
  'the page opens with a step in slow motion, up and down, and stops after it': (browser) =>
    visiting(browser, { ...watching, first: [moving, keepDiary] }, async (visit) => {
      await visit.until('the first step is over', () => {
        const { currentStep: step, dataset } = document.querySelector('gradient-lab');
        return step === 1 && dataset.status === 'ready';
      });
      const diary = await visit.run(() => globalThis.diary);
      const seen = (phase) => diary.filter((entry) => entry.phase === phase && entry.step === 0);
      for (const phase of ['forward', 'backward']) {
        assert.ok(seen(phase).length >= 8, `${seen(phase).length} ${phase} phases were seen one by one`);
        // What the sentence names is what the band marks: the eye has one place to be.
        for (const { stage, column, sentence } of seen(phase)) {
          assert.equal(column, stage + 1, sentence);
          if (stage < 10) assert.match(sentence, new RegExp(`layer ${stage + 1}\\b`, 'i'), sentence);
        }
      }
      const took = diary.at(-1).time - diary[0].time;
      const [picture, bar] = [diary[0], seen('backward')[0]].map(({ time }) => `${Math.round(time)} ms`);
      console.log(
        `    the act took ${(took / 1000).toFixed(1)} s; first picture of the network after ${picture} (goal: 500), ` +
          `first bar after ${bar} (goal: 3000)`,
      );
    }),

  'who wants no motion gets the end of the step at once; who has no patience skips it': async (browser) => {
    await visiting(browser, { ...watching, first: [still] }, async (visit) => {
      await visit.step(1);
      assert.equal(await visit.status(), 'ready');
    });
    await visiting(browser, { ...watching, first: [moving] }, async (visit) => {
      await visit.until('the act', () => document.querySelector('gradient-lab').dataset.status === 'playing');
      await press(visit, '[data-action=skip]');
      await visit.step(1);
      assert.equal(await visit.status(), 'ready');
      await press(visit, '[data-action=play]');
      await visit.until('slow motion', () => {
        const skip = document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=skip]');
        return skip.checkVisibility();
      });
      await press(visit, '[data-action=skip]');
      await visit.until('it plays on', () => document.querySelector('gradient-lab').currentStep > 10);
    });
  },

  'a link to a step, an embedded lab and the whole lab begin at rest': async (browser) => {
    const still = async (options, step) =>
      visiting(browser, { ...options, first: [moving] }, async (visit) => {
        await visit.step(step);
        await visit.ready();
        await visit.run(() => new Promise((resolve) => setTimeout(resolve, 300)));
        assert.deepEqual(
          [await visit.status(), await visit.run(() => document.querySelector('gradient-lab').currentStep)],
          ['ready', step],
        );
      });
    await still({ ...watching, hash: 'width=8&step=3' }, 3);
    await still({ width: 1366, height: 768 }, 0);
  },

  'the staircase says how much arrives, and the verdict what it means': (browser) =>
    visiting(browser, { ...watching, first: [still] }, async (visit) => {
      await visit.step(1);
      const label = await visit.until(
        'a measured staircase',
        () =>
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('.staircase canvas')
            .ariaLabel?.match(/1 part in [\d,]+/)?.[0],
      );
      const ratio = await visit.run(() => {
        const { d_z_rms: d } = document.querySelector('gradient-lab').lab.frame();
        return d[0] / d[9];
      });
      const parts = Number(label.replace(/\D/g, '').slice(1));
      assert.ok(Math.abs(parts * ratio - 1) < 0.06, `${label}, measured ${1 / ratio}`);
      await says(visit, '.verdict-card', /vanishes/);
      await says(visit, '.verdict-card', /not tried yet/);
      await press(visit, '.verdict-card .cure');
      await visit.until('a second run', () =>
        decodeURIComponent(document.querySelector('gradient-lab').experiment).includes('vs='),
      );
      await visit.until('both play on', () => document.querySelector('gradient-lab').currentStep > 20);
      await level(visit, 'AB', 501);
    }),

  'there are few controls, and no numbers but those that matter': (browser) =>
    visiting(browser, { ...watching, first: [still] }, async (visit) => {
      await visit.step(1);
      await says(visit, '.verdict-card', /vanishes/);
      const { groups, numbers } = await visit.run(() => {
        const root = document.querySelector('gradient-lab').shadowRoot;
        const shown = (node) => node.checkVisibility();
        const controls = [...root.querySelectorAll('button, select, input, summary')].filter(shown);
        const group = (node) => node.closest('.stepper, .detail, .dial, dialog') ?? node;
        const allowed =
          '.sentence, .staircase, .ticks, .right-answers, .verdict-card, .stepper, canvas, .comes-out, ' +
          '.message-list, .aside, dialog';
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const numbers = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const { parentElement: parent, data } = node;
          if (/\d/.test(data) && parent?.checkVisibility() && !parent.closest(allowed)) numbers.push(data);
        }
        return { groups: [...new Set(controls.map(group))].map((node) => node.className || node.textContent), numbers };
      });
      assert.ok(groups.length <= 10, groups.join(' | '));
      assert.deepEqual(numbers, []);
    }),

  'how much is shown is part of the link': (browser) =>
    visiting(browser, { ...watching, hash: 'width=8&step=2' }, async (visit) => {
      await visit.step(2);
      const shown = () =>
        visit.run(() => {
          const root = document.querySelector('gradient-lab').shadowRoot;
          const sees = (part) => root.querySelector(part).checkVisibility();
          return ['.staircase', '.update_ratio', '.river', '.controls'].filter(sees).join(' ');
        });
      assert.equal(await shown(), '.staircase');
      await press(visit, '[data-detail=explain]');
      assert.equal(await shown(), '.staircase .update_ratio');
      await visit.until('the link', () => location.hash.includes('detail=explain'));
      await press(visit, '[data-detail=lab]');
      assert.equal(await shown(), '.update_ratio .river .controls');
      await visit.until('the link', () => location.hash.includes('detail=lab'));
      const hash = await visit.run(() => location.hash);
      await visit.go(hash);
      await visit.step(2);
      assert.equal(await shown(), '.update_ratio .river .controls');
      await press(visit, '[data-detail=watch]');
      await visit.until('the link', () => !location.hash.includes('detail='));
    }),

  'a press on the stepper changes the network': (browser) =>
    visiting(browser, { ...watching, hash: 'width=8&step=0', first: [still] }, async (visit) => {
      await visit.ready();
      await press(visit, '.stepper[data-quick=hidden_layers] button:last-child');
      await visit.until(
        'eleven layers',
        () => document.querySelector('gradient-lab').lab.summary().hidden_layers === 11,
      );
    }),

  'from one cell to three side by side it is one press': (browser) =>
    visiting(browser, { ...watching, hash: `${SHORT}&step=2` }, async (visit) => {
      await visit.step(2);
      await press(visit, '[data-action=three-cells]');
      await level(visit, 'ABC', 2);
      for (const letter of 'ABC') await says(visit, `.watchrow[data-row=${letter}] .row-name`, /RNN|LSTM|GRU/);
      assert.equal(await visit.run(() => scrollY), 0);
    }),
};
