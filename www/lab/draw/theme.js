/** Light or dark, and the colors that a pen needs. They follow the surrounding page, not the system. */

const WATCHED = ['class', 'style', 'data-theme', 'data-md-color-scheme', 'theme'];

/** Milliseconds after which a page has faded to its other theme. */
const FADE = 500;

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

/** The element around, also out of a shadow tree. @param {Element} node @returns {Element|null} */
function around(node) {
  if (node.assignedSlot) return node.assignedSlot;
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** The first opaque background, of the host itself or behind it. @param {Element} host */
function backdrop(host) {
  const own = rgba(getComputedStyle(host).backgroundColor);
  if (own[3] > 127 && !asks(host) && !isBound(host)) return own;
  for (let node = around(host); node; node = around(node)) {
    const color = rgba(getComputedStyle(node).backgroundColor);
    if (color[3] > 127) return color;
  }
  return null;
}

/** @param {Element} host */
const isBound = (host) => host.hasAttribute('bound');

/** The theme that the element asks for. @param {Element} host */
function asks(host) {
  const asked = host.getAttribute('theme');
  return asked === 'dark' || asked === 'light' ? asked : '';
}

/** @param {[number, number, number, number]} color */
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** @param {HTMLElement} host @returns {boolean} dark? */
export function isDark(host) {
  if (asks(host)) return asks(host) === 'dark';
  const behind = backdrop(host);
  if (behind) return luminance(behind) < 110;
  // No background anywhere: the color of the text tells.
  const text = luminance(rgba(getComputedStyle(around(host) ?? host).color));
  return text === 0 ? matchMedia('(prefers-color-scheme: dark)').matches && pageIsDark() : text > 145;
}

/** Whether a page without colors of its own follows the system. */
const pageIsDark = () => /dark/.test(getComputedStyle(document.documentElement).colorScheme);

/**
 * The tokens that the page around gives to the lab: an empty one is the lab's own.
 * @param {HTMLElement} host
 * @param {boolean} colors whether its colors are taken over, too
 * @returns {Record<string, string>}
 */
export function hostTones(host, colors) {
  const { fontFamily, color } = getComputedStyle(host);
  const behind = backdrop(host);
  const forced = matchMedia('(forced-colors: active)').matches;
  const tones = {
    '--font': fontFamily,
    '--paper': '',
    '--ink': '',
    '--muted': '',
    '--line': '',
    '--edge': '',
    '--card': '',
  };
  if (!colors || forced) return tones;
  const paper = behind ? `rgb(${behind.slice(0, 3).join(' ')})` : 'Canvas';
  const part = (/** @type {number} */ t) => mix(paper, color, t);
  return {
    ...tones,
    '--paper': part(0),
    '--ink': part(1),
    '--muted': part(0.68),
    '--line': part(0.12),
    '--edge': part(0.27),
    '--card': part(0.015),
  };
}

/**
 * Calls back when anything changes that the theme depends on; returns a function that stops this.
 * @param {() => void} changed
 */
export function watchTheme(changed) {
  let timer = 0;
  // A page may fade from one theme to the other: the colors are read again at the end.
  const turned = () => {
    changed();
    clearTimeout(timer);
    timer = window.setTimeout(changed, FADE);
  };
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((q) => matchMedia(q));
  for (const query of queries) query.addEventListener('change', turned);
  const observer = new MutationObserver(turned);
  for (const node of [document.documentElement, document.body]) {
    observer.observe(node, { attributes: true, attributeFilter: WATCHED });
  }
  return () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const query of queries) query.removeEventListener('change', turned);
  };
}

/**
 * The style sheet's tokens, for canvases.
 * @param {HTMLElement} host
 * @param {Record<string, string>} [tones] of the page around
 */
export function palette(host, tones = {}) {
  const style = getComputedStyle(host);
  const token = (/** @type {string} */ name) => tones[name] || style.getPropertyValue(name).trim() || 'gray';
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
