// Real Chromium, by playwright-core. Playwright brings no browser of its own here: it starts the installed one.
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launch({ executable, dark }) {
  const browser = await chromium.launch({ executablePath: executable, args: FLAGS });
  const colorScheme = dark ? 'dark' : 'light';
  return {
    async newTab({ width, height, touch = false }) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, hasTouch: touch });
      return tab(await context.newPage(), context);
    },
    close: () => browser.close(),
  };
}

function tab(page, context) {
  return {
    native: page,
    onConsole: (tell) => page.on('console', (message) => tell(message.type(), message.text())),
    onError: (tell) => page.on('pageerror', (error) => tell(String(error))),
    onRequest: (tell) => page.on('request', (request) => tell(request.url())),
    onFailedRequest: (tell) =>
      page.on('requestfailed', (request) => tell(request.url(), request.failure()?.errorText ?? '')),
    beforeScripts: (work) => page.addInitScript(work),
    go: (address) => page.goto(address, { waitUntil: 'load' }),
    run: (work, argument) => page.evaluate(work, argument),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    click: (x, y, count) => page.mouse.click(x, y, { clickCount: count }),
    tap: (x, y) => page.touchscreen.tap(x, y),
    mouse: page.mouse,
    wheel: (x, y) => page.mouse.wheel(x, y),
    prefer: (wishes) => page.emulateMedia(wishes),
    hide: (meanwhile) => hidden(page, meanwhile),
    resize: (width, height) => page.setViewportSize({ width, height }),
    shot: (path, whole) => page.screenshot({ path, fullPage: whole }),
    close: () => context.close(),
  };
}

/** Playwright keeps every page visible, even behind another tab, so the page is only told that it is hidden. */
async function hidden(page, meanwhile) {
  const show = (state) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
      Object.defineProperty(document, 'hidden', { configurable: true, value: state === 'hidden' });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, state);
  await show('hidden');
  await meanwhile();
  await show('visible');
}
