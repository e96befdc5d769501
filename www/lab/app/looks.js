/** Light or dark: the colors that every panel reads, and the shared axis. */
import { Axis } from '../draw/axis.js';
import { colorScales } from '../draw/colors.js';
import { isDark, palette } from '../draw/theme.js';

export class Looks {
  /**
   * @param {HTMLElement} host
   * @param {(kind: string, dark: boolean, n: number) => any} scaleColors
   * @param {number} stages
   */
  constructor(host, scaleColors, stages) {
    this.host = host;
    this.scaleColors = scaleColors;
    this.axis = new Axis(stages, 0);
    this.dark = isDark(host);
    this.palette = palette(host);
    this.scales = colorScales(scaleColors, this.dark);
    this.read();
  }

  /** After the theme may have changed. */
  read() {
    this.dark = isDark(this.host);
    this.host.dataset.theme = this.dark ? 'dark' : 'light'; // the style sheet's tokens follow it
    this.palette = palette(this.host);
    this.scales = colorScales(this.scaleColors, this.dark);
  }

  toggle() {
    this.host.setAttribute('theme', this.dark ? 'light' : 'dark');
  }
}
