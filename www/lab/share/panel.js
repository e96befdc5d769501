/** The panel of 'Share': a link, its QR code, embed code, one file, pictures and numbers, and a task for a class. */
import { h, write } from '../draw/dom.js';
import { digestWords } from '../run/digestwords.js';
import { copy } from '../run/link.js';
import { count } from '../wasm/numbers.js';
import { idsIn } from '../wasm/tables.js';
import { EmbedPart } from './embedpart.js';
import { QrPart } from './qrpart.js';
import { TakePart } from './takepart.js';
import { Task } from './task.js';

/** @typedef {import('./source.js').Source} Source */
/** @typedef {import('./source.js').Panel} Panel */

/** @implements {Panel} */
export class SharePanel {
  /** @param {Source} source */
  constructor(source) {
    this.source = source;
    /** Whether the link leads to the step that is shown, and not to the start. */
    this.here = true;
    this.said = h('p', { class: 'said', role: 'status' });
    this.field = h('input', { type: 'text', readonly: true, 'aria-label': 'Link', onfocus: () => this.field.select() });
    this.when = h('div', { class: 'when', role: 'radiogroup', 'aria-label': 'The link leads' });
    this.words = h('p', { class: 'note' });
    this.local = h('p', { class: 'note' }, LOCAL);
    this.without = h('p', { class: 'note without' }, WITHOUT);
    this.task = new Task(source.catalog, () => this.draw());
    this.qr = new QrPart(this);
    this.embed = new EmbedPart(this);
    this.take = new TakePart(this);
    this.dialog = this.build();
  }

  build() {
    const close = { type: 'button', class: 'shut', 'data-share': 'close', onclick: () => dialog.close() };
    const send = { type: 'button', class: 'primary', 'data-share': 'copy', onclick: () => this.copyLink() };
    const dialog = h(
      'dialog',
      { class: 'share-panel', 'aria-label': 'Share this experiment' },
      h('button', close, 'Close'),
      h('h2', null, 'Share this experiment'),
      this.when,
      h('div', { class: 'share-row' }, this.field, h('button', send, 'Copy link')),
      this.local,
      this.without,
      this.words,
      h('div', { class: 'share-row' }, this.qr.button, this.embed.button, this.take.file),
      this.qr.node,
      this.embed.node,
      this.take.node,
      this.task.node,
      this.said,
    );
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
    return dialog;
  }

  open() {
    const { pageKeys, now } = this.source;
    this.task.read(pageKeys, now().axis);
    this.say('');
    this.take.refresh();
    this.draw();
    this.dialog.showModal();
  }

  /** The step of the link. */
  get step() {
    return this.here ? this.source.now().step : 0;
  }

  /** What follows # in the link. */
  get state() {
    return this.source.state(this.step, this.task.keys);
  }

  get link() {
    return this.source.link(this.state);
  }

  draw() {
    const { step, digest } = this.source.now();
    const choice = (/** @type {boolean} */ here, /** @type {string} */ words) => {
      const choose = () => {
        this.here = here;
        this.draw();
      };
      const radio = { type: 'radio', name: 'share-when', checked: this.here === here, onchange: choose };
      return h('label', null, h('input', radio), ` ${words}`);
    };
    const at = `at training step ${count(step)}`;
    this.when.hidden = step === 0;
    const focused = this.when.contains(/** @type {ShadowRoot} */ (this.dialog.getRootNode()).activeElement);
    this.when.replaceChildren(choice(true, at), choice(false, 'from the start'));
    if (focused) this.when.querySelector('input:checked')?.dispatchEvent(new Event('focus'));
    this.field.value = this.link;
    this.local.hidden = !isLocal(this.field.value);
    this.without.hidden = idsIn(this.state).length === 0;
    this.words.hidden = step === 0;
    write(this.words, `At this step the state is called “${digestWords(digest)}”. ${SAME}`);
    this.qr.draw();
    this.embed.draw();
  }

  /** @param {string} text */
  say(text) {
    write(this.said, text);
  }

  async copyLink() {
    const which = this.step ? `at training step ${count(this.step)}` : 'from the start';
    await this.copy(this.field, `The link to this experiment ${which} is copied.`);
  }

  /**
   * Where the clipboard is closed to us, the text is selected instead.
   * @param {HTMLInputElement|HTMLTextAreaElement} field
   * @param {string} done
   */
  async copy(field, done) {
    const copied = await copy(field.value);
    if (!copied) field.focus();
    if (!copied) field.select();
    this.say(copied ? done : 'This page may not use the clipboard: the text is selected, copy it with Ctrl+C.');
  }
}

/** Whether an address leads nowhere on another machine. @param {string} link */
function isLocal(link) {
  const { protocol, hostname } = new URL(link);
  return protocol === 'file:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

const LOCAL = 'This address works on this machine only. Save as one file to send the experiment to somebody else.';
const WITHOUT = 'Your data are not in a link. Save as one file: that holds them.';
const SAME = 'Whoever has the same three words has the same numbers, bit for bit.';
