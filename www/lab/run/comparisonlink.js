/**
 * A comparison in a link: A's own link, then one &vs= for each other run, whose whole text is escaped. Read here,
 * before Rust sees the rest. Pure.
 */

/** @param {string} text @returns {{main: string, others: string[]}} */
export function split(text) {
  if (text.trimStart().startsWith('{')) return { main: text, others: [] };
  const pairs = text.split('&');
  const isOther = (/** @type {string} */ pair) => pair.startsWith('vs=');
  return {
    main: pairs.filter((pair) => !isOther(pair)).join('&'),
    others: pairs
      .filter(isOther)
      .slice(0, 3)
      .map((pair) => unescaped(pair.slice(3))),
  };
}

/** @param {string} main @param {string[]} others */
export const join = (main, others) =>
  [main, ...others.map((text) => `vs=${encodeURIComponent(text)}`)].filter(Boolean).join('&');

/** @param {string} text */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
