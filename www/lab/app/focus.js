/**
 * Whether the reader uses keys or a pointer, as `data-by` of the element: the ring around the focus belongs to keys
 * alone. The browser's own rule keeps a ring after a click on what had one, and gives one to what a script focuses.
 */

/**
 * @param {HTMLElement} host
 * @returns {() => void} ends it
 */
export function watchFocus(host) {
  const told = (/** @type {'keys'|'pointer'} */ by) => () => {
    host.dataset.by = by;
  };
  const [keys, pointer] = [told('keys'), told('pointer')];
  if (!host.dataset.by) pointer(); // nobody has done anything yet
  // On the whole document: a reader may come in with Tab, and what stops at the lab has passed here before.
  document.addEventListener('keydown', keys, true);
  document.addEventListener('pointerdown', pointer, true);
  return () => {
    document.removeEventListener('keydown', keys, true);
    document.removeEventListener('pointerdown', pointer, true);
  };
}

/**
 * On a page of its own, takes the focus so that the keys work at once. It does not disturb a reader who has begun to
 * read or type elsewhere, and nothing scrolls.
 * @param {ShadowRoot} root
 */
export function takeFocus(root) {
  const idle = document.activeElement === null || document.activeElement === document.body;
  const play = root.querySelector('[data-action=play]');
  if (idle && scrollY === 0 && play instanceof HTMLElement) play.focus({ preventScroll: true });
}
