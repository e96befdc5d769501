// Real Firefox, by puppeteer-core over WebDriver BiDi: no geckodriver, no patched build.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

const PREFERENCES = {
  // Puppeteer's own profile turns this off, and then file:// pages may load what no reader's Firefox lets them load.
  'security.fileuri.strict_origin_policy': true,
  // What the page saves does not go to the contributor's own downloads.
  'browser.download.folderList': 2,
  'browser.download.dir': join(tmpdir(), 'gradient-lab-downloads'),
};

/** What Playwright calls by another name. */
const KINDS = { warn: 'warning' };
const KEYS = { Space: ' ' };

export async function launch({ executable, dark }) {
  const scheme = { 'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1 };
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executable,
    headless: true,
    timeout: 120_000, // a busy machine starts it slowly
    extraPrefsFirefox: { ...PREFERENCES, ...scheme },
  });
  return {
    async newTab({ width, height }) {
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      return tab(page, browser);
    },
    close: () => browser.close(),
  };
}

function tab(page, browser) {
  return {
    native: page,
    onConsole: (tell) => page.on('console', (message) => tell(KINDS[message.type()] ?? message.type(), message.text())),
    onError: (tell) => page.on('pageerror', (error) => tell(String(error))),
    onRequest: (tell) => page.on('request', (request) => tell(request.url())),
    onFailedRequest: (tell) =>
      page.on('requestfailed', (request) => tell(request.url(), request.failure()?.errorText ?? '')),
    beforeScripts: (work) => page.evaluateOnNewDocument(work),
    go: (address) => page.goto(address, { waitUntil: 'load' }),
    run: (work, argument) => page.evaluate(work, argument),
    press: (key) => chord(page.keyboard, key.split('+')),
    type: (text) => page.keyboard.type(text),
    click: (x, y, count) => page.mouse.click(x, y, { count }),
    tap: (x, y) => page.touchscreen.tap(x, y),
    mouse: page.mouse,
    wheel: (x, y) => page.mouse.wheel({ deltaX: x, deltaY: y }),
    hide: (meanwhile) => behindAnother(page, browser, meanwhile),
    resize: (width, height) => page.setViewport({ width, height }),
    shot: (path, whole) => page.screenshot({ path, fullPage: whole }),
    close: () => page.close(),
  };
}

/** Puppeteer presses one key at a time; 'Shift+Tab' is two. */
async function chord(keyboard, keys) {
  const last = keys.pop();
  for (const key of keys) await keyboard.down(key);
  await keyboard.press(KEYS[last] ?? last);
  for (const key of keys.reverse()) await keyboard.up(key);
}

/** Another tab in front of this one for a while. */
async function behindAnother(page, browser, meanwhile) {
  const other = await browser.newPage();
  await other.bringToFront();
  await meanwhile();
  await other.close();
  await page.bringToFront();
}
