// What the monkey looks for after each action: errors, broken text, the longest block of the page, the memory.

/** What the module itself holds beside its labs, and what lies between them, in MiB. */
const BESIDE = 64;
/** A page that is blocked for so many milliseconds hangs, on however busy a machine. */
const HANG = 30_000;

/** In the page, before its scripts: keeps errors, and measures how long the page does not answer. */
export function keepWatch() {
  const faults = [];
  const words = (error) => (error instanceof Error ? `${error}\n${error.stack}` : String(error));
  addEventListener('error', (event) => faults.push(`uncaught: ${event.message} ${event.filename}:${event.lineno}`));
  addEventListener('unhandledrejection', ({ reason }) => faults.push(`unhandled rejection: ${words(reason)}`));
  addEventListener('lab-error', ({ detail }) => faults.push(`lab-error: ${detail.title}: ${words(detail.error)}`));
  // A timer and not the long tasks of the performance timeline: Firefox has none.
  let last = performance.now();
  let longest = 0;
  const tick = () => {
    const now = performance.now();
    if (!document.hidden) longest = Math.max(longest, now - last);
    last = now;
  };
  setInterval(tick, 50);
  addEventListener('visibilitychange', () => {
    last = performance.now(); // timers of a hidden page are slowed down
  });
  globalThis.monkeyWatch = () => {
    tick();
    const taken = { faults: faults.splice(0), gap: longest };
    longest = 0;
    return taken;
  };
}

/** In the page: what there is to see now. */
export async function look() {
  // What takes time comes first: all that follows is one moment.
  const module = await import(new URL('lab/wasm/module.js', document.baseURI).href);
  const exports = await module.glue?.default(); // gives the instance that there is
  const watched = globalThis.monkeyWatch();
  const { faults } = watched;
  const labs = [...document.querySelectorAll('gradient-lab')];
  for (const { shadowRoot } of labs.filter((lab) => lab.shadowRoot)) {
    const card = shadowRoot.querySelector('.failure');
    if (card) faults.push(`failure card: ${card.textContent}`);
    for (const note of shadowRoot.querySelectorAll('.note')) {
      if (!note.textContent.startsWith('This part has failed')) continue;
      faults.push(`broken panel .${note.parentElement.className}: ${note.textContent}`);
    }
    faults.push(...brokenTexts(shadowRoot), ...brokenAttributes(shadowRoot));
  }
  const { violations } = globalThis.gradientLabTest;
  faults.push(...violations.splice(0));
  return { ...watched, memory: exports?.memory.buffer.byteLength ?? 0, status: labs[0]?.dataset.status ?? 'none' };

  function brokenTexts(root) {
    if (!/undefined|\[object|NaN|∞|\binf\b/.test(root.textContent)) return [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { data, parentElement: parent } = node;
      if ((broken(data) || unmeasured(data, parent)) && parent?.checkVisibility())
        found.push(`text “${data.trim()}” in ${place(parent)}`);
    }
    return found;
  }

  function brokenAttributes(root) {
    const found = [];
    for (const part of root.querySelectorAll('*')) {
      for (const { name, value } of part.attributes) {
        // A QR code holds the link, as it was typed.
        const quotes = name === 'placeholder' || (name === 'src' && value.startsWith('data:'));
        if (!quotes && broken(value)) found.push(`${name}=“${value.slice(0, 200)}” in ${place(part)}`);
      }
    }
    return found;
  }

  /** The lab speaks of NaN where a run has met it; a place for a number that holds nothing but NaN is a fault. */
  function broken(text) {
    const own = text.replace(/“[^”]*”/g, ''); // what is quoted was typed
    if (/\bundefined\b|\[object/.test(own)) return true;
    return /NaN/.test(own) && !/[a-z] .*NaN|NaN.* [a-z]/.test(own) && !stopped();
  }

  /** Where numbers stand, none may be missing; texts that explain what NaN is stand elsewhere. */
  function unmeasured(text, parent) {
    const live = '.sentence, .standing, .reading, .run-now, .evidence, .cause, .ticks, td, output';
    const explains = /\bln\b/.test(text); // the cause that says where a formula fails in floating point
    return /NaN|∞|\binf\b/.test(text) && !explains && parent?.closest(live) !== null && !stopped();
  }

  /** Whether a run has stopped: the main one, or one beside it, of which its row or the sentence says so. */
  function stopped() {
    return labs.some(
      ({ lab, status, shadowRoot }) =>
        status === 'stopped' ||
        lab?.frame().stopped ||
        [...shadowRoot.querySelectorAll('.sentence, .run-now, .row-small')].some(({ textContent: said }) =>
          /stopped in/.test(said),
        ),
    );
  }

  function place(part) {
    const path = [];
    for (let node = part; node && path.length < 4; node = node.parentElement) {
      path.unshift([node.localName, ...node.classList].join('.'));
    }
    const words = part.parentElement?.textContent.trim().slice(0, 60);
    return `${path.join(' > ')} (“${words}”, status ${labs[0]?.dataset.status}, step ${labs[0]?.currentStep})`;
  }
}

/** The faults of one browser's run, each kind once, with the longest gap and the largest memory. */
export class Watch {
  seen = new Map();
  longest = { gap: 0, action: 'none' };
  memory = 0;

  /** @param {number} budget of the labs of the page, in MiB */
  constructor(budget) {
    this.most = budget + BESIDE;
  }

  /**
   * @param {{faults: string[], gap: number, memory: number}} seen what `look` returned
   * @param {{text: string}} action the last one
   * @returns {string[]} the faults that are new
   */
  take({ faults, gap, memory }, action) {
    if (gap > this.longest.gap) this.longest = { gap, action: action.text };
    this.memory = Math.max(this.memory, memory);
    const all = [
      ...faults,
      ...(memory > this.most * 2 ** 20 ? [`the wasm memory is above ${this.most} MiB`] : []),
      ...(gap > HANG ? [`the page was blocked for ${Math.round(gap)} ms`] : []),
    ];
    const fresh = [...new Set(all)].filter((fault) => !this.seen.has(kind(fault)));
    for (const fault of all) this.seen.set(kind(fault), (this.seen.get(kind(fault)) ?? 0) + 1);
    return fresh;
  }

  get faults() {
    return this.seen.size;
  }
}

/** Faults that differ only in numbers, or in what stands around them, are of one kind. */
const kind = (fault) => fault.split(/\n| \(“/, 1)[0].replace(/\d+/g, '0');
