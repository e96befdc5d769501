// What is saved can be read in a test, and goes nowhere.
import { press } from './runs.mjs';

/** Runs in the page before its own scripts. */
export function catchFiles() {
  globalThis.saved = [];
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    globalThis.saved.push({ blob });
    return address.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = function () {
    globalThis.saved.at(-1).name = this.download;
  };
}

/** Opens the panel of 'Share', as a reader does. */
export async function openPanel(visit) {
  await press(visit, '[data-action=share]');
  await visit.until('the panel', () =>
    Boolean(document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.share-panel')?.open),
  );
}

/** What a button of the panel saves: its name, and its bytes as Latin-1. */
export async function saved(visit, button) {
  await visit.run(() => {
    globalThis.saved.length = 0;
  });
  await press(visit, `[data-share=${button}]`);
  await visit.until(`a file by ${button}`, () => Boolean(globalThis.saved.at(-1)?.name));
  return visit.run(async () => {
    const { name, blob } = globalThis.saved.at(-1);
    let bytes = '';
    for (const byte of new Uint8Array(await blob.arrayBuffer())) bytes += String.fromCharCode(byte);
    return { name, bytes };
  });
}

/** What the panel says. */
export const said = (visit) =>
  visit.run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('.share-panel .said').textContent);
