/** 'Copy link': to the experiment from its start, or at the step that is shown. 'To PyTorch': the run as a file. */
import { h } from '../draw/dom.js';
import { digestWords } from '../run/digestwords.js';
import { copy, putBack } from '../run/link.js';
import { count } from '../wasm/numbers.js';
import { Menu } from './menu.js';
import { record } from './report.js';

/**
 * The two menus of the header.
 * @param {import('./parts.js').Parts} parts
 * @param {(step: number) => string} address what follows # in the link to a step
 */
export function shareMenu(parts, address) {
  return h('span', { class: 'sharing' }, linkMenu(parts, address).node, torchMenu(parts, address).node);
}

/**
 * A run at step 0 has one link, so nothing is asked.
 * @param {import('./parts.js').Parts} parts
 * @param {(step: number) => string} address
 */
function linkMenu({ link, messages, runs }, address) {
  const share = async (/** @type {number} */ step) => {
    const at = link.address(address(step));
    const which = step ? `at training step ${count(step)}` : 'from the start';
    messages.say((await copy(at)) ? `The link to this experiment ${which} is copied.` : `Copy this link: ${at}`);
  };
  return new Menu({
    words: 'Copy link',
    title: 'Copy a link to this experiment',
    action: 'share',
    items: () => {
      const start = { words: 'From the start', run: () => share(0) };
      const { step } = runs;
      if (step === 0) return [start];
      const name = () => messages.say(inWords(runs.main.lab.digest(), step));
      return [
        start,
        { words: `At this training step (${count(step)})`, run: () => share(step) },
        { words: 'Three words for this state', run: name },
      ];
    },
  });
}

/**
 * What a class compares aloud.
 * @param {string} digest
 * @param {number} step
 */
const inWords = (digest, step) =>
  `At training step ${count(step)} this state is called “${digestWords(digest)}”. ` +
  'Whoever has the same three words has the same numbers, bit for bit.';

/**
 * The generator is loaded when it is first used.
 * @param {import('./parts.js').Parts} parts
 * @param {(step: number) => string} address
 */
function torchMenu({ link, messages, runs }, address) {
  const send = async (/** @type {import('../export/torch.js').Kind} */ kind) => {
    record(`export ${kind}`);
    try {
      const { lab, steps } = runs.main;
      const at = link.address(address(steps));
      const { toTorch } = await import('../export/pytorch.js');
      const { file, refusal } = await toTorch(lab, at, kind);
      if (file) download(file);
      messages.say(file ? `${file.name} rebuilds this network in PyTorch and checks its gradients.` : `${refusal}`);
    } catch (error) {
      messages.attempt(() => {
        throw error;
      });
    }
  };
  return new Menu({
    words: 'To PyTorch',
    title: 'Save this run as a file that rebuilds it in PyTorch',
    action: 'torch',
    items: () => [
      { words: 'As a script', run: () => send('script') },
      { words: 'As a notebook', run: () => send('notebook') },
    ],
  });
}

/** @param {import('../export/torch.js').File} file */
function download({ name, type, text }) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000); // Firefox reads it after the click
}

/**
 * The part after # of a link to this state, or to another step of it, with the other runs and the page's own keys.
 * @param {import('./parts.js').Parts} parts
 * @param {any} glue the wasm-bindgen API
 * @param {number} [step]
 */
export function addressOf({ comparing, pageKeys, runs }, glue, step) {
  const { coming } = comparing;
  const texts = [...runs.others.map((run) => run.lab.text()), ...coming.texts];
  const { lab } = runs.main;
  const here = step === undefined && texts.length === 0;
  const link = here ? lab.link() : glue.join_link(lab.text(), step ?? runs.step, texts);
  const { letters: _, ...own } = pageKeys.values; // those of the link that was opened
  const letters = coming.letters || runs.letters;
  return putBack(letters ? { ...own, letters } : own, link);
}
