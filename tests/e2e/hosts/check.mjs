// What must be true of a figure in every host.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Visit } from '../driver/visit.mjs';
import { equip } from './inpage.mjs';

/** A strict policy that is only reported: the host may break it, the lab may not. */
export const REPORTED =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data: blob:; font-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; " +
  'trusted-types gradient-lab';
/** The browsers also write on the console what that policy reports. */
const REPORT = /report.only/i;
/** Scripts of ours, and those that a host gives an address of its own. */
const OURS = /gradient-lab|blob:/;

/** The experiment of all notes, and what it must end in after three steps: xtask has computed it natively. */
const LAYERS = 50;
const DIGEST = process.env.GRADIENT_LAB_DIGEST;
const LEAST_INK = 500;

/** Opens the notes at an anchor of their own, and checks them. */
export async function visitNotes(browser, host, address) {
  const { page, anchor = '#hand-in', forgive = [] } = host;
  const options = {
    address: `${address}${page}`,
    hash: anchor,
    detail: '',
    first: [equip],
    forgive: [...forgive, REPORT],
  };
  const visit = await Visit.open(browser, options);
  try {
    await host.open?.(visit);
    const figure = inFrame(visit, host.frame);
    await stands(figure);
    await opensWhatWasAskedFor(figure);
    if (anchor === '#hand-in') await leavesTheAnchor(visit);
    await leavesThePageAlone(visit, figure, host);
    await complains(visit, figure, host);
    await host.leave?.(visit);
    assert.deepEqual(visit.faults.filter(unknown(visit)), [], 'when the reader goes');
  } catch (error) {
    error.message += `\n${await visit.report()}`;
    throw error;
  } finally {
    await visit.tab.close();
  }
}

/** How to ask the document in which the figure stands: the page, or a frame in it. */
function inFrame(visit, part) {
  const { native } = visit.tab;
  const frame = () => (part ? native.frames().find((one) => one.url().includes(part)) : native);
  const run = async (work, argument) => frame()?.evaluate(work, argument);
  const until = async (what, work, argument, milliseconds = 60_000) => {
    const end = Date.now() + milliseconds;
    for (;;) {
      const answer = await run(work, argument);
      if (answer) return answer;
      if (Date.now() > end) assert.fail(`waited ${milliseconds / 1000} s for this: ${what}`);
      await wait(50);
    }
  };
  return { run, until };
}

const stands = ({ until }) =>
  until('the figure stands', () => {
    const lab = globalThis.gradientLabNotes?.lab();
    return ['ready', 'stopped'].includes(lab?.dataset.status);
  });

async function opensWhatWasAskedFor({ run, until }) {
  const { layers, view, link } = await run(() => {
    const { lab, view } = globalThis.gradientLabNotes.lab();
    return { layers: lab.summary().hidden_layers, view, link: lab.link() };
  });
  assert.deepEqual({ layers, view }, { layers: LAYERS, view: 'flow' });
  assert.match(link, /\bseed=23\b/);
  await until('ink on a canvas', (least) => globalThis.gradientLabNotes.ink() > least, LEAST_INK);
}

/** The reader who has followed a link to a heading still sees it, and nothing has taken the focus. */
async function leavesTheAnchor(visit) {
  const at = await visit.run(() => {
    const { top } = document.getElementById('hand-in').getBoundingClientRect();
    return { hash: location.hash, focus: document.activeElement.tagName, seen: top >= -1 && top < innerHeight };
  });
  assert.deepEqual(at, { hash: '#hand-in', focus: 'BODY', seen: true });
}

/** A step by a script, by the mouse and by the keyboard: the page stands where it stood. */
async function leavesThePageAlone(visit, figure, { frame }) {
  const holder = frame && 'iframe';
  await visit.run((holder) => globalThis.gradientLabNotes.place(holder).scrollIntoView({ block: 'nearest' }), holder);
  await wait(500); // hosts that scroll smoothly, and write the heading in view into the address
  const standing = () => visit.run((holder) => globalThis.gradientLabNotes.standing(holder), holder);
  const before = await standing();
  const reaches = (step) =>
    figure.until(`step ${step}`, (step) => globalThis.gradientLabNotes.lab().currentStep === step, step);

  await reaches(1);
  await figure.run(() => globalThis.gradientLabNotes.lab().step());
  await reaches(2);
  await wait(500); // an address would be written soon after the step
  assert.deepEqual(await standing(), before, 'after a step');

  await clickOnStep(visit, figure, holder);
  await reaches(3);
  assert.equal(
    await figure.run(() => globalThis.gradientLabNotes.lab().lab.digest()),
    DIGEST,
    'the bits of native code',
  );
  await visit.press('>');
  await reaches(4);
  await visit.press('Space');
  await reaches(5);
  await wait(500);
  const { focus: _, ...after } = await standing();
  const { focus: __, ...still } = before;
  assert.deepEqual(after, still, 'after steps by mouse and keyboard');
}

/** Clicks where the button is seen: in a frame, from the frame's corner on. */
async function clickOnStep(visit, { run }, holder) {
  const button = await run(() => {
    const box = globalThis.gradientLabNotes
      .lab()
      .shadowRoot.querySelector('[data-action=step]')
      .getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  const corner = await visit.run((holder) => {
    const box = holder ? document.querySelector(holder).getBoundingClientRect() : { x: 0, y: 0 };
    return [box.x, box.y];
  }, holder);
  await visit.tab.click(button[0] + corner[0], button[1] + corner[1]);
}

/** What the host is not known to say itself. */
const unknown = (visit) => (fault) => !visit.forgive.some((known) => known.test(fault));

/** Nothing on the console, no report of a policy that is ours, and nothing asked of another site. */
async function complains(visit, figure, { inlined }) {
  const reports = () => globalThis.gradientLabTest.violations;
  const violations = [...(await visit.run(reports)), ...(await figure.run(reports))];
  const ours = violations.filter((text) => inlined || OURS.test(text.replace(/^.* in /, '')));
  const faults = visit.faults.filter(unknown(visit));
  assert.deepEqual([...faults, ...ours], [], 'the browser complained');
  const own = new URL(visit.address).origin;
  const strangers = visit.requests.filter((url) => !/^(data|blob|about):/.test(url) && new URL(url).origin !== own);
  assert.deepEqual(strangers, [], 'the page asked another origin');
}
