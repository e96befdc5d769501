// 'From PyTorch': a trace file is dropped on the lab, looked at step by step, and left; a wrong file changes nothing.
import assert from 'node:assert/strict';
import { traceOf } from '../../page/tracefile.mjs';
import { visiting } from '../driver/visit.mjs';
import { press } from './runs.mjs';

/** Drops a file on the lab. */
export const drop = (visit, name, text) =>
  visit.run(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      const lab = document.querySelector('gradient-lab').shadowRoot.querySelector('.lab');
      lab.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );

const opened = (visit, name) =>
  visit.until(
    `the view of ${name}`,
    (name) => document.querySelector('gradient-lab').shadowRoot.querySelector('.trace .name')?.textContent === name,
    name,
  );

const words = (visit, selector) =>
  visit.run(
    (selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector)?.textContent ?? '',
    selector,
  );

/** Symptoms that are found, in their order. */
const findings = (visit) =>
  visit.run(() =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.trace .finding')].map(
      ({ dataset }) => dataset.symptom,
    ),
  );

const inked = (visit, selector) =>
  visit.run((selector) => {
    const canvas = document.querySelector('gradient-lab').shadowRoot.querySelector(selector);
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, at) => at % 4 === 3 && value > 0);
  }, selector);

export const trace = {
  'a trace is opened, scrubbed and left, and the run of the lab stays where it is': (browser) =>
    visiting(browser, { hash: 'hidden_layers=3&width=8&step=2&detail=lab' }, async (visit) => {
      await visit.step(2);
      const figures = await visit.figures();
      await drop(visit, 'run.jsonl', traceOf());
      await opened(visit, 'run.jsonl');
      assert.equal((await findings(visit))[0], 'vanishing');
      assert.match(await words(visit, '.trace .evidence'), /layer 1 receives 1 part in 1,000 of layer 4’s gradient/);
      assert.match(await words(visit, '.trace .not-tried'), /A trace cannot be run again/);
      for (const strip of ['.forward_rms', '.d_z_rms', '.update_ratio', '.factor', '.river', '.axis-row']) {
        assert.ok(await inked(visit, `.trace ${strip} canvas`), strip);
      }
      assert.ok(await inked(visit, '.trace .chart'), 'the loss');
      assert.match(await words(visit, '.trace .at'), /^training step 40 of 40$/);
      await visit.press('Home');
      assert.match(await words(visit, '.trace .at'), /^training step 1 of 40$/);
      await visit.press('ArrowRight');
      assert.match(await words(visit, '.trace .at'), /^training step 2 of 40$/);
      await press(visit, '[data-action=trace-close]');
      assert.equal(await words(visit, '.trace'), '');
      assert.equal(await visit.figures(), figures);
      assert.ok(!visit.requests.some((url) => url.includes('jsonl')), 'nothing is sent');
    }),

  'a stop and unknown layers are named': (browser) =>
    visiting(browser, { hash: 'hidden_layers=2&width=4&detail=watch' }, async (visit) => {
      await visit.ready();
      await drop(visit, 'attention.jsonl', traceOf({ kind: 'MultiheadAttention', stops: true, factor: 2 }));
      await opened(visit, 'attention.jsonl');
      assert.equal((await findings(visit))[0], 'not_finite');
      assert.match(await words(visit, '.trace .stop'), /The first ∞ of the run.*backward.*layer 2.*net\.1.*∂L\/∂z/i);
      assert.match(await words(visit, '.trace [aria-label=Layers]'), /Not in the lab: MultiheadAttention\./);
    }),

  'a wrong file gets a sentence with its line, and what was there stays': (browser) =>
    visiting(browser, { hash: 'hidden_layers=2&width=4&detail=lab' }, async (visit) => {
      await visit.ready();
      const wrong = traceOf().replace('"step":7,', '');
      await drop(visit, 'wrong.jsonl', wrong);
      const sentence = 'Line 9 of this file has no whole number “step”.';
      await visit.until(
        'a sentence',
        (sentence) =>
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('[part=message]')
            .textContent.includes(sentence),
        sentence,
      );
      assert.equal(await visit.status(), 'ready');
      await drop(visit, 'good.jsonl', traceOf());
      await opened(visit, 'good.jsonl');
      await drop(visit, 'wrong.jsonl', wrong);
      await visit.until(
        'a sentence in the view',
        (sentence) =>
          document
            .querySelector('gradient-lab')
            .shadowRoot.querySelector('.trace .trouble')
            .textContent.includes(sentence),
        sentence,
      );
      assert.equal(await words(visit, '.trace .name'), 'good.jsonl');
      assert.equal((await findings(visit))[0], 'vanishing');
      await drop(visit, 'other.jsonl', traceOf({ factor: 1, steps: 3 }));
      await opened(visit, 'other.jsonl');
      assert.equal(await words(visit, '.trace .trouble'), '');
      assert.match(await words(visit, '.trace .at'), /^training step 3 of 3$/);
    }),

  'a hundred layers and two thousand steps open': (browser) =>
    visiting(browser, { hash: 'hidden_layers=2&width=4&detail=lab' }, async (visit) => {
      await visit.ready();
      await drop(visit, 'first.jsonl', traceOf({ steps: 2 })); // loads the view
      await opened(visit, 'first.jsonl');
      const text = traceOf({ layers: 100, steps: 2000, factor: 0.912345678 });
      const started = Date.now();
      await drop(visit, 'large.jsonl', text);
      await opened(visit, 'large.jsonl');
      console.log(`      ${(text.length / 1e6).toFixed(1)} MB open in ${Date.now() - started} ms, with the way there`);
      assert.match(await words(visit, '.trace .about'), /Of 2,000 training steps one in 2 is shown/);
    }),
};
