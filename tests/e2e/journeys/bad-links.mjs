// Any hash opens the lab; what cannot be meant is said in words.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

/** Wrong in a way that a person should be told. */
const WRONG = [
  'width=-1',
  'width=1e9',
  'width=',
  'hidden_layers=101',
  'hidden_layers=NaN',
  'activation=nonsense',
  'preset=NOPE',
  'learning_rate=Infinity',
  'learning_rate=-1',
  'batch=0',
  'seed=4294967296',
  'step=-5',
  'step=three',
  'colour=blue',
  'init=he_normal&init_scale=huge',
  'layer_activation=relu,,nonsense',
  '<script>alert(1)</script>',
  '🎓=💥',
  '%E0%A4%A',
  '%00=%00',
  'a'.repeat(5_000),
  `${'width=9&'.repeat(500)}width=x`,
];

/** Odd, but with a meaning or with nothing to say. */
const ODD = ['', '#', '##', '&', '&&==&', 'hidden_layers=0', 'width=1', 'hidden_layers=100&width=1', 'noise=0'];

export const badLinks = {
  'a wrong link opens the lab and says what was wrong': (browser) =>
    visiting(browser, {}, async (visit) => {
      for (const hash of WRONG) {
        await visit.go(hash);
        await visit.ready();
        const message = await visit.words('message');
        assert.match(message, /\w+ \w+ \w+/, `nothing was said about '${hash.slice(0, 60)}'`);
      }
    }),

  'an odd link opens the lab': (browser) =>
    visiting(browser, {}, async (visit) => {
      for (const hash of ODD) {
        await visit.go(hash);
        await visit.ready();
        assert.match(await visit.words('sentence'), /\w+ \w+/, `no sentence for '${hash}'`);
      }
    }),

  'a wrong link followed inside the open page is answered too': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await visit.run(() => {
        location.hash = 'activation=nonsense&hidden_layers=2';
      });
      await visit.until(
        'two hidden layers',
        () => document.querySelector('gradient-lab').lab.summary().hidden_layers === 2,
      );
      assert.match(await visit.words('message'), /nonsense/);
    }),
};
