/** Light or dark: the colors that every panel reads, and the shared axis. */
import { Axis } from '../draw/axis.js';
import { isDark, palette } from '../draw/theme.js';
import { colorScales } from '../wasm/colors.js';

export class Looks {
  /**
   * @param {HTMLElement} host
   * @param {number} stages
   */
  constructor(host, stages) {
    this.host = host;
    this.axis = new Axis(stages, 0);
    this.dark = isDark(host);
    this.palette = palette(host);
    this.scales = colorScales(this.dark);
  }

  /** When the style sheets have come, or the theme may have changed. */
  read() {
    this.dark = isDark(this.host);
    this.host.dataset.theme = this.dark ? 'dark' : 'light'; // the style sheet's tokens follow it
    this.palette = palette(this.host);
    this.scales = colorScales(this.dark);
  }

  toggle() {
    this.host.setAttribute('theme', this.dark ? 'light' : 'dark');
  }
}
