// What the monkey can do. An action says first what it is going to do, so that a page that hangs is named by it.
import { setTimeout as wait } from 'node:timers/promises';
import { find, KINDS } from './targets.mjs';
import { oddTable, oddValue } from './values.mjs';

const STEERING = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
/** A key that stands here twice is pressed twice as often. */
const KEYS = [
  ...'Space Space Space , . . > > r R ? b f p n Escape Escape Enter Tab Tab Tab Shift+Tab Backspace Delete'.split(' '),
  ...STEERING,
];
const WIDTHS = [320, 360, 480, 768, 1024, 1119, 1120, 1121, 1440, 1920];
const HEIGHTS = [360, 600, 780, 900, 1200];

/**
 * @typedef {{visit: import('../driver/visit.mjs').Visit, random: import('./random.mjs').Random,
 *   links: import('./values.mjs').Links, say: (text: string) => void}} Hands
 */

/** A part of the page and a point in it. */
async function aim({ visit, random }, kind) {
  const part = await visit.run(find, [KINDS[kind], random.next()]);
  const [across, down] = [random.next(), random.next()];
  return part && { ...part, ...inside(part, part.left + across * part.width, part.top + down * part.height) };
}

/** The nearest point on the screen: no hand reaches beyond it. */
function inside({ screen: [width, height] }, x, y) {
  return { x: Math.min(Math.max(0, x), width - 1), y: Math.min(Math.max(0, y), height - 1) };
}

const at = ({ x, y }) => `at ${Math.round(x)}, ${Math.round(y)}`;

/** An action on a part of this kind; it does nothing where the page shows none. */
const on = (kind, verb, act) => async (hands) => {
  const part = await aim(hands, kind);
  hands.say(part ? `${verb} ${part.name} ${at(part)}` : `${verb}: no ${kind}`);
  if (part) await act(hands, part);
};

const click =
  (count) =>
  ({ visit }, { x, y }) =>
    visit.tab.click(x, y, count);

async function drag({ visit, random }, part) {
  const { mouse } = visit.tab;
  await mouse.move(part.x, part.y);
  await mouse.down();
  for (let moves = random.between(1, 6); moves > 0; moves--) {
    const to = inside(part, part.x + random.between(-200, 200), part.y + random.between(-60, 60));
    await mouse.move(to.x, to.y);
  }
  await mouse.up();
}

async function hover({ visit, random }, part) {
  for (let moves = random.between(2, 6); moves > 0; moves--) {
    const to = inside(part, part.left + random.next() * part.width, part.top + random.next() * part.height);
    await visit.tab.mouse.move(to.x, to.y);
  }
}

async function type({ visit, random, say }, part) {
  const text = part.name.startsWith('textarea') ? oddTable(random) : oddValue(random);
  const end = random.pick(['Enter', 'Enter', 'Tab', 'Escape']);
  say(`type “${text.slice(0, 40)}” and ${end} into ${part.name} ${at(part)}`);
  await visit.tab.click(part.x, part.y, 1);
  await visit.press('Control+a');
  if (text) await visit.tab.type(text);
  else await visit.press('Delete');
  await visit.press(end);
}

/** By keys, as a menu that is open is not a part of the page. */
async function choose({ visit, random, say }, part) {
  const option = part.options.length ? random.pick(part.options) : '';
  const letters = option.slice(0, 4).replace(/[^a-z0-9]/gi, '');
  say(`choose “${option}” in ${part.name} ${at(part)}`);
  await visit.tab.click(part.x, part.y, 1);
  if (letters) await visit.tab.type(letters);
  if (!letters || random.chance(0.3)) await visit.press(random.pick(['ArrowDown', 'ArrowUp', 'End', 'Home']));
  await visit.press(random.pick(['Enter', 'Enter', 'Tab']));
}

async function steer({ visit, random, say }, part) {
  const keys = Array.from({ length: random.between(1, 6) }, () => random.pick(STEERING));
  say(`${keys.join(' ')} on ${part.name} ${at(part)}`);
  await visit.tab.click(part.x, part.y, 1);
  await visit.press(...keys);
}

async function keys({ visit, random, say }) {
  const pressed = Array.from({ length: random.between(1, 5) }, () => random.pick(KEYS));
  say(`press ${pressed.join(' ')}`);
  await visit.press(...pressed);
}

async function open({ visit, random, links, say }) {
  const link = links.any(random);
  say(`open #${link.length > 300 ? `${link.slice(0, 300)}… (${link.length} characters)` : link}`);
  await visit.run((link) => {
    location.hash = link;
  }, link);
}

/** A load and not a change of the hash. */
async function load({ visit, random, links, say }) {
  const link = links.any(random);
  say(`load the page with #${link.slice(0, 300)}`);
  await visit.go(link);
}

async function travel({ visit, random, say }) {
  const by = random.pick([-1, -1, -2, 1]);
  say(`go ${by < 0 ? 'back' : 'forward'} by ${Math.abs(by)}`);
  // Not beyond the first entry of the page: that one is the browser's own empty page.
  await visit.run((by) => globalThis.navigation?.currentEntry.index + by >= 0 && history.go(by), by);
  await wait(150);
}

async function resize({ visit, random, say }) {
  const [width, height] = [random.chance(0.5) ? random.pick(WIDTHS) : random.between(320, 1920), random.pick(HEIGHTS)];
  say(`resize to ${width} × ${height}`);
  await visit.tab.mouse.move(1, 1); // the pointer must not be left beyond the screen
  await visit.tab.resize(width, height);
}

async function wheel({ visit, random, say }) {
  const by = random.between(-1500, 1500);
  say(`turn the wheel by ${by}`);
  await visit.tab.wheel(random.chance(0.2) ? by : 0, by);
}

async function hide({ visit, random, say }) {
  const time = random.between(50, 700);
  say(`hide the tab for ${time} ms`);
  await visit.tab.hide(() => wait(time));
}

async function prefer({ visit, random, say }) {
  const wishes = {
    colorScheme: random.pick(['light', 'dark', 'no-preference']),
    reducedMotion: random.pick(['reduce', 'no-preference']),
    forcedColors: random.pick(['active', 'none', 'none']),
  };
  say(visit.tab.prefer ? `prefer ${Object.values(wishes).join(', ')}` : 'prefer: not in this browser');
  await visit.tab.prefer?.(wishes);
}

async function putBack({ visit, random, say }) {
  const time = random.pick([0, 0, 30, 300]);
  const times = random.between(1, 3);
  say(`remove the element and put it back after ${time} ms, ${times} times`);
  for (let left = times; left > 0; left--) {
    await visit.run(() => {
      globalThis.monkeyLab = document.querySelector('gradient-lab');
      globalThis.monkeyLab.remove();
    });
    await wait(time);
    await visit.run(() => document.querySelector('.stage').append(globalThis.monkeyLab));
  }
}

async function set({ visit, random, links, say }) {
  const [name, value] = random.pick([
    ['theme', random.pick(['light', 'dark', 'auto', 'x'])],
    ['controls', random.pick(['full', 'transport', 'none', null])],
    ['experiment', random.chance(0.5) ? null : links.any(random)],
  ]);
  say(`set the attribute ${name} to ${value}`);
  await visit.run(
    ([name, value]) => {
      const lab = document.querySelector('gradient-lab');
      if (value === null) lab.removeAttribute(name);
      else lab.setAttribute(name, value);
    },
    [name, value],
  );
}

async function rest({ random, say }) {
  const time = random.between(100, 1500);
  say(`wait ${time} ms`);
  await wait(time);
}

/** @type {{weight: number, run: (hands: Hands) => Promise<void>}[]} */
export const ACTIONS = [
  { weight: 14, run: on('part', 'click', click(1)) },
  { weight: 12, run: on('press', 'click', click(1)) },
  { weight: 14, run: on('transport', 'click', click(1)) },
  { weight: 4, run: on('tab', 'click', click(1)) },
  { weight: 4, run: on('box', 'click', click(1)) },
  { weight: 4, run: on('share', 'share by', click(1)) },
  { weight: 4, run: on('press', 'double-click', click(2)) },
  { weight: 3, run: on('part', 'tap', ({ visit }, { x, y }) => visit.tab.tap(x, y)) },
  { weight: 4, run: on('slider', 'drag', drag) },
  { weight: 4, run: on('picture', 'drag', drag) },
  { weight: 6, run: on('picture', 'hover over', hover) },
  { weight: 4, run: on('picture', 'click', click(1)) },
  { weight: 4, run: on('picture', 'steer', steer) },
  { weight: 4, run: on('slider', 'steer', steer) },
  { weight: 9, run: on('field', 'type', type) },
  { weight: 9, run: on('choice', 'choose', choose) },
  { weight: 8, run: keys },
  { weight: 8, run: open },
  { weight: 1, run: load },
  { weight: 3, run: travel },
  { weight: 3, run: resize },
  { weight: 3, run: wheel },
  { weight: 1, run: hide },
  { weight: 1, run: prefer },
  { weight: 2, run: putBack },
  { weight: 2, run: set },
  { weight: 8, run: rest },
];
