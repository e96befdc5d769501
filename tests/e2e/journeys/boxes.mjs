// At every width, and zoomed, each text of the page stands in its card and in the window, whole and clear of others.
// To add a view, add a row to VIEWS: what is opened, and what is done there before it is measured.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { ADDRESS, visiting } from '../driver/visit.mjs';

const HEIGHT = 900;
/**
 * A browser that zooms to 200 % lays the page out in half as many CSS pixels and paints each of them twice as large.
 * Text cannot tell the second part, so a window of half the size stands for the zoom.
 */
const zoomed = (width, height) => ({ name: `${width} px at 200 %`, width: width / 2, height: height / 2 });
const SCREENS = [
  ...[320, 360, 390, 768, 1024, 1366, 1440, 1920, 2560].map((width) => ({
    name: `${width} px`,
    width,
    height: HEIGHT,
  })),
  zoomed(1366, 768),
];

const LSTM =
  'data=adding&length=40&width=16&batch=32&cell=lstm&optimizer=adam&learning_rate=0.01' +
  '&activation=tanh&init=lecun_normal';
const beside = (...links) => links.map((link) => `&vs=${encodeURIComponent(link)}`).join('');

/** Opens every fold, so that what it holds is measured too. */
function unfold() {
  for (const fold of document.querySelector('gradient-lab').shadowRoot.querySelectorAll('details')) fold.open = true;
}

/** Presses a button of the lab unless what it opens is open already. */
function open({ action, opened }) {
  const { shadowRoot } = document.querySelector('gradient-lab');
  if (!shadowRoot.querySelector(opened)) shadowRoot.querySelector(`[data-action=${action}]`).click();
}

const isOpen = (opened) => document.querySelector('gradient-lab').shadowRoot.querySelector(opened) !== null;

/** The big type of a presenter. */
const enlarge = () => document.querySelector('gradient-lab').toggleAttribute('data-big', true);

/** What is opened, up to which step, what is done there with what, and from which width on. */
const VIEWS = [
  { name: 'watch', link: 'step=3&detail=watch' },
  { name: 'explain', link: 'step=3&detail=explain' },
  { name: 'lab', link: 'step=3&detail=lab', act: unfold },
  { name: 'big type', link: 'step=3&detail=explain', act: enlarge, from: 768 },
  { name: '100 layers', link: 'hidden_layers=100&step=2&detail=lab' },
  { name: 'LSTM', link: `${LSTM}&step=3&detail=lab`, act: unfold },
  { name: 'compared', link: `step=40${beside('activation=relu&init=he_normal', 'norm=batch')}&detail=lab` },
  { name: 'exploded', link: 'preset=KNOB&step=20&detail=lab' },
  { name: 'two runs in Watch', link: 'preset=KNOB&detail=watch' },
  { name: 'three cells in Watch', link: 'preset=ADD&step=3&detail=watch' },
  { name: 'paths in Watch', link: 'preset=SGD&detail=watch' },
  { name: 'a stopped run in Watch', link: 'preset=NAN&detail=watch' },
  {
    name: 'the gallery',
    link: 'detail=watch&step=1',
    act: open,
    given: { action: 'gallery', opened: 'dialog.gallery[open]' },
  },
  {
    name: 'the panel of Share',
    link: 'detail=watch&step=3',
    act: open,
    given: { action: 'share', opened: 'dialog.share-panel[open]' },
  },
  {
    name: 'a task in the panel of Share',
    link: 'detail=lab&step=3&open=activation&hide=answers&goal=Make%20layer%201%20learn',
    act: open,
    given: { action: 'share', opened: 'dialog.share-panel[open]' },
  },
  { name: 'by hand', link: 'preset=BP&detail=explain' },
  { name: 'the page of words', page: 'how-it-works.html' },
];

/** What a text has to stay in, and be clear of others in. */
const CARDS =
  '.bar, .sentence, .jumps, .transport, .messages, .strip, .legend, .more-strips, .as-table, .card, .gates, ' +
  '.group, .presets, .claim, .run, figure, .seeds, dialog, .text, footer';

/** In the page: what is wrong with its texts, in words. */
function faults(cards) {
  const lab = document.querySelector('gradient-lab');
  const top = lab?.shadowRoot ?? document.body;
  const SLACK = 1.5;
  const found = new Set();
  const style = (node) => getComputedStyle(node);
  const say = (words, node) => found.add(`${words}: “${node.textContent.trim().replace(/\s+/g, ' ').slice(0, 60)}”`);

  /** Elements from a text outwards, across the border of the lab's own tree. */
  const around = (node) => {
    const chain = [];
    for (let at = node.parentElement; at && at !== lab && at !== document.body; at = at.parentElement) chain.push(at);
    return chain;
  };
  const seen = (chain) =>
    chain[0]?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !chain.some((node) => node.matches('select, canvas, svg, math, .aside, .hidden-word'));

  /** The part of a text's box that its scrollers leave, or null; what is cut off for good is a fault. */
  const shown = (box, chain, text) => {
    let { left, right, top, bottom } = box;
    for (const node of chain) {
      const { overflowX, overflowY } = style(node);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const edge = node.getBoundingClientRect();
      const lost = (over, by) => (over === 'hidden' || over === 'clip') && by > SLACK;
      if (lost(overflowX, Math.max(edge.left - left, right - edge.right))) say('cut at the side', text);
      if (lost(overflowY, Math.max(edge.top - top, bottom - edge.bottom) - 2)) say('cut above or below', text);
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom, text } : null;
  };

  const byCard = new Map();
  const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const chain = around(text);
    if (!text.data.trim() || !seen(chain)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const card = chain.find((node) => node.matches(cards)) ?? chain.at(-1);
    const edge = card.getBoundingClientRect();
    for (const rect of range.getClientRects()) {
      const box = rect.width > 0.5 && shown(rect, chain, text);
      if (!box) continue;
      if (box.left < -SLACK || box.right > innerWidth + SLACK) say('outside the window', text);
      const out = [edge.left - box.left, box.right - edge.right, edge.top - box.top, box.bottom - edge.bottom];
      if (Math.max(...out) > SLACK + 2) say(`outside its ${card.className || card.localName}`, text);
      byCard.set(card, [...(byCard.get(card) ?? []), box]);
    }
  }

  // Lines may be closer than the boxes of their letters are high: what counts is the middle of each.
  const inner = ({ left, right, top, bottom }) => [
    left + 1,
    right - 1,
    top + (bottom - top) / 4,
    bottom - (bottom - top) / 4,
  ];
  for (const boxes of byCard.values()) {
    boxes.forEach((one, i) => {
      const [l, r, t, b] = inner(one);
      for (const other of boxes.slice(i + 1)) {
        const [left, right, above, below] = inner(other);
        const apart = one.text === other.text || left >= r || right <= l || above >= b || below <= t;
        if (!apart) say(`printed over “${other.text.data.trim().slice(0, 40)}”`, one.text);
      }
    });
  }

  for (const node of top.querySelectorAll('*')) {
    const clips =
      !['visible', 'auto', 'scroll'].includes(style(node).overflowX) && node.scrollWidth > node.clientWidth + 1;
    const field = node.matches('input[type=text]') && node.scrollWidth > node.clientWidth + 1;
    const own = node.matches('canvas, svg, progress, .aside, .hidden-word, input[readonly]') || !node.checkVisibility();
    if ((clips || field) && !own && (field || node.textContent.trim()))
      say(`cut: ${node.localName}.${node.className}`, node);
  }
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.add(`the page is ${wide} px too wide`);
  return [...found];
}

/** In the page: cards off the screen are laid out too. */
function layAllOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.card, .text > section { content-visibility: visible !important }');
  const root = document.querySelector('gradient-lab')?.shadowRoot ?? document;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** The faults that stay: a new width is arranged in one frame and painted in the next ones. */
async function lasting(visit) {
  let left = null;
  for (const pause of [80, 150, 300, 600]) {
    await wait(pause);
    const now = await visit.run(faults, CARDS);
    left = left === null ? now : left.filter((fault) => now.includes(fault));
    if (!left.length) break;
  }
  return left;
}

/** The lab at the step of its link. */
async function arrive(visit, link) {
  const step = Number(/(?:^|&)step=(\d+)/.exec(link)?.[1] ?? 0);
  await visit.ready();
  await visit.until(
    `step ${step} or a stop, all runs`,
    (step) => {
      const { lab, dataset } = document.querySelector('gradient-lab');
      return dataset.status !== 'loading' && (lab.frame().step >= step || lab.frame().stopped);
    },
    step,
  );
}

async function look(visit, { link, act, given, from = 0 }) {
  if (link !== undefined) await arrive(visit, link);
  await visit.run(layAllOut);
  const found = [];
  for (const { name, width, height } of SCREENS.filter((screen) => screen.width >= from)) {
    await visit.tab.resize(width, height);
    await wait(60);
    if (act) await visit.run(act, given);
    if (given) await visit.until(given.opened, isOpen, given.opened);
    found.push(...(await lasting(visit)).map((fault) => `${name}: ${fault}`));
  }
  return found;
}

export const boxes = Object.fromEntries(
  VIEWS.map((view) => [
    `every text has its place: ${view.name}`,
    (browser) =>
      visiting(
        browser,
        { address: new URL(view.page ?? '', ADDRESS).href, hash: view.link, height: HEIGHT },
        async (visit) => {
          assert.deepEqual(await look(visit, view), []);
        },
      ),
  ]),
);
