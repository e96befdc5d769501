// The stalled network and its cures, each taken by its button; the proof: its progress, canceling it, and its table.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { cure, level, press } from './runs.mjs';

const END = 600;
const findings = (visit) =>
  visit.run(() =>
    document
      .querySelector('gradient-lab')
      .lab.diagnosis()
      .map(({ symptom }) => symptom),
  );

/** STALL with a cure of its findings taken: the new run learns what the old one does not. */
const cures = (word, changes) => (browser) =>
  visiting(browser, { hash: 'preset=STALL&step=60' }, async (visit) => {
    await visit.step(60);
    await cure(visit, word);
    await level(visit, 'AB', 60);
    const hash = await visit.until('the address names both runs', () => location.hash.includes('vs=') && location.hash);
    const other = decodeURIComponent(hash.slice(hash.indexOf('vs=')));
    for (const change of changes) assert.ok(other.includes(change), `${change} in ${other}`);
    await visit.go(hash.replace('step=60', `step=${END}`));
    await visit.step(END);
    await level(visit, 'AB', END);
    const sick = await findings(visit);
    assert.ok(sick.includes('at_chance') && !sick.includes('healthy'), `without it: ${sick}`);
    await press(visit, '.tab[data-view=compare]');
    await press(visit, '[data-run=B] [data-action=go-on]');
    await visit.step(END);
    const well = await visit.until('the loss has come down', () => {
      const found = document.querySelector('gradient-lab').lab.diagnosis();
      return found.some(({ symptom }) => symptom === 'healthy') && found.map(({ symptom }) => symptom);
    });
    assert.ok(!well.includes('at_chance'), `with it: ${well}`);
  });

const proof = (visit) =>
  visit.run(() => {
    const card = document.querySelector('gradient-lab').shadowRoot.querySelector('.card.proof');
    const bar = card.querySelector('progress');
    return {
      button: card.querySelector('button').textContent,
      words: card.querySelector('.note').textContent,
      running: !bar.hidden,
      progress: bar.value,
      heads: [...card.querySelectorAll('thead th')].map((cell) => cell.textContent),
      rows: [...card.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent)),
      failed: card.querySelectorAll('tbody .failed').length,
    };
  });
const pressProof = (visit) => press(visit, '.card.proof button');

/** Waits for the proof to be so far. */
async function reaches(visit, what, there) {
  return visit.until(
    what,
    (there) => {
      const card = document.querySelector('gradient-lab').shadowRoot.querySelector('.card.proof');
      const bar = card.querySelector('progress');
      return there === 'under way' ? !bar.hidden && bar.value > 0 : bar.hidden;
    },
    there,
  );
}

export const curing = {
  'the stalled network learns with batch norm': cures('batch norm', ['norm=batch']),
  'the stalled network learns with ReLU + He': cures('ReLU + He', ['activation=relu', 'init=he_normal']),
  'the stalled network learns with Adam + Kumar': cures('Adam + Kumar', ['optimizer=adam', 'init=kumar']),

  'the proof goes on in slices and can be canceled': (browser) =>
    visiting(browser, { hash: 'hidden_layers=12&width=64&step=2' }, async (visit) => {
      await visit.step(2);
      const before = await visit.figures();
      await pressProof(visit);
      assert.equal((await proof(visit)).button, 'Cancel');
      await reaches(visit, 'the proof is under way', 'under way');
      await pressProof(visit);
      const { button, words, running, progress } = await proof(visit);
      assert.deepEqual([button, running], ['Prove the gradient', false]);
      assert.match(words, /Canceled/);
      assert.ok(progress > 0 && progress < 1, `stopped on the way: ${progress}`);
      assert.equal(await visit.figures(), before, 'the run is where it was');
    }),

  'the proof ends with a line for each layer and no fault': (browser) =>
    visiting(browser, { hash: 'preset=BP&step=2' }, async (visit) => {
      await visit.step(2);
      await pressProof(visit);
      await reaches(visit, 'the proof has ended', 'done');
      const { button, progress, heads, rows, failed, words } = await proof(visit);
      assert.deepEqual([button, progress, failed], ['Prove the gradient', 1, 0], words);
      assert.deepEqual(heads.slice(1), ['agree', 'too small', 'own layer', 'at a kink', 'differ', 'worst']);
      assert.equal(rows.length, 3, 'two hidden layers and the output');
      for (const row of rows) {
        assert.ok(Number(row[1]) > 0, `agree: ${row}`);
        assert.equal(row[5], '0', `differ: ${row}`);
      }
    }),
};
