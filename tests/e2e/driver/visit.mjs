// One visit to the page: whatever the browser complains about is kept, and a visit that ends with a complaint fails.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

export const ADDRESS = process.env.GRADIENT_LAB_ADDRESS ?? 'http://127.0.0.1:8080/';
export const WITHOUT_WASM = process.env.GRADIENT_LAB_ADDRESS_WITHOUT_WASM;

/** Opens a page, lets `journey` use it, and checks that nobody complained and nothing left this machine. */
export async function visiting(browser, options, journey) {
  const visit = await Visit.open(browser, options);
  try {
    const result = await journey(visit);
    await visit.check();
    return result;
  } catch (error) {
    error.message += `\n${await visit.report()}`;
    throw error;
  } finally {
    await visit.tab.close();
  }
}

export class Visit {
  faults = [];
  requests = [];

  static async open(
    browser,
    {
      address = ADDRESS,
      hash = '',
      width = 1280,
      height = 900,
      touch = false,
      detail = 'lab',
      first = [],
      forgive = [],
    } = {},
  ) {
    const visit = new Visit();
    visit.address = address;
    visit.forgive = forgive;
    visit.tab = await browser.newTab({ width, height, touch });
    visit.listen();
    await visit.tab.beforeScripts(equip);
    if (detail === 'lab') await visit.tab.beforeScripts(showAll);
    for (const work of first) await visit.tab.beforeScripts(work);
    await visit.go(hash);
    return visit;
  }

  listen() {
    this.tab.onConsole((kind, text) => {
      if (kind === 'error' || kind === 'warning') this.faults.push(`console.${kind}: ${text}`);
    });
    this.tab.onError((text) => this.faults.push(`uncaught: ${text}`));
    this.tab.onFailedRequest((url, reason) => {
      // aborted, or closed while it was read: we went to another page
      if (!/ABORTED|STREAM_CLOSED/.test(reason)) this.faults.push(`request failed: ${url} ${reason}`);
    });
    this.tab.onRequest((url) => this.requests.push(url));
  }

  /** Loads the page anew with this hash; the query makes it a load, where a hash alone would not be one. */
  async go(hash = '') {
    this.loads = (this.loads ?? 0) + 1;
    const query = this.loads > 1 ? `?load=${this.loads}` : '';
    await this.tab.go(`${this.address}${query}${hash && !hash.startsWith('#') ? '#' : ''}${hash}`);
  }

  run(work, argument) {
    return this.tab.run(work, argument);
  }

  press(...keys) {
    return keys.reduce((before, key) => before.then(() => this.tab.press(key)), Promise.resolve());
  }

  /** Asks the page until it says yes. Asked from here, because the page's policy lets no test code poll in it. */
  async until(what, work, argument, milliseconds = 30_000) {
    const end = Date.now() + milliseconds;
    for (;;) {
      const answer = await this.run(work, argument);
      if (answer) return answer;
      if (Date.now() > end) assert.fail(`waited ${milliseconds / 1000} s for this: ${what}`);
      await wait(25);
    }
  }

  async ready() {
    await this.until('the lab is ready', () =>
      ['ready', 'playing', 'stopped'].includes(document.querySelector('gradient-lab')?.dataset.status),
    );
    // What it says and shows stands with the frame after that.
    await this.run(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    return this;
  }

  /** Waits for a lab that neither loads nor plays nor has stopped. */
  opened() {
    return this.until('an open lab', () => document.querySelector('gradient-lab').status === 'ready');
  }

  step(number) {
    return this.until(
      `step ${number}`,
      (number) => document.querySelector('gradient-lab').currentStep === number,
      number,
    );
  }

  status() {
    return this.run(() => document.querySelector('gradient-lab').dataset.status);
  }

  /** The text of a part of the element: 'sentence' or 'message'. */
  words(part) {
    return this.run((part) => {
      const nodes = document.querySelector('gradient-lab').shadowRoot.querySelectorAll(`[part~=${part}]`);
      return [...nodes]
        .map((node) => node.textContent.trim())
        .join(' ')
        .trim();
    }, part);
  }

  /** Every figure of the frame as text that keeps each bit: the shortest decimals that read back the same. */
  figures() {
    return this.run(() => globalThis.gradientLabTest.figures());
  }

  link() {
    return this.run(() => document.querySelector('gradient-lab').lab.link());
  }

  async check() {
    const violations = await this.run(() => globalThis.gradientLabTest.violations);
    const faults = [...this.faults, ...violations].filter((fault) => !this.forgive.some((known) => known.test(fault)));
    assert.deepEqual(faults, [], 'the browser complained');
    const own = new URL(this.address).origin;
    const strangers = this.requests.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== own);
    assert.deepEqual(strangers, [], 'the page asked another origin');
  }

  /** For a failed journey: where the page stood. */
  async report() {
    const look = () => `${location.href}\nstatus: ${document.querySelector('gradient-lab')?.dataset.status}`;
    const stood = await this.run(look).catch((error) => `the page cannot be asked: ${error.message}`);
    return [stood, ...this.faults].join('\n');
  }
}

/**
 * Runs in the page before its own scripts: a lab that would show less at first shows everything, as most journeys need.
 */
function showAll() {
  const found = () => {
    const lab = document.querySelector('gradient-lab[detail]');
    if (!lab) return;
    observer.disconnect();
    lab.setAttribute('detail', 'lab');
  };
  const observer = new MutationObserver(found);
  observer.observe(document, { childList: true, subtree: true });
}

/** Runs in the page before its own scripts: keeps what the policy blocks, and can spell the lab's figures. */
function equip() {
  const violations = [];
  addEventListener('securitypolicyviolation', (event) => {
    violations.push(
      `policy: ${event.violatedDirective} blocked ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`,
    );
  });
  const spell = (_key, value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);
  const figures = () => JSON.stringify(document.querySelector('gradient-lab').lab.frame(), spell);
  globalThis.gradientLabTest = { violations, figures };
}
