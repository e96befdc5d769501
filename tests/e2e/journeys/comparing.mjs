// Two futures on one axis: cures and changes start runs beside this one, which keep in step.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

const press = (visit, selector) => visit.run((selector) =>
  document.querySelector('gradient-lab').shadowRoot.querySelector(selector).click(), selector);

/** The runs on show: letter and step of each. */
const runs = (visit) => visit.run(() => [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run')]
  .map(({ dataset }) => `${dataset.run} ${dataset.step}`));
const level = (visit, letters, step) => visit.until(`runs ${letters} at step ${step}`, ([letters, step]) => {
  const shown = [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run')];
  return shown.map(({ dataset }) => dataset.run).join('') === letters && shown.every(({ dataset }) => Number(dataset.step) === step);
}, [letters, step]);
const change = (visit, key, value) => visit.run(([key, value]) => {
  const select = document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-key=${key}] select`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, [key, value]);
const cure = (visit, word) => visit.until(`a cure ${word}`, (word) => {
  const found = [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.finding .cure')].find((button) => button.textContent.includes(word));
  found?.click();
  return Boolean(found);
}, word);

/** Plays until B is five steps past where A stopped; says where that was. */
async function playBeyond(visit) {
  const at = await visit.run(() => document.querySelector('gradient-lab').step);
  await visit.until('two runs', () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run').length === 2);
  await press(visit, '[data-action=play]');
  await visit.until('B goes beyond', (at) =>
    Number(document.querySelector('gradient-lab').shadowRoot.querySelector('[data-run=B].run').dataset.step) > at + 5, at);
  await press(visit, '[data-action=play]');
  return at;
}

export const comparing = {
  'a cure starts a second run that keeps in step': (browser) => visiting(browser, { hash: 'step=20' }, async (visit) => {
    await visit.step(20);
    const before = await visit.figures();
    await cure(visit, 'ReLU');
    await level(visit, 'AB', 20);
    assert.equal(await visit.figures(), before, 'the run itself is untouched');
    await press(visit, '[data-action=step]');
    await level(visit, 'AB', 21);
    await press(visit, '[data-action=play]');
    await visit.until('both go on', () => document.querySelector('gradient-lab').step > 24);
    await press(visit, '[data-action=play]');
    await visit.until('it pauses', () => document.querySelector('gradient-lab').dataset.state === 'ready');
    const step = await visit.run(() => document.querySelector('gradient-lab').step);
    await level(visit, 'AB', step);
    await press(visit, '[data-action=back]');
    await press(visit, '[data-action=drop]');
    await visit.until('one run is left', () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.run').length === 1);
  }),

  'a link holds the whole comparison': (browser) => visiting(browser, { hash: 'step=12' }, async (visit) => {
    await visit.step(12);
    await cure(visit, 'ReLU');
    await level(visit, 'AB', 12);
    const hash = await visit.until('the address names the second run', () => location.hash.includes('vs=') && location.hash);
    await visit.go(hash);
    await visit.ready();
    await level(visit, 'AB', 12);
    const others = await visit.run(() => decodeURIComponent(location.hash.split('vs=')[1] ?? ''));
    assert.match(others, /activation=relu/);
  }),

  'a change of structure restarts, and can stand beside what was before': (browser) => visiting(browser, { hash: 'step=8' }, async (visit) => {
    await visit.step(8);
    await change(visit, 'activation', 'relu');
    assert.match(await visit.words('message'), /starts again at step 0/);
    assert.equal(await visit.run(() => document.querySelector('gradient-lab').step), 0);
    await press(visit, '.message-list .small');
    await level(visit, 'AB', 8);
    assert.deepEqual(await runs(visit), ['A 8', 'B 8']);
    assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.knobs().activation), 'relu', 'A is the new one');
  }),

  'where A has stopped a live cure holds from the start': (browser) => visiting(browser, { hash: 'preset=KNOB&step=60' }, async (visit) => {
    await visit.until('A has stopped', () => document.querySelector('gradient-lab').dataset.state === 'stopped');
    await cure(visit, 'clip norm');
    const at = await playBeyond(visit);
    const step = await visit.until('the link names the step of the run that goes on', (at) => {
      const step = Number(new URLSearchParams(location.hash.slice(1)).get('step'));
      return step > at + 5 && step;
    }, at);
    await visit.go(await visit.run(() => location.hash));
    await visit.until(`B is at step ${step} again`, (step) =>
      Number(document.querySelector('gradient-lab').shadowRoot.querySelector('[data-run=B].run')?.dataset.step) === step, step);
  }),

  'where A has stopped the other goes on, and can be made the main run': (browser) =>
    visiting(browser, { hash: 'preset=KNOB&step=60' }, async (visit) => {
      await visit.until('A has stopped', () => document.querySelector('gradient-lab').dataset.state === 'stopped');
      await cure(visit, 'gain 1');
      const at = await playBeyond(visit);
      await press(visit, '[data-action=go-on]');
      await visit.until('B is A now', (at) => document.querySelector('gradient-lab').step > at + 5, at);
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.frame().stopped), null);
    }),

  'a strange comparison link opens all the same': (browser) => visiting(browser, {}, async (visit) => {
    for (const hash of ['vs=', 'vs=%E0%A4%A&step=2', 'vs=vs%3D1&vs=&vs=&vs=&vs=', 'width=4&vs=hidden_layers%3D3']) {
      await visit.go(hash);
      await visit.ready();
      const count = (await runs(visit)).length;
      assert.ok(count >= 2 && count <= 4, `${count} runs for ${hash}`);
    }
  }),
};
