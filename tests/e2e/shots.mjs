// Pictures for a person to look at, the first screen and the whole page: node tests/e2e/shots.mjs FOLDER [--only PART-
// OF-A-NAME]
// They need a served page: cargo xtask serve, or GRADIENT_LAB_ADDRESS.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { launch, NAMES } from './driver/browsers.mjs';
import { Visit } from './driver/visit.mjs';

const WIDTHS = [1920, 1440, 1024, 768, 360];
const ADDING =
  'data=adding&length=40&width=16&batch=32&clip_norm=1&optimizer=adam&learning_rate=0.01' +
  '&activation=tanh&init=lecun_normal';
const LEARNS = 'activation=tanh&init=lecun_normal&optimizer=adam&learning_rate=0.01';
/** Runs beside the main one. */
const beside = (...links) => links.map((link) => `&vs=${encodeURIComponent(link)}`).join('');
const LINKS = {
  default: 'step=60',
  healthy: 'activation=relu&init=he_normal&step=60',
  exploded: 'preset=KNOB&gain=1.2&step=20',
  'three-layers': 'hidden_layers=3&step=60',
  'hundred-layers': 'hidden_layers=100&step=10',
  residual: 'skip=identity&norm=batch&activation=relu&init=he_normal&dropout=0.2&clip_norm=1&step=30',
  stalled: 'preset=STALL&step=150',
  blocks: 'preset=RES-TRAIN&skip=report&branch_scale=depth&step=40',
  lstm: `${ADDING}&cell=lstm&step=300`,
  gru: `${ADDING}&cell=gru&step=60`,
  rnn: `${ADDING}&cell=rnn&step=60`,
  'lstm-200': `${ADDING.replace('length=40', 'length=200')}&cell=lstm&step=4`,
  'digit-rows':
    'data=digit_rows&cell=gru&activation=tanh&init=lecun_normal&optimizer=adam&learning_rate=0.01&width=32&step=200',
  copy: `data=copy&cell=lstm&length=20&width=32&${LEARNS}&step=100`,
  sunspots: `data=sunspots&cell=gru&length=60&width=16&${LEARNS}&step=100`,
  'cells-compared': `${ADDING}&cell=lstm&step=100${beside(`${ADDING}&cell=rnn`, `${ADDING}&cell=gru`)}`,
  compared: 'step=60&vs=activation%3Drelu%26init%3Dhe_normal&vs=norm%3Dbatch',
};

const [folder, flag, only = ''] = process.argv.slice(2);
if (!folder || (flag && flag !== '--only')) {
  console.error('node tests/e2e/shots.mjs FOLDER [--only PART-OF-A-NAME]');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });

async function shoot(browser, name, link, width) {
  const visit = await Visit.open(browser, { hash: link, width, height: width < 600 ? 780 : 960 });
  await visit.ready();
  const step = Number(new URLSearchParams(link).get('step'));
  await visit.until(
    `step ${step} or a stop`,
    (step) => {
      const { lab } = document.querySelector('gradient-lab');
      return lab.frame().step >= step || lab.frame().stopped;
    },
    step,
  );
  await wait(700); // the last frame, and the charts that follow at their own pace
  await visit.tab.shot(join(folder, `${name}.png`), false);
  await visit.tab.shot(join(folder, `${name}-whole.png`), true);
  if (visit.faults.length) console.log(`${name}: ${visit.faults.join('; ')}`);
  await visit.tab.close();
}

for (const browserName of NAMES) {
  for (const dark of [false, true]) {
    const scheme = dark ? 'dark' : 'light';
    const wanted = Object.entries(LINKS).flatMap(([title, link]) =>
      WIDTHS.map((width) => [`${title}-${width}-${scheme}-${browserName}`, link, width]),
    );
    const chosen = wanted.filter(([name]) => name.includes(only));
    if (!chosen.length) continue;
    const browser = await launch(browserName, { dark });
    for (const [name, link, width] of chosen) {
      await shoot(browser, name, link, width);
      console.log(join(folder, `${name}.png`));
    }
    await browser.close();
  }
}
