/** What a lab that goes on says about an error. */
import { detailOf } from './report.js';

/** @typedef {import('./app.js').App} App */

/** The engine was started again. @param {App} app @param {string} report */
export function tellRestart({ parts }, report) {
  const words = 'The lab’s engine stopped and was started again; your experiment was reopened from its link.';
  parts.messages.offer(words, report);
}

/**
 * An error of the page, which leaves the engine sound.
 * @param {App} app
 * @param {unknown} error
 * @param {string} report
 */
export function tellTrouble({ parts }, error, report) {
  const { player, messages, painter } = parts;
  player.pause(); // or else it may happen again at every frame
  player.seeking = null;
  painter.changed('play');
  messages.offer(`That did not work, but the lab goes on. ${detailOf(error)}`, report);
}
