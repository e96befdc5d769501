/** The QR code of the link, large enough for a lecture hall. */
import { h } from '../draw/dom.js';
import { download } from '../draw/download.js';
import { several } from '../wasm/numbers.js';
import { foldButton } from './fold.js';
import { codeOf, codePicture, READABLE } from './qr.js';

export class QrPart {
  /** @param {import('./source.js').Panel} panel */
  constructor(panel) {
    this.panel = panel;
    this.picture = h('img', { class: 'qr', alt: 'QR code of the link' });
    this.words = h('p', { class: 'note' });
    const save = { type: 'button', class: 'small', 'data-share': 'qr-save', onclick: () => this.save() };
    this.saving = h('button', save, 'Save as SVG');
    this.node = h('div', { class: 'way', hidden: true }, this.picture, this.words, this.saving);
    this.button = foldButton('qr', 'QR code', this);
  }

  draw() {
    if (this.node.hidden) return;
    const { link } = this.panel;
    const code = codeOf(link);
    this.picture.hidden = this.saving.hidden = !code;
    this.svg = code ? codePicture(code, link) : '';
    if (code) this.picture.src = `data:image/svg+xml,${encodeURIComponent(this.svg)}`;
    const long = `This link has ${several(link.length, 'character')}`;
    this.words.textContent = !code
      ? `${long}: too many for a QR code. Save the experiment as one file instead.`
      : code.size > READABLE
        ? `${long}, so the code is fine: show it large.`
        : '';
  }

  save() {
    download({ name: `${this.panel.source.now().name}-qr.svg`, type: 'image/svg+xml', text: this.svg ?? '' });
  }
}
