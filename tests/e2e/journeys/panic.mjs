// A panic ends the engine of the page, and every lab on it reopens its experiment with a fresh one.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

/** The lab reports each panic once, as a warning. */
const forgive = [/^console\.warning: Gradient Lab: report of an error/];

/** In the page: the next `times` calls of a lab's method panic in Rust: an index that is too large. */
export async function breakEngine([method, times, again]) {
  const address = new URL(`pkg/gradient_lab.js${again ? `?again=${again}` : ''}`, document.baseURI).href;
  const glue = await import(address);
  const sound = glue.Lab.prototype[method];
  let left = times;
  glue.Lab.prototype[method] = function (...given) {
    left -= 1;
    if (left >= 0) glue.over_seeds('ABC', [7], [1], true, 1);
    return sound.apply(this, given);
  };
}

const click = (visit, action) =>
  visit.run(
    (action) => document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-action=${action}]`).click(),
    action,
  );

const notice = (visit) =>
  visit.until('the notice', () => {
    const item = document.querySelector('gradient-lab').shadowRoot?.querySelector('[role=status] .trouble');
    return item?.textContent;
  });

/** In the page: keeps what is copied, because a headless browser has no clipboard to read. */
export function clipboard() {
  const writeText = async (text) => {
    globalThis.copied = text;
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
}

/** In the page: another lab below the first one, with an experiment of its own. */
function second() {
  const lab = document.createElement('gradient-lab');
  lab.setAttribute('experiment', 'hidden_layers=3&width=8&step=4');
  document.body.append(lab);
}

const labsAt = (visit, steps) =>
  visit.until(
    `labs at the steps ${steps}`,
    (steps) => {
      const labs = [...document.querySelectorAll('gradient-lab')];
      return (
        labs.length === steps.length && labs.every((lab, i) => lab.status === 'ready' && lab.currentStep === steps[i])
      );
    },
    steps,
  );

export const panic = {
  'after a panic every lab of the page reopens at its step, and the report can be copied': (browser) =>
    visiting(browser, { hash: 'width=8&step=12', first: [clipboard], forgive }, async (visit) => {
      await visit.step(12);
      await visit.run(second);
      await labsAt(visit, [12, 4]);
      await click(visit, 'step');
      await labsAt(visit, [13, 4]);
      const before = await visit.run(() =>
        [...document.querySelectorAll('gradient-lab')].map(({ lab }) => lab.digest()),
      );
      await visit.run(breakEngine, ['advance', 1]);
      await click(visit, 'phase');
      assert.match(await notice(visit), /engine stopped and was started again; .* reopened from its link/);
      await labsAt(visit, [13, 4]);
      const after = await visit.run(() =>
        [...document.querySelectorAll('gradient-lab')].map(({ lab }) => lab.digest()),
      );
      assert.deepEqual(after, before, 'the same numbers as before');
      const report = await visit.run(async () => {
        document.querySelector('gradient-lab').shadowRoot.querySelector('.trouble button').click();
        return globalThis.copied;
      });
      assert.match(report, /Message: Error: panicked at src\/web\/compare\.rs:\d+:\d+:\nindex out of bounds/);
      assert.match(report, /Experiment: width=8.*step=13/);
      assert.match(report, /s {2}step\n.*s {2}phase$/);
      await click(visit, 'step');
      await labsAt(visit, [14, 4]);
      const lost = await visit.run(async () => {
        const { memoryLost } = await import(new URL('lab/wasm/module.js', document.baseURI).href);
        return memoryLost();
      });
      assert.ok(lost > 1 && lost < 100, `${lost} MiB of the instance that panicked`);
    }),

  'a panic while a panel is drawn is no fault of the panel': (browser) =>
    visiting(browser, { hash: 'width=8', forgive }, async (visit) => {
      await visit.ready();
      await visit.run(breakEngine, ['why', 1]);
      await click(visit, 'step');
      await notice(visit);
      await visit.opened();
      const broken = await visit.run(
        () => document.querySelector('gradient-lab').shadowRoot.textContent.match(/This part has failed/)?.[0] ?? '',
      );
      assert.equal(broken, '');
    }),

  'a panic soon after the last one ends in the card, from which the lab can be started': (browser) =>
    visiting(browser, { hash: 'width=8&step=3', first: [clipboard], forgive }, async (visit) => {
      await visit.step(3);
      await visit.run(breakEngine, ['head', 1]);
      await click(visit, 'step');
      await notice(visit);
      await visit.step(3);
      await visit.opened();
      await visit.run(breakEngine, ['head', 1, 1]);
      await click(visit, 'step');
      await visit.until('the card', () => document.querySelector('gradient-lab').status === 'failed');
      await click(visit, 'report');
      await visit.until('a copied report', () => /panicked at/.test(globalThis.copied));
      await click(visit, 'rebuild');
      await visit.step(3);
      await visit.opened();
    }),

  'an error of the page leaves the engine running, and is told in a sentence': (browser) =>
    visiting(browser, { hash: 'width=8&step=1', forgive: [/^console\.error: .*broken on purpose/s] }, async (visit) => {
      await visit.step(1);
      await visit.opened();
      await visit.run(async () => {
        const { Lab } = await import(new URL('pkg/gradient_lab.js', document.baseURI).href);
        const sound = Lab.prototype.head_back;
        Lab.prototype.head_back = () => {
          Lab.prototype.head_back = sound;
          throw new Error('broken on purpose');
        };
      });
      await click(visit, 'back');
      assert.match(await notice(visit), /did not work, but the lab goes on/);
      await click(visit, 'step');
      await visit.step(2);
      assert.equal(await visit.status(), 'ready');
    }),
};
