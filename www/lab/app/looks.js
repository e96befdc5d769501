/** Light or dark: the colors that every panel reads, and the shared axis. */
import { Axis } from '../draw/axis.js';
import { hostTones, isDark, palette } from '../draw/theme.js';
import { colorScales } from '../wasm/colors.js';

export class Looks {
  /**
   * @param {HTMLElement} host
   * @param {number} stages
   * @param {boolean} bound whether the page is the lab's own; on another one it takes over that page's looks
   */
  constructor(host, stages, bound) {
    this.host = host;
    this.bound = bound;
    /** What carries the tokens of the page around. @type {HTMLElement|null} */
    this.node = null;
    /** Paper is light, whatever the screen is. */
    this.printing = false;
    this.axis = new Axis(stages, 0);
    this.dark = isDark(host);
    this.palette = palette(host);
    this.scales = colorScales(this.dark);
  }

  /** When the style sheets have come, or the theme may have changed. */
  read() {
    this.dark = !this.printing && isDark(this.host);
    this.host.dataset.theme = this.dark ? 'dark' : 'light'; // the style sheet's tokens follow it
    this.palette = palette(this.host, this.bound ? {} : this.follow());
    this.scales = colorScales(this.dark);
  }

  /** Background, text and font of the page around; where the theme is asked for, the lab has its own colors. */
  follow() {
    const { node, host } = this;
    const asked = host.getAttribute('theme');
    const tones = hostTones(host, !this.printing && asked !== 'light' && asked !== 'dark');
    if (this.printing) tones['--paper'] = 'rgb(255 255 255)';
    for (const [name, value] of Object.entries(tones)) {
      if (value) node?.style.setProperty(name, value);
      else node?.style.removeProperty(name);
    }
    return tones;
  }

  /**
   * Does something in the colors of paper.
   * @template T
   * @param {() => T} run
   * @returns {T}
   */
  onPaper(run) {
    this.printing = true;
    this.read();
    try {
      return run();
    } finally {
      this.printing = false;
      this.read();
    }
  }

  toggle() {
    this.host.setAttribute('theme', this.dark ? 'light' : 'dark');
  }
}
