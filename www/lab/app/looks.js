/** Light or dark: the colors that every panel reads, and the shared axis. */
import { Axis } from '../draw/axis.js';
import { colorScales } from '../draw/colors.js';
import { isDark, palette } from '../draw/theme.js';

export class Looks {
  /**
   * @param {HTMLElement} host
   * @param {any} glue the wasm-bindgen API
   * @param {number} stages
   */
  constructor(host, glue, stages) {
    this.host = host;
    this.glue = glue;
    this.axis = new Axis(stages, 0);
    this.dark = isDark(host);
    this.palette = palette(host);
    this.scales = colorScales(glue, this.dark);
    this.read();
  }

  /** After the theme may have changed. */
  read() {
    this.dark = isDark(this.host);
    this.host.dataset.theme = this.dark ? 'dark' : 'light'; // the style sheet's tokens follow it
    this.palette = palette(this.host);
    this.scales = colorScales(this.glue, this.dark);
  }

  toggle() {
    this.host.setAttribute('theme', this.dark ? 'light' : 'dark');
  }
}
