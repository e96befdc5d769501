// Without WebAssembly the page is still text, and one sentence says what is missing.
import assert from 'node:assert/strict';
import { visiting, WITHOUT_WASM } from '../driver/visit.mjs';

async function readsAsText(visit) {
  await visit.until(
    'the lab says that it cannot run',
    () => document.querySelector('gradient-lab')?.dataset.status === 'failed',
  );
  const text = await visit.run(() => document.body.innerText);
  assert.match(text, /a deep network learns handwritten digits/, 'the page says what it is');
  const words = await visit.run(() =>
    document.querySelector('gradient-lab a[href$="how-it-works.html"]')?.checkVisibility(),
  );
  assert.ok(words, 'and links to what can be read without it');
  const said = await visit.run(
    () => document.querySelector('gradient-lab').shadowRoot.querySelector('.failure').textContent,
  );
  assert.match(said, /WebAssembly/, 'the sentence names what is missing');
}

export const noWasm = {
  'WebAssembly forbidden by the policy': (browser) => {
    assert.ok(WITHOUT_WASM, 'set GRADIENT_LAB_ADDRESS_WITHOUT_WASM (cargo xtask test does)');
    // The browser itself reports what the policy blocked; the page's own code must add nothing to that.
    const forgive = [
      /^policy: script-src blocked wasm-eval/,
      /^(console\.error|uncaught): .*(violates|blocked).*(Content.Security.Policy|script-src)/,
    ];
    return visiting(browser, { address: WITHOUT_WASM, forgive }, readsAsText);
  },

  'no WebAssembly at all': (browser) =>
    visiting(
      browser,
      {
        first: [
          () => {
            delete globalThis.WebAssembly;
          },
        ],
      },
      readsAsText,
    ),
};
