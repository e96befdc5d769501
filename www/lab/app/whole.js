/** Makes the whole lab: every panel, and the page around them. */
import { h } from '../draw/dom.js';
import { CursorLine } from '../strips/cursorline.js';
import { Arrangement } from './arrange.js';
import { buildPanels } from './panels.js';
import { buildPresenter } from './presenter.js';
import { shareButton } from './share.js';
import { buildShell } from './shell.js';
import { pause } from './slices.js';
import { traceFiles } from './tracefile.js';

/**
 * @param {import('./builder.js').Builder} app
 * @param {HTMLElement[]} switches the tabs, and how much is shown
 * @param {import('../run/ports.js').Ports} ports
 * @returns {Promise<import('./built.js').Built|null>} null if the lab has gone meanwhile
 */
export async function buildWhole(app, switches, ports) {
  const { host, parts } = app;
  const { looks, painter, messages } = parts;
  const built = await buildPanels(ports);
  await pause();
  if (app.gone) return null;
  const { panels } = built;
  const traces = traceFiles(app, ports);
  const share = h(
    'span',
    { class: 'sharing' },
    shareButton(app, () => shell),
    traces.node,
  );
  const tools = { share, toggleTheme: () => looks.toggle() };
  const shell = buildShell(host, built, messages, switches, tools);
  traces.watch(shell.node);
  const { marker, rows } = shell.strips;
  painter.add(...Object.values(panels), ...built.meters, new CursorLine(ports, marker, rows));
  const arranged = { host, shell, panels, looks, view: ports.view, painter };
  const arrangement = new Arrangement(arranged, (run) => app.attempt(run));
  const presenter = buildPresenter(host, shell.node, parts, app.verbs, () => arrangement.resize());
  return { panels, shell, arrangement, presenter };
}
