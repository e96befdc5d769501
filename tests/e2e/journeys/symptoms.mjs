// A sick network: what is wrong, with evidence; the crash record; the range test; what a residual network and a unit
// show.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { press, says, words } from './runs.mjs';

const set = (visit, key, value) =>
  visit.run(
    ([key, value]) => {
      const control = document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-key=${key}]`);
      const input = control.querySelector('.value, select');
      input.value = value;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [key, value],
  );
const arrow = (visit, ...keys) =>
  visit.run((keys) => {
    const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('.diagram [tabindex]');
    canvas.focus();
    for (const key of keys)
      canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, keys);

export const symptoms = {
  'the default network is diagnosed, with evidence and a rule': (browser) =>
    visiting(browser, { hash: 'step=30' }, async (visit) => {
      await visit.step(30);
      const text = await says(visit, '.diagnosis', /vanish/);
      assert.match(text, /\d/, 'evidence in numbers');
      const cures = await visit.run(
        () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.finding[open] .cure').length,
      );
      assert.ok(cures > 0, 'a cure to press');
    }),

  'a threshold can be moved, and the finding goes': (browser) =>
    visiting(browser, { hash: 'step=30' }, async (visit) => {
      await visit.step(30);
      await says(visit, '.diagnosis', /vanish/);
      const before = await visit.run(() => document.querySelector('gradient-lab').lab.diagnosis()[0]);
      const moved = await visit.run(async (key) => {
        const { limits } = await (await fetch('pkg/catalog.json')).json();
        const finding = document.querySelector('gradient-lab').shadowRoot.querySelector('.finding[open]');
        const input = finding.querySelector(`.limits [data-limit=${key}]`);
        input.value = String(limits[key].low);
        input.dispatchEvent(new Event('change'));
        return finding.dataset.symptom;
      }, before.limits[0].key);
      assert.equal(moved, before.symptom);
      await visit.until(
        'another finding stands first',
        (symptom) =>
          document.querySelector('gradient-lab').lab.diagnosis()[0]?.symptom !== symptom &&
          document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-symptom=${symptom}]`) === null,
        before.symptom,
      );
      await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.thresholds button')].forEach(
          (button) => button.click(),
        ),
      );
      await visit.until(
        'the finding is back with its threshold',
        (symptom) =>
          document.querySelector('gradient-lab').lab.diagnosis()[0]?.symptom === symptom &&
          document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-symptom=${symptom}]`) !== null,
        before.symptom,
      );
    }),

  'a crash is recorded, and one click goes to just before': (browser) =>
    visiting(browser, { hash: 'preset=KNOB&gain=1.2&step=60' }, async (visit) => {
      await visit.until('it has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
      const record = await says(visit, '.crash', /operation/);
      const { crash, stopped } = await visit.run(() => {
        const { lab } = document.querySelector('gradient-lab');
        return { crash: lab.crash(), stopped: lab.frame().stopped };
      });
      for (const part of [crash.tensor, 'mean over all outputs of (z − y)²', String(stopped.step + 1)])
        assert.ok(record.includes(part), `${part} in: ${record}`);
      await press(visit, '[data-action=undo-stop]');
      await visit.until('no longer stopped', () => !document.querySelector('gradient-lab').lab.frame().stopped);
      await visit.until('the record goes with the crash', () => {
        const card = document.querySelector('gradient-lab').shadowRoot.querySelector('.crash');
        return !card || card.getClientRects().length === 0;
      });
    }),

  'a rule whose memory overflows is named with its formula': (browser) =>
    visiting(
      browser,
      {
        hash: 'data=reg&hidden_layers=30&activation=identity&init=xavier_normal&gain=3&optimizer=adam&loss=mse&step=1',
      },
      async (visit) => {
        await visit.until('it has stopped', () => document.querySelector('gradient-lab').dataset.status === 'stopped');
        const record = await says(visit, '.crash', /memory/);
        assert.match(record, /operation\s*ΔW = .*running means of g and g².*Kingma/s);
      },
    ),

  'a live knob changes the running experiment and is kept with its step': (browser) =>
    visiting(browser, { hash: 'step=5' }, async (visit) => {
      await visit.step(5);
      await set(visit, 'learning_rate', '0.5');
      assert.match(await visit.words('message'), /running experiment, from training step 5/);
      assert.equal(
        await visit.run(() => document.querySelector('gradient-lab').currentStep),
        5,
        'the run goes on from where it was',
      );
      assert.match(await visit.link(), /live=5:0\.5/, 'the link keeps the step of the change');
      await press(visit, '[data-action=step]');
      await visit.step(6);
      assert.equal(JSON.parse(await visit.figures()).learning_rate, 0.5);
    }),

  'clipping shows the gradient before and after, and that it fired': (browser) =>
    visiting(browser, { hash: 'clip_norm=0.01&step=3' }, async (visit) => {
      await visit.step(3);
      const { clipped } = JSON.parse(await visit.figures());
      assert.ok(clipped.fired && clipped.before > clipped.after, JSON.stringify(clipped));
      await says(visit, '.step', /fired/);
      assert.match(await words(visit, '.card.step'), /after clipping\s+0\.01/);
    }),

  'skips stand in the diagram, and as their own term in the factor': (browser) =>
    visiting(browser, { hash: 'skip=identity&hidden_layers=5&step=2' }, async (visit) => {
      await visit.step(2);
      await visit.until(
        'five skips',
        () => document.querySelector('gradient-lab').shadowRoot.querySelector('.diagram').dataset.skips === '5',
      );
      await arrow(visit, 'ArrowRight', 'ArrowRight');
      await says(visit, '.strips', /skip 1, branch \.?\d/);
    }),

  'dropped units are told apart': (browser) =>
    visiting(browser, { hash: 'dropout=0.5&step=2' }, async (visit) => {
      await visit.step(2);
      await visit.until(
        'dropped units in the diagram',
        () => Number(document.querySelector('gradient-lab').shadowRoot.querySelector('.diagram').dataset.dropped) > 0,
      );
    }),

  'a unit under batch norm shows its running statistics': (browser) =>
    visiting(browser, { hash: 'norm=batch&step=3' }, async (visit) => {
      await visit.step(3);
      await arrow(visit, 'ArrowRight', 'ArrowDown');
      const text = await says(visit, '.inspector', /running v\s*\d/);
      assert.match(text, /running μ\s*[−\d]/);
    }),

  'the range test suggests a rate, and one click takes it': (browser) =>
    visiting(browser, { hash: 'activation=relu&init=he_normal&hidden_layers=3&step=3' }, async (visit) => {
      await visit.step(3);
      const before = await visit.figures();
      await press(visit, '[data-action=range]');
      await says(visit, '[data-action=range]', /cancel/);
      await press(visit, '[data-action=range]');
      await says(visit, '.range', /canceled/);
      assert.equal(await visit.figures(), before, 'the run is where it was');
      await press(visit, '[data-action=range]');
      await says(visit, '[data-action=range-take]', /use/);
      assert.equal(await visit.figures(), before, 'the run is still where it was');
      await press(visit, '[data-action=range-take]');
      const rate = await visit.run(() => Number(document.querySelector('gradient-lab').lab.knobs().learning_rate));
      assert.ok(rate > 1e-4 && rate < 10 && rate !== 0.1, `took ${rate}`);
    }),

  'nothing is judged before anything has run': async (browser) => {
    for (const hash of ['', 'hidden_layers=1', 'data=adding&length=12&width=8&cell=lstm']) {
      await visiting(browser, { hash }, async (visit) => {
        await visit.ready();
        const tone = () => document.querySelector('gradient-lab').shadowRoot.querySelector('.why.verdict').dataset.tone;
        assert.equal(await visit.run(tone), 'note', hash);
        await press(visit, '[data-action=step]');
        await visit.step(1);
        if (hash)
          await visit.until('a verdict', () =>
            /well|sick/.test(
              [
                ...document
                  .querySelector('gradient-lab')
                  .shadowRoot.querySelectorAll('.why.verdict, .diagnosis:not([hidden])'),
              ]
                .map(({ dataset }) => dataset.tone)
                .join(' '),
            ),
          );
      });
    }
  },

  'the pointer borrows the inspector, and a click keeps it in view': (browser) =>
    visiting(browser, { hash: 'step=2', width: 1366 }, async (visit) => {
      await visit.step(2);
      const [x, y] = await visit.run(() => {
        const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector('.diagram [tabindex]');
        const { left, top, width } = canvas.getBoundingClientRect();
        return [left + (2.5 / 12) * width, top + 36];
      });
      await visit.tab.mouse.move(x, y);
      await visit.until('the unit under the pointer', () =>
        /^Layer 2 · unit \d+$/.test(
          document.querySelector('gradient-lab').shadowRoot.querySelector('.inspector h2').textContent,
        ),
      );
      const open = () => document.querySelector('gradient-lab').shadowRoot.querySelector('.inspector.open') !== null;
      assert.equal(await visit.run(open), false, 'what only passes under the pointer covers nothing');
      await visit.tab.click(x, y, 1);
      await visit.until('it stays in view', open);
      await visit.press('Escape');
      await visit.until(
        'it is released',
        () => document.querySelector('gradient-lab').shadowRoot.querySelector('.inspector.open') === null,
      );
    }),
};
