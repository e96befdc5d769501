// Mutated texts for everything in the page that reads one from outside: links, states, saved pages, attributes.
// node tests/page/readers.mjs [COUNT]; `cargo xtask fuzz --readers COUNT` runs it too. A fault prints the text.
import assert from 'node:assert/strict';
import { ATTRIBUTES, experimentText, readAttribute } from '../../www/lab/app/contract.js';
import { PAGE_KEYS, putBack, readAddress, takeOut } from '../../www/lab/run/link.js';
import { PageKeys } from '../../www/lab/run/pagekeys.js';
import { runsOf } from '../../www/lab/run/prepared.js';
import { stateIn } from '../../www/lab/run/saved.js';
import { embedCode } from '../../www/lab/share/embed.js';
import { codeOf } from '../../www/lab/share/qr.js';
import { savedPage } from '../../www/lab/share/savedpage.js';
import { Random } from '../e2e/monkey/random.mjs';

const SEEDS = [
  'hidden_layers=3&width=8&step=12&detail=watch&open=width,activation&hide=answers&goal=Make%20it%20learn%20%26%20say',
  'preset=VAN&step=3&letters=BA&vs=norm%3Dbatch%26step%3D4&meters=rank,angle',
  '{"hidden_layers":5,"width":9,"step":11}',
  '{"schema":1,"state":"width=8&step=3"}',
  '',
];
const PIECES = [
  '&',
  '=',
  '%',
  '%zz',
  '%F0%9F',
  '"',
  '\\',
  '</script>',
  '<',
  '{',
  '}',
  '$&',
  '\u0000',
  '\ud800',
  '👻',
  '#',
];
const PAGE = '<html><head><title>Lab</title></head><body><gradient-lab></gradient-lab></body></html>';
const PRESETS = [{ id: 'VAN', runs: ['width=4', 'width=5'], step: 3, view: 'depth' }];

/** A text with up to six changes. @param {Random} random */
function mutated(random) {
  let text = random.pick(SEEDS);
  for (let changes = random.below(7); changes > 0; changes--) {
    const at = random.below(text.length + 1);
    const [before, after] = [text.slice(0, at), text.slice(at)];
    text = random.pick([
      () => before + random.pick(PIECES) + after,
      () => before + after.slice(1 + random.below(4)),
      () => before + after.slice(0, 5) + after,
      () => `${before}&${random.pick(PAGE_KEYS)}=${after}`,
    ])();
  }
  return text;
}

/** @param {string} text */
function look(text) {
  const { own, rest } = takeOut(text);
  // JSON has no keys of the page, and goes to the engine as it is.
  if (!text.trimStart().startsWith('{')) {
    assert.deepEqual(takeOut(putBack(own, '')).own, wellFormed(own), 'the keys of the page are lost');
    assert.equal(takeOut(rest).rest, rest, 'the rest is read otherwise the second time');
  } else assert.equal(rest, text);
  const { open, hidden, goal, meters } = new PageKeys(own);
  for (const one of [open ?? [], hidden, meters]) assert.ok(Array.isArray(one));
  assert.ok(goal.length <= 300);
  const split = (/** @type {string} */ main) => ({ main, others: [] });
  assert.equal(typeof runsOf(rest, /** @type {any} */ (PRESETS), split).main, 'string');
  assert.equal(typeof readAddress(`https://a.b/#${text}`), 'string');
  assert.equal(typeof experimentText(text), 'string');
  for (const { name } of ATTRIBUTES) assert.equal(typeof readAttribute(name, text).warning, 'string');
  assert.match(typeof stateIn(text), /string|undefined/);
  const saved = savedPage(PAGE, text, text);
  const [, block] = /id="gradient-lab-saved">(.*?)<\/script>/s.exec(saved) ?? [];
  assert.equal(stateIn(block), text, 'the state of a saved page is lost');
  assert.equal(saved.match(/<script/g)?.length, 1, 'a saved page has another script');
  const link = `https://a.b/#${encodeURI(text.toWellFormed())}`;
  assert.doesNotMatch(embedCode(link, { view: 'lab', title: text, open: null }).slice(1, -10), /[<>]/);
}

/** A link writes what is no letter at all as U+FFFD. @param {Record<string, string>} own */
const wellFormed = (own) => Object.fromEntries(Object.entries(own).map(([key, text]) => [key, text.toWellFormed()]));

/** @param {number} count */
export function readAll(count) {
  for (let n = 0; n < count; n++) {
    const text = mutated(Random.of(22, n));
    try {
      look(text);
      if (n % 50 === 0) codeOf(text); // the slowest
    } catch (error) {
      error.message = `text ${n}, ${JSON.stringify(text)}: ${error.message}`;
      throw error;
    }
  }
}

if (process.argv[1]?.endsWith('readers.mjs')) {
  const count = Number(process.argv[2] ?? 100_000);
  readAll(count);
  console.log(`${count} texts were read in the page: 0 faults`);
}
