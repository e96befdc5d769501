// Figures of the packed scripts, in notes.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { hosting } from '../driver/host.mjs';
import { visiting } from '../driver/visit.mjs';

const FIGURE =
  '<div><gradient-lab experiment="hidden_layers=4&amp;step=1" view="flow">Four layers.</gradient-lab></div>';
const notes = (script, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notes</title><link rel="icon" href="data:,">
   <script type="module" src="${script}"></script></head><body><h1>Notes</h1>${body}</body></html>`;

const reading = (browser, page, journey) =>
  hosting({ '/notes.html': page }, (address) =>
    visiting(browser, { address: `${address}notes.html`, detail: '' }, journey),
  );

export const packedFigures = {
  'a figure has no link into a lab whose place is not known': (browser) =>
    reading(browser, notes('gradient-lab.js', FIGURE), async (visit) => {
      await visit.ready();
      const shown = () => {
        const link = document.querySelector('gradient-lab').shadowRoot.querySelector('.caption a');
        return { hidden: link.hidden, boxes: link.getClientRects().length };
      };
      assert.deepEqual(await visit.run(shown), { hidden: true, boxes: 0 });
    }),

  'the small script loads the lab when a figure comes near the screen': (browser) => {
    const page = notes('gradient-lab.near.js', `<div style="height: 5000px">A long text.</div>${FIGURE}`);
    return reading(browser, page, async (visit) => {
      const loaded = () => visit.requests.some((url) => url.endsWith('/gradient-lab.js'));
      await wait(1000);
      assert.ok(!loaded(), 'nothing is loaded for a figure that is far away');
      await visit.run(() => scrollTo(0, 4000));
      await visit.ready();
      assert.ok(loaded());
      const late = () => document.body.insertAdjacentHTML('afterbegin', '<gradient-lab view="loss"></gradient-lab>');
      await visit.run(late);
      await visit.run(() => scrollTo(0, 0));
      await visit.until('a figure that came later', () =>
        [...document.querySelectorAll('gradient-lab')].every(({ dataset }) => dataset.status === 'ready'),
      );
    });
  },

  'a box that is as wide as its content leaves a figure its width': (browser) => {
    const centered = `<div style="display: flex; flex-direction: column; align-items: center">${FIGURE}</div>`;
    const fitting = `<figure style="width: fit-content">${FIGURE}</figure>`;
    return reading(browser, notes('gradient-lab.js', centered + fitting), async (visit) => {
      const widths = () => [...document.querySelectorAll('gradient-lab')].map((lab) => lab.offsetWidth);
      await visit.ready();
      assert.deepEqual(await visit.run(widths), [720, 720]);
      await visit.tab.resize(360, 800);
      assert.deepEqual(await visit.run(widths), [324, 324]);
    });
  },
};
