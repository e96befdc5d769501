// The sentence about several runs, in every prepared experiment that compares some: short, in words, with few numbers.
// tests/headlines.rs checks those about one run by the same rules.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { visiting } from '../driver/visit.mjs';

const presets = JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8'));
/** Where each is read, up to the end of its claim. */
const STEPS = [1, 300];

/** Numbers that are not the name of a layer, a step or a run; '1 part in 7,500' is one number. */
function numbers(text) {
  const named = /\b(?:layers?|steps?) \d[\d,]*(?: (?:to|of) \d[\d,]*)?/gi;
  const said = text
    .replace(/\([^)]*\)/g, '')
    .replaceAll('1 part in', 'a part in')
    .replace(named, '');
  return said.match(/\d[\d,.]*(?:·10[⁻⁰¹²³⁴-⁹]+)?/g) ?? [];
}

/** Digits of a number that are not zeros at either end; of 7·10¹² the 7. */
const significant = (number) =>
  number
    .split('·')[0]
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '').length;

/** What is wrong with a sentence. */
function faults(text) {
  const found = numbers(text);
  const kinds = [...text.matchAll(/(\p{L}*)\s*\bsteps?\b/giu)].map(([, before]) => before.toLowerCase());
  return [
    [found.length > 2, 'more than two numbers'],
    [found.some((number) => significant(number) > 2), 'more than two digits'],
    [/undefined|null|\[object|inf\b|∂|10·10/.test(text), 'a symbol'],
    [kinds.some((kind) => !['training', 'time'].includes(kind)), 'a step of no kind'],
    [text.length > 150, 'long'],
  ]
    .filter(([wrong]) => wrong)
    .map(([, fault]) => `${fault}: ${text}`);
}

/** In the page: the sentence, once all runs are at a step, or as far as they get. */
function said([step, runs]) {
  const { dataset, shadowRoot } = document.querySelector('gradient-lab');
  const shown = [...shadowRoot.querySelectorAll('.run')].map((run) => Number(run.dataset.step));
  const text = shadowRoot.querySelector('.sentence').textContent;
  const there = shown.length === runs && shown.every((at) => at <= step) && shown.some((at) => at === step);
  if (!there || !['ready', 'stopped'].includes(dataset.status) || /catching up/.test(text)) return null;
  // The sentence has a pace of its own: some frames later it speaks of what is shown.
  return new Promise((resolve) => {
    let frames = 20;
    const next = () =>
      --frames ? requestAnimationFrame(next) : resolve(shadowRoot.querySelector('.sentence').textContent);
    next();
  });
}

export const headlines = {
  'the sentence about several runs has few numbers, and names its steps': (browser) =>
    visiting(browser, { detail: 'watch' }, async (visit) => {
      await visit.ready();
      const wrong = [];
      for (const { id, runs, end, step: opens } of presets.filter(({ view }) => view === 'compare')) {
        for (const step of STEPS.filter((step) => step <= Math.max(end ?? 0, opens))) {
          await visit.run((hash) => {
            location.hash = hash;
          }, `preset=${id}&step=${step}`);
          const text = await visit.until(`the sentence of ${id} at ${step}`, said, [step, runs.length]);
          console.log(`${id.padEnd(10)} ${String(step).padStart(4)} ${text}`);
          wrong.push(...faults(text).map((fault) => `${id} at ${step}: ${fault}`));
        }
      }
      assert.deepEqual(wrong, []);
    }),
};
