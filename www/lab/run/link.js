/**
 * The link holds the whole experiment: its text, its seed and its step, in the part after #. The page's own keys are
 * taken out here; everything else goes to Rust unread.
 */

const SETTLE = 300; // browsers refuse a page that rewrites its address too often

/** Keys that only the page reads. They control how a run is shown, never what it computes. */
export const PAGE_KEYS = ['detail', 'view', 'open', 'hide', 'goal', 'meters', 'letters'];

/**
 * Parts a link into the page's own keys and the rest. The last of several equal keys counts.
 * @param {string} text
 * @returns {{own: Record<string, string>, rest: string}}
 */
export function takeOut(text) {
  /** @type {Record<string, string>} */
  const own = {};
  if (text.trimStart().startsWith('{')) return { own, rest: text };
  const rest = text.split('&').filter((pair) => {
    const key = pair.split('=', 1)[0];
    if (!PAGE_KEYS.includes(key) || !pair.includes('=')) return true;
    own[key] = decoded(pair.slice(key.length + 1));
    return false;
  });
  return { own, rest: rest.join('&') };
}

/** Half a character cannot be written into a link. @param {string} text */
const whole = (text) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/**
 * The page's own keys and the rest as one link.
 * @param {Record<string, string>} own
 * @param {string} rest
 */
export function putBack(own, rest) {
  const pairs = PAGE_KEYS.filter((key) => key in own).map((key) => `${key}=${encodeURIComponent(whole(own[key]))}`);
  return [rest, ...pairs].filter(Boolean).join('&');
}

/** Some mail programs escape the whole link, and some escapes are none. @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * What an address asks for.
 * @param {string} [address]
 */
export function readAddress(address = location.href) {
  const text = new URL(address).hash.replace(/^#/, '');
  return text.includes('=') ? text : decoded(text);
}

export class Link {
  /**
   * @param {() => string} current what follows # just now
   * @param {boolean} bound whether this lab owns the page's address
   * @param {string} [home] the address of the lab's own page, where this is another one
   */
  constructor(current, bound, home = '') {
    this.current = current;
    this.bound = bound;
    this.home = home;
    this.timer = 0;
    /**
     * The last good link: after a panic the engine cannot be asked for it. Null before there is one.
     * @type {string|null}
     */
    this.last = null;
  }

  remember() {
    this.last = this.current();
  }

  /**
   * The last good link, at another step. Needs no engine.
   * @param {number} step
   */
  lastAt(step) {
    const { last } = this;
    if (last === null) return null;
    const at = /(^|&)step=\d*/;
    if (at.test(last)) return last.replace(at, `$1step=${step}`);
    return step > 0 ? [last, `step=${step}`].filter(Boolean).join('&') : last;
  }

  /** The address of the present state, or of another link. @param {string} [text] */
  address(text = this.current()) {
    const base = this.home || location.href.replace(/#.*$/, '');
    return text ? `${base}#${text}` : base;
  }

  /** Remembers the link and writes the address soon, once for many changes. */
  update() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.remember();
      if (this.bound) this.write();
    }, SETTLE);
  }

  write() {
    try {
      history.replaceState(history.state, '', this.address());
    } catch {
      // A sandboxed frame may not rewrite its address; the link can still be copied.
    }
  }

  /** Starts a new entry in the browser's history, so that Back returns to the present one. */
  turn() {
    if (!this.bound) return;
    clearTimeout(this.timer);
    try {
      this.write();
      history.pushState(history.state, '', this.address());
    } catch {
      // A sandboxed frame keeps one address.
    }
  }

  stop() {
    clearTimeout(this.timer);
  }
}

/**
 * True when the text reached the clipboard.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
