// The gallery of experiments: opened from the header, searched, and left by a choice.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { says } from './runs.mjs';

/** How often the page has asked for the pictures. */
const asked = (visit) => visit.requests.filter((url) => url.endsWith('/gallery.json')).length;

/** The ids of the cards on show. */
const shown = (visit) =>
  visit.run(() =>
    [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('[data-preset]')]
      .filter((card) => card.checkVisibility())
      .map(({ dataset }) => dataset.preset),
  );

const isOpen = (visit) =>
  visit.run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.gallery').open);

/** The action or the preset of the focused button. */
const focused = (visit) =>
  visit.run(() => {
    const { dataset } = document.querySelector('gradient-lab').shadowRoot.activeElement;
    return dataset.preset ?? dataset.action;
  });

/** Opens it by its button and a key, and waits for its pictures. */
export async function open(visit) {
  await visit.run(() =>
    document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=gallery]').focus(),
  );
  await visit.press('Enter');
  await visit.until('every card has a picture and a measured outcome', () => {
    const cards = [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.exhibit')];
    return cards.every((card) => card.querySelector('path') && card.querySelector('.measured').textContent);
  });
}

const presets = (visit) => visit.run(() => fetch('lab/presets.json').then((response) => response.json()));

/** Waits until the lab shows this experiment, with the gallery closed and the focus on Play. */
async function chosen(visit, { title, claim }) {
  await visit.until(
    `title and claim of ${title}`,
    ([title, claim]) => {
      const root = document.querySelector('gradient-lab').shadowRoot;
      const has = (selector, words) => root.querySelector(selector).textContent.includes(words);
      return has('[data-action=gallery]', title) && has('.claim', claim);
    },
    [title, claim],
  );
  assert.equal(await isOpen(visit), false);
  assert.equal(await focused(visit), 'play');
}

export const gallery = {
  'the gallery fetches its pictures when it first opens, and once': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      assert.equal(asked(visit), 0, 'before it opens');
      assert.deepEqual(await shown(visit), []);
      await open(visit);
      const all = await presets(visit);
      assert.deepEqual((await shown(visit)).sort(), all.map(({ id }) => id).sort(), 'every experiment has a card');
      await visit.press('Escape');
      await visit.until(
        'it is closed',
        () => !document.querySelector('gradient-lab').shadowRoot.querySelector(':modal'),
      );
      assert.equal(await focused(visit), 'gallery', 'the focus is back where it was');
      await open(visit);
      assert.equal(asked(visit), 1);
    }),

  'a search keeps the experiments that contain its words, and a key chooses one': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await open(visit);
      const all = (await shown(visit)).length;
      await visit.tab.type('forget bias');
      const found = await shown(visit);
      assert.ok(found.includes('FBIAS') && found.length < all / 3, `forget bias: ${found}`);
      await visit.press('Control+a');
      await visit.tab.type('qqq');
      assert.deepEqual(await shown(visit), []);
      await says(visit, '.found', /no experiment contains/);
      await visit.press('Control+a');
      await visit.tab.type('dying relu');
      assert.deepEqual(await shown(visit), ['DEAD']);
      await visit.press('ArrowDown');
      assert.equal(await focused(visit), 'DEAD');
      await visit.press('Enter');
      await chosen(
        visit,
        (await presets(visit)).find(({ id }) => id === 'DEAD'),
      );
      const bias = await visit.run(() => document.querySelector('gradient-lab').lab.knobs().bias);
      assert.equal(bias, '-1');
    }),

  'the arrow keys go from card to card, and the lab’s own keys rest': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await open(visit);
      const cards = await shown(visit);
      await visit.press('ArrowDown', 'ArrowRight');
      assert.equal(await focused(visit), cards[1]);
      await visit.press('ArrowDown');
      const below = await focused(visit);
      assert.ok(cards.indexOf(below) > 2, `${below} is in the row below`);
      await visit.press('ArrowUp');
      assert.equal(await focused(visit), cards[1]);
      await visit.press('.', 'r', '?');
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.frame().done), 0);
      assert.ok(await isOpen(visit));
    }),

  'a click on a card opens its experiment, in a gallery that fits the screen': async (browser) => {
    for (const width of [1366, 360]) {
      await visiting(browser, { width, height: 740 }, async (visit) => {
        await visit.ready();
        await open(visit);
        const [over, x, y] = await visit.run(() => {
          const root = document.querySelector('gradient-lab').shadowRoot;
          const dialog = root.querySelector('dialog.gallery');
          const card = root.querySelector('[data-preset=KNOB]');
          card.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = card.getBoundingClientRect();
          return [dialog.scrollWidth - dialog.clientWidth, left + width / 2, top + height / 2];
        });
        assert.equal(over, 0, `no scrolling sideways at ${width} px`);
        await visit.tab.click(x, y, 1);
        await chosen(
          visit,
          (await presets(visit)).find(({ id }) => id === 'KNOB'),
        );
      });
    }
  },
};
