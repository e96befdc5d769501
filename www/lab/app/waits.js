/** Starts a figure when it comes near the screen, and keeps those who wait until it stands. */

/** Pixels around the screen in which a figure starts. */
const NEAR = 600;

export class Waits {
  /** @type {{resolve: () => void, reject: (error: Error) => void}[]} */
  #waiting = [];
  /** @type {IntersectionObserver|null} */
  #observer = null;

  /**
   * @param {Element} element
   * @param {() => void} start
   */
  near(element, start) {
    this.stop();
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.stop();
        start();
      },
      { rootMargin: `${NEAR}px` },
    );
    this.#observer.observe(element);
  }

  /** Whether the figure has not come near the screen yet. */
  get far() {
    return this.#observer !== null;
  }

  stop() {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  /** @returns {Promise<void>} */
  wait() {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** @param {Error} [error] if it does not stand */
  done(error) {
    for (const { resolve, reject } of this.#waiting.splice(0)) error ? reject(error) : resolve();
  }
}
