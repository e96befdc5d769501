/** Light or dark, and the colors that a pen needs. They follow the surrounding page, not the system. */

const WATCHED = ['class', 'style', 'data-theme', 'data-md-color-scheme', 'theme'];

/** Any CSS color as [r, g, b, a]; the canvas is the browser's own color parser. */
let parser = /** @type {CanvasRenderingContext2D|null} */ (null);
/** Reading a pixel back is slow, and a page has few colors. @type {Map<string, [number, number, number, number]>} */
const parsed = new Map();

/** @param {string} css */
function rgba(css) {
  const color = parsed.get(css) ?? parse(css);
  parsed.set(css, color);
  return color;
}

/** @param {string} css @returns {[number, number, number, number]} */
function parse(css) {
  parser ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!parser) return [0, 0, 0, 255];
  parser.clearRect(0, 0, 1, 1);
  parser.fillStyle = css;
  parser.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = parser.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a];
}

/**
 * An opaque blend of two colors: strokes with alpha take six times as long to paint.
 * @param {string} from
 * @param {string} to
 * @param {number} t
 */
function mix(from, to, t) {
  const a = rgba(from);
  const b = rgba(to);
  const part = (/** @type {0|1|2} */ i) => Math.round(a[i] + (b[i] - a[i]) * t);
  return `rgb(${part(0)} ${part(1)} ${part(2)})`;
}

/** The first opaque background behind the host. @param {Element} host */
function backdrop(host) {
  for (let node = /** @type {Element|null} */ (host.parentElement); node; node = node.parentElement) {
    const color = rgba(getComputedStyle(node).backgroundColor);
    if (color[3] > 127) return color;
  }
  return null;
}

/** @param {HTMLElement} host @returns {boolean} dark? */
export function isDark(host) {
  const asked = host.getAttribute('theme');
  if (asked === 'dark' || asked === 'light') return asked === 'dark';
  const behind = backdrop(host);
  if (!behind) return matchMedia('(prefers-color-scheme: dark)').matches;
  return 0.2126 * behind[0] + 0.7152 * behind[1] + 0.0722 * behind[2] < 110;
}

/**
 * Calls back when anything changes that the theme depends on; returns a function that stops this.
 * @param {() => void} changed
 */
export function watchTheme(changed) {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((q) => matchMedia(q));
  for (const query of queries) query.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  for (const node of [document.documentElement, document.body]) {
    observer.observe(node, { attributes: true, attributeFilter: WATCHED });
  }
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** The style sheet's tokens, for canvases. @param {HTMLElement} host */
export function palette(host) {
  const style = getComputedStyle(host);
  const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim() || 'gray';
  const forced = matchMedia('(forced-colors: active)').matches;
  const paper = token('--paper');
  const ink = token('--ink');
  return {
    paper,
    ink,
    forced,
    muted: token('--muted'),
    line: token('--line'),
    signal: token('--signal'),
    gradient: token('--gradient'),
    gradientText: token('--gradient-text'),
    well: token('--well'),
    explodes: token('--explodes'),
    accent: token('--accent'),
    font: token('--font'),
    edges: [0.06, 0.12, 0.2, 0.3, 0.42, 0.56].map((t) => mix(paper, ink, t)),
    flash: [0.2, 0.35, 0.5, 0.65, 0.8, 0.95].map((t) => mix(paper, token('--accent'), t)),
    empty: mix(paper, ink, 0.05),
  };
}

/** @typedef {ReturnType<typeof palette>} Palette */
