// 'To PyTorch' saves the run as a script or a notebook, and the run itself stays where it is.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { press } from './runs.mjs';

/** Runs in the page before its own scripts: what it saves can be read, and goes nowhere. */
function catchFiles() {
  globalThis.saved = [];
  URL.createObjectURL = (blob) => {
    globalThis.saved.push({ blob });
    return '#';
  };
  HTMLAnchorElement.prototype.click = function () {
    globalThis.saved.at(-1).name = this.download;
  };
}

const shown = (visit) =>
  visit.run(() =>
    document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=torch]').checkVisibility(),
  );

/** The item of the menu is pressed, and the file is returned that it saves. */
async function saved(visit, item, number) {
  await press(visit, '[data-action=torch]');
  await press(visit, `.torch .menu :nth-child(${item})`);
  await visit.until(`file ${number}`, (number) => globalThis.saved.length === number, number);
  return visit.run(async () => {
    const { name, blob } = globalThis.saved.at(-1);
    return { name, text: await blob.text() };
  });
}

export const torch = {
  'a run is saved for PyTorch as a script and as a notebook, and stays where it is': (browser) =>
    visiting(browser, { hash: 'hidden_layers=3&width=8&detail=lab&step=2', first: [catchFiles] }, async (visit) => {
      await visit.step(2);
      const figures = await visit.figures();
      const script = await saved(visit, 1, 1);
      assert.equal(script.name, 'gradient-lab-step-2.py');
      assert.match(script.text, /^# http.*#hidden_layers=3&width=8&step=2&detail=lab$/m);
      assert.match(script.text, /sizes = \[64\] \+ 3 \* \[8\]/);
      const book = await saved(visit, 2, 2);
      assert.equal(book.name, 'gradient-lab-step-2.ipynb');
      assert.equal(JSON.parse(book.text).nbformat, 4);
      assert.match(await visit.words('message'), /gradient-lab-step-2\.ipynb rebuilds this network/);
      assert.equal(await visit.figures(), figures);
    }),

  'what cannot be compared is refused in a sentence, and Watch does not offer it': async (browser) => {
    await visiting(browser, { hash: 'precision=bf16&detail=lab', first: [catchFiles] }, async (visit) => {
      await visit.ready();
      await press(visit, '[data-action=torch]');
      await press(visit, '.torch .menu :nth-child(1)');
      await visit.until('a sentence', () =>
        /PyTorch rounds/.test(
          document.querySelector('gradient-lab').shadowRoot.querySelector('[part=message]').textContent,
        ),
      );
      assert.equal(await visit.run(() => globalThis.saved.length), 0);
      assert.equal(await shown(visit), true);
    });
    await visiting(browser, { hash: 'detail=watch' }, async (visit) => {
      await visit.ready();
      assert.equal(await shown(visit), false);
    });
  },
};
