// A canvas of 0×0 — a closed tab of a book, a folded section — is no fault, and the picture is there once there is
// room.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

const click = (visit, action) =>
  visit.run(
    (action) => document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-action=${action}]`).click(),
    action,
  );

/** In the page, before its scripts: hides the element as soon as it is there. */
function hidden() {
  new MutationObserver((_changes, observer) => {
    const lab = document.querySelector('gradient-lab');
    if (!lab) return;
    observer.disconnect();
    lab.style.display = 'none';
  }).observe(document, { childList: true, subtree: true });
}

/**
 * In the page: is there a canvas with more than a flat colour on it? It is read from a copy, to leave its own context
 * alone.
 */
function painted() {
  const canvases = document.querySelector('gradient-lab').shadowRoot.querySelectorAll('canvas');
  return [...canvases]
    .filter(({ width, height }) => width && height)
    .some((canvas) => {
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      copy.drawImage(canvas, 0, 0);
      return new Set(new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)).size > 3;
    });
}

export const noRoom = {
  'a hidden lab trains, and paints when it is shown': (browser) =>
    visiting(browser, { first: [hidden] }, async (visit) => {
      await visit.ready();
      await click(visit, 'step');
      await visit.step(1);
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').offsetWidth), 0, 'it was hidden');
      await visit.run(() => {
        document.querySelector('gradient-lab').style.display = '';
      });
      await visit.until('a painted picture', painted);
    }),

  'what is off the screen waits while the lab plays, and is up to date at rest': (browser) =>
    visiting(browser, { hash: 'width=8', width: 390, height: 300 }, async (visit) => {
      await visit.ready();
      const loss = () =>
        visit.run(() => {
          const { shadowRoot } = document.querySelector('gradient-lab');
          return shadowRoot.querySelector('[aria-label=Loss] .now').textContent;
        });
      const past = (step) =>
        visit.until(`a step after ${step}`, (step) => document.querySelector('gradient-lab').currentStep > step, step);
      await click(visit, 'play');
      await past(30);
      const before = await loss();
      await past(await visit.run(() => document.querySelector('gradient-lab').currentStep + 30));
      assert.equal(await loss(), before, 'nobody sees it');
      await click(visit, 'play');
      await visit.until('it rests', () => document.querySelector('gradient-lab').status === 'ready');
      const now = await visit.run(() => document.querySelector('gradient-lab').lab.frame().loss);
      await visit.until(
        'the loss of now',
        (now) => {
          const { shadowRoot } = document.querySelector('gradient-lab');
          const [, shown] =
            shadowRoot.querySelector('[aria-label=Loss] .now').textContent.match(/batch ([\d.]+)/) ?? [];
          return Math.abs(Number(shown) - now) < 0.001;
        },
        now,
      );
    }),

  'a lab squeezed to no width goes on': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      const squeeze = (width) =>
        visit.run((width) => {
          Object.assign(document.querySelector('gradient-lab').style, { width, height: width, overflow: 'hidden' });
        }, width);
      for (const width of ['0', '1px', '']) {
        await squeeze(width);
        const before = await visit.run(() => document.querySelector('gradient-lab').currentStep);
        await click(visit, 'step');
        await visit.step(before + 1);
      }
    }),
};
