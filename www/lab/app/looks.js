/** Light or dark, wide or narrow: the colours and the axis that every panel reads, and when they change. */
import { Axis, NARROWEST, NARROWEST_TIME } from '../draw/axis.js';
import { colourScales } from '../draw/colors.js';
import { isDark, palette, watchTheme } from '../draw/theme.js';

const WIDE = 1120; // as in the style sheet

export class Looks {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {boolean|null} */
    this.wide = null;
    /** @type {boolean|null} */
    this.time = null;
    this.axis = new Axis(desk.summary.stages, 0);
    const { dark, colours, scales } = this.read();
    this.dark = dark;
    this.palette = colours;
    this.scales = scales;
    this.sizes = new ResizeObserver(() => desk.safely(() => this.resize()));
    /** @type {(() => void)[]} */
    this.undo = [];
  }

  read() {
    const { host, glue } = this.desk;
    const dark = isDark(host);
    host.dataset.theme = dark ? 'dark' : 'light'; // the style sheet's tokens follow it
    return { dark, colours: palette(host), scales: colourScales(glue.scale_colours, dark) };
  }

  watch() {
    const { shell } = this.desk;
    const resized = () => this.desk.safely(() => this.resize());
    const scrolled = () => {
      this.look();
      this.desk.painter.changed('cursor');
    };
    this.sizes.observe(shell.node);
    this.sizes.observe(shell.strips.track);
    shell.strips.scroller.addEventListener('scroll', scrolled, { passive: true });
    addEventListener('resize', resized); // also when the page moves to a screen of another density
    this.undo = [
      () => this.sizes.disconnect(),
      () => removeEventListener('resize', resized),
      watchTheme(() => this.retheme()),
    ];
  }

  stop() {
    for (const undo of this.undo) undo();
  }

  retheme() {
    const { dark, colours, scales } = this.read();
    Object.assign(this, { dark, palette: colours, scales });
    this.desk.painter.changed('theme');
  }

  toggle() {
    this.desk.host.setAttribute('theme', this.dark ? 'light' : 'dark');
  }

  /** Sizes are read here, once, and not while painting. */
  resize() {
    const { shell, summary, panels, painter } = this.desk;
    const wide = shell.node.offsetWidth >= WIDE;
    const time = Boolean(summary.time);
    if (wide !== this.wide || time !== this.time) this.arrange(wide, time);
    shell.arrange(time, (summary.time?.answers ?? 1) > 1);
    Object.assign(this, { wide, time }); // what the reader folds stays folded until the layout changes
    shell.strips.strips.style.setProperty(
      '--least',
      `${(summary.time ? NARROWEST_TIME : NARROWEST) * (summary.stages + 1)}px`,
    );
    this.axis = new Axis(summary.stages, Math.max(1, shell.strips.track.offsetWidth), summary.time);
    this.look();
    for (const panel of Object.values(panels).flat()) if ('measure' in panel) panel.measure();
    painter.changed('size');
  }

  /** Which part of the axis is in view where the strips are scrolled. */
  look() {
    const { scroller, rows } = this.desk.shell.strips;
    const gutter = rows[rows.length - 1].node.lastElementChild?.clientWidth ?? 0;
    const scrolled = scroller.scrollWidth > scroller.clientWidth + 1;
    if (scrolled) this.axis.view = { left: scroller.scrollLeft, width: scroller.clientWidth - gutter };
  }

  /**
   * In the narrow the form folds away, a crash is told above the network and a tapped unit right under it.
   * @param {boolean} wide
   * @param {boolean} time
   */
  arrange(wide, time) {
    const {
      host,
      shell: { strips, side, main },
      panels,
    } = this.desk;
    if (wide !== this.wide) panels.controls.foldFor(wide);
    const { diagnosis, why, loss, accuracy, step, sees, cell, reach, task } = panels;
    const cards = time
      ? [diagnosis, task, loss, reach, cell, accuracy, why, step]
      : [diagnosis, why, loss, accuracy, step, sees];
    side.append(...cards.map(({ node }) => node));
    if (wide && !host.hasAttribute('controls')) side.prepend(panels.crash.node);
    else main.insertBefore(panels.crash.node, strips.scroller);
    if (wide) side.append(panels.inspector.node);
    else strips.rows[0].node.after(panels.inspector.node);
  }
}
