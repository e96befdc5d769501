/** Which parts of the page are on the screen, or close to it. */

/** Pixels above and below the screen: what scrolls into view is already drawn. */
const MARGIN = 100;

export class Sight {
  /** Parts that are off the screen. @type {Set<HTMLElement>} */
  #away = new Set();
  /** @type {IntersectionObserver} */
  #observer;

  /** @param {() => void} changed called when something has come into view */
  constructor(changed) {
    this.#observer = new IntersectionObserver((entries) => this.#take(entries, changed), {
      rootMargin: `${MARGIN}px 0px`,
    });
  }

  /** @param {HTMLElement} node */
  watch(node) {
    this.#observer.observe(node);
  }

  /**
   * Whether it may be seen. A part that has hidden itself counts as seen: it may be about to show itself.
   * @param {HTMLElement} node
   */
  sees(node) {
    return node.hidden || !this.#away.has(node);
  }

  /**
   * @param {IntersectionObserverEntry[]} entries
   * @param {() => void} changed
   */
  #take(entries, changed) {
    const before = this.#away.size;
    for (const { target, isIntersecting } of entries) {
      const node = /** @type {HTMLElement} */ (target);
      if (isIntersecting) this.#away.delete(node);
      else this.#away.add(node);
    }
    if (this.#away.size < before) changed();
  }

  /**
   * Reads where a part is: the observer tells it only after the first frame.
   * @param {HTMLElement} node
   */
  measure(node) {
    const { top, bottom } = node.getBoundingClientRect();
    const shown = node.getClientRects().length > 0; // none where a style sheet has taken it off the page
    if (!shown || bottom < -MARGIN || top > innerHeight + MARGIN) this.#away.add(node);
    else this.#away.delete(node);
  }

  stop() {
    this.#observer.disconnect();
  }
}
