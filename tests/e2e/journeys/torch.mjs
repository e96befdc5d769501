// 'To PyTorch' saves the run as a script or a notebook, and the run itself stays where it is.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { press } from './runs.mjs';
import { catchFiles, openPanel, said, saved } from './saving.mjs';

const shown = (visit) =>
  visit.run(() =>
    document.querySelector('gradient-lab').shadowRoot.querySelector('[data-share=torch-script]').checkVisibility(),
  );

export const torch = {
  'a run is saved for PyTorch as a script and as a notebook, and stays where it is': (browser) =>
    visiting(browser, { hash: 'hidden_layers=3&width=8&detail=lab&step=2', first: [catchFiles] }, async (visit) => {
      await visit.step(2);
      const figures = await visit.figures();
      await openPanel(visit);
      const script = await saved(visit, 'torch-script');
      assert.equal(script.name, 'gradient-lab-step-2.py');
      assert.match(script.bytes, /^# http.*#hidden_layers=3&width=8&step=2&detail=lab$/m);
      assert.match(script.bytes, /sizes = \[64\] \+ 3 \* \[8\]/);
      const book = await saved(visit, 'torch-notebook');
      assert.equal(book.name, 'gradient-lab-step-2.ipynb');
      assert.equal(JSON.parse(Buffer.from(book.bytes, 'latin1').toString()).nbformat, 4);
      assert.match(await said(visit), /gradient-lab-step-2\.ipynb rebuilds this network/);
      assert.equal(await visit.figures(), figures);
    }),

  'what cannot be compared is refused in a sentence, and Watch does not offer it': async (browser) => {
    await visiting(browser, { hash: 'precision=bf16&detail=lab', first: [catchFiles] }, async (visit) => {
      await visit.ready();
      await openPanel(visit);
      assert.equal(await shown(visit), true);
      await press(visit, '[data-share=torch-script]');
      await visit.until('a sentence', () =>
        /PyTorch rounds/.test(
          document.querySelector('gradient-lab').shadowRoot.querySelector('.share-panel .said').textContent,
        ),
      );
      assert.equal(await visit.run(() => globalThis.saved.length), 0);
    });
    await visiting(browser, { hash: 'detail=watch' }, async (visit) => {
      await visit.ready();
      await openPanel(visit);
      assert.equal(await shown(visit), false);
    });
  },
};
