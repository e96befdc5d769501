// The page of words: it needs no script, its links open the experiments that it speaks of, and its numbers are the
// lab's own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ADDRESS, visiting } from '../driver/visit.mjs';

const WORDS = new URL('how-it-works.html', ADDRESS).href;
const presets = JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8'));
const IDS = presets.map(({ id }) => id);

/** In the page: what its links into the lab ask for. */
const asked = () =>
  [...document.querySelectorAll('main a')]
    .map(({ href }) => new URL(href))
    .map(({ pathname, hash }) => [pathname, hash]);

const lab = (visit, name) => visit.run((name) => document.querySelector('gradient-lab').lab[name]() ?? null, name);

export const inWords = {
  'the page of words runs no script and has the colors of the lab': (browser) =>
    visiting(browser, { address: WORDS }, async (visit) => {
      const [scripts, headings, paper] = await visit.run(() => [
        document.scripts.length,
        [...document.querySelectorAll('h1, h2')].length,
        getComputedStyle(document.body).backgroundColor,
      ]);
      assert.equal(scripts, 0);
      assert.ok(headings > 6, `${headings} headings`);
      assert.ok(visit.requests.length < 6, `it asks for little: ${visit.requests}`);
      await visit.tab.go(ADDRESS);
      await visit.ready();
      assert.equal(await visit.run(() => getComputedStyle(document.body).backgroundColor), paper);
    }),

  'every link of the page of words opens what it names': (browser) =>
    visiting(browser, { address: WORDS }, async (visit) => {
      const links = await visit.run(asked);
      assert.ok(links.length > 20, `${links.length} links`);
      for (const [path, hash] of links) {
        assert.match(path, /\/index\.html$/);
        const preset = new URLSearchParams(hash.slice(1)).get('preset');
        if (preset) assert.ok(IDS.includes(preset), `no experiment is called ${preset}`);
      }
      // Those without a name are parsed by the lab: it must not have ignored or corrected anything.
      const [, first] = links.find(([, hash]) => hash.includes('vs='));
      await visit.tab.go(`${ADDRESS}${first}`);
      await visit.ready();
      assert.deepEqual(await lab(visit, 'warnings'), []);
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').experiment), first.slice(1));
    }),

  'the lab and the page of words lead to each other': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      const help = await visit.run(
        () => document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.help a').href,
      );
      const foot = await visit.run(() => document.querySelector('footer a').href);
      assert.deepEqual([help, foot], [WORDS, WORDS]);
      await visit.tab.go(foot);
      const back = await visit.run(() => [...document.querySelectorAll('nav a')].map(({ href }) => href));
      assert.deepEqual([...new Set(back)], [new URL('index.html', ADDRESS).href]);
    }),

  'what is said of the first experiment is what it measures': (browser) =>
    visiting(browser, { hash: 'step=1' }, async (visit) => {
      await visit.step(1);
      await visit.until('the sentence', () =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('.sentence').textContent.includes('1 part in'),
      );
      const [, part] = /(1 part in [\d,]+)/.exec(await visit.words('sentence'));
      const factors = (await visit.run(() => document.querySelector('gradient-lab').lab.frame().factor)).slice(0, 9);
      const mean = (factors.reduce((product, factor) => product * factor, 1) ** (1 / 9)).toFixed(2);
      const help = await visit.run(
        () => document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.help').textContent,
      );
      await visit.tab.go(WORDS);
      for (const text of [help, await visit.run(() => document.body.textContent)]) {
        assert.ok(text.includes(part), `both say “${part}”`);
        assert.ok(text.includes(mean), `both say that a crossing multiplies by ${mean}`);
      }
    }),
};
