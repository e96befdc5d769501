// What a click has begun belongs to one run: it ends with it. What a listener throws is told in a sentence.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

const PAIR = 'width=8&step=2&vs=width%3D7';
const OTHER = 'width=5&hidden_layers=3&step=1';

/** In the page: a click on an action. */
const press = (action) =>
  document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-action=${action}]`).click();

const label = (visit, action) =>
  visit.run(
    (action) => document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-action=${action}]`).textContent,
    action,
  );

/** In the page: the next call of a lab's method throws, and that is the one of a click. */
async function pressBroken([method, action]) {
  const { Lab } = await import(new URL('pkg/gradient_lab.js', document.baseURI).href);
  const sound = Lab.prototype[method];
  Lab.prototype[method] = () => {
    Lab.prototype[method] = sound;
    throw new Error('broken on purpose');
  };
  document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-action=${action}]`).click();
}

/** In the page: takes the sentence about the error away. */
function forget() {
  const { shadowRoot } = document.querySelector('gradient-lab');
  for (const item of shadowRoot.querySelectorAll('[role=status] .trouble')) item.remove();
}

/** In the page: holds the button of run B, replaces the runs in one of three ways, and clicks the button. */
async function lateClick(way) {
  const lab = document.querySelector('gradient-lab');
  const find = (selector) => lab.shadowRoot.querySelector(selector);
  const buttons = ['go-on', 'drop'].map((action) => find(`[data-run=B] [data-action=${action}]`));
  if (way === 'another experiment') lab.experiment = 'width=5&hidden_layers=3';
  if (way === 'three cells') {
    const cell = find('.controls [data-key=cell] select');
    cell.value = 'lstm';
    cell.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (way === 'back') {
    const gone = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    history.back();
    await gone;
  }
  for (const button of buttons) button.click();
}

export const outliving = {
  'an error in any listener is told in a sentence, and the next click works': (browser) =>
    visiting(browser, { hash: PAIR, forgive: [/^console\.error: .*broken on purpose/s] }, async (visit) => {
      await visit.step(2);
      await visit.opened();
      for (const [method, action, begun] of [
        ['text', 'seeds', 'Cancel'],
        ['range_listen', 'range', 'Cancel'],
      ]) {
        await visit.run(pressBroken, [method, action]);
        await visit.until('the sentence', () => {
          const item = document.querySelector('gradient-lab').shadowRoot.querySelector('[role=status] .trouble');
          return /did not work, but the lab goes on/.test(item?.textContent ?? '');
        });
        assert.notEqual(await label(visit, action), begun, `${action} has begun nothing`);
        await visit.run(press, action);
        assert.equal(await label(visit, action), begun, action);
        await visit.run(press, action);
        await visit.run(forget);
      }
      assert.equal(await visit.status(), 'ready');
    }),

  'seeds and a range test do not outlive their experiment': (browser) =>
    visiting(browser, { hash: PAIR }, async (visit) => {
      await visit.step(2);
      await visit.opened();
      for (const action of ['seeds', 'range']) {
        await visit.run(press, action);
        assert.equal(await label(visit, action), 'Cancel', action);
        await visit.run((text) => {
          document.querySelector('gradient-lab').experiment = text;
        }, OTHER);
        await visit.step(1);
        await visit.opened();
        await visit.until(
          `an idle ${action}`,
          (action) =>
            document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-action=${action}]`).textContent !==
            'Cancel',
          action,
        );
        await visit.run((text) => {
          document.querySelector('gradient-lab').experiment = text;
        }, PAIR);
        await visit.step(2);
        await visit.opened();
      }
    }),

  'a double click on a cure does not drop the run that it starts': (browser) =>
    visiting(browser, { hash: `${PAIR}&detail=watch` }, async (visit) => {
      await visit.step(2);
      await visit.until('both are offered', () =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.verdict-card .keep button')].some(
          (button) => button.textContent === 'Keep only B',
        ),
      );
      const leaves = (detail) =>
        visit.run((detail) => {
          const lab = document.querySelector('gradient-lab');
          const [button] = lab.shadowRoot.querySelectorAll('.verdict-card .keep button');
          button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
          return lab.experiment.includes('vs=');
        }, detail);
      assert.equal(await leaves(2), true, 'the second click of two');
      assert.equal(await leaves(1), false, 'a click');
    }),

  'a button of a run that something else has replaced does nothing': (browser) =>
    visiting(browser, { hash: OTHER }, async (visit) => {
      await visit.step(1);
      for (const way of ['back', 'another experiment', 'three cells']) {
        await visit.run(
          ([way, hash]) => {
            if (way === 'back') location.hash = hash;
            else document.querySelector('gradient-lab').experiment = hash;
          },
          [way, PAIR],
        );
        await visit.step(2);
        await visit.until(
          `run B before ${way}`,
          () =>
            document.querySelector('gradient-lab').shadowRoot.querySelector('[data-run=B] [data-action=go-on]') !==
            null,
        );
        await visit.run(lateClick, way);
        await visit.opened();
        assert.equal(await visit.status(), 'ready', way);
      }
    }),
};
