/** The link holds the whole experiment: its text, its seed and its step, in the part after #. */

const SETTLE = 300; // browsers refuse a page that rewrites its address too often

export class Link {
  /**
   * @param {() => string} current
   * @param {boolean} bound whether this lab owns the page's address
   */
  constructor(current, bound) {
    this.current = current;
    this.bound = bound;
    this.timer = 0;
  }

  /** What an address asks for. @param {string} [address] */
  static read(address = location.href) {
    const text = new URL(address).hash.replace(/^#/, '');
    return text.includes('=') ? text : decodeSafely(text);
  }

  /** The address of this very state. */
  address() {
    const text = this.current();
    const base = location.href.replace(/#.*$/, '');
    return text ? `${base}#${text}` : base;
  }

  /** Soon, and once for many changes. */
  update() {
    if (!this.bound) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.write(), SETTLE);
  }

  write() {
    try {
      history.replaceState(history.state, '', this.address());
    } catch {
      // A sandboxed frame may not rewrite its address; the link can still be copied.
    }
  }

  /** What follows is another page of the reader's history: 'back' finds this one again. */
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

/** Some mail programs escape the whole link. @param {string} text */
function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** True when the text reached the clipboard. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
