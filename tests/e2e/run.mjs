// The served page in real Chromium and real Firefox. `cargo xtask test e2e` starts the servers and then this.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, NAMES } from './driver/browsers.mjs';
import { access } from './journeys/access.mjs';
import { standAlone } from './journeys/alone.mjs';
import { badLinks } from './journeys/bad-links.mjs';
import { byHand } from './journeys/by-hand.mjs';
import { boxes } from './journeys/boxes.mjs';
import { comparing } from './journeys/comparing.mjs';
import { curing } from './journeys/curing.mjs';
import { inNode, inPage, rows } from './journeys/digests.mjs';
import { focusing } from './journeys/focusing.mjs';
import { embed } from './journeys/embed.mjs';
import { embedFrame } from './journeys/embed-frame.mjs';
import { embedViews } from './journeys/embed-views.mjs';
import { fold } from './journeys/fold.mjs';
import { forking } from './journeys/forking.mjs';
import { headlines } from './journeys/headlines.mjs';
import { golden } from './journeys/golden.mjs';
import { inWords } from './journeys/in-words.mjs';
import { gallery } from './journeys/gallery.mjs';
import { keyboard } from './journeys/keyboard.mjs';
import { large } from './journeys/large.mjs';
import { LINKS, links, open } from './journeys/links.mjs';
import { many } from './journeys/many.mjs';
import { memory } from './journeys/memory.mjs';
import { meters, metersPace } from './journeys/meters.mjs';
import { noRoom } from './journeys/no-room.mjs';
import { noWasm } from './journeys/no-wasm.mjs';
import { opening } from './journeys/opening.mjs';
import { outliving } from './journeys/outliving.mjs';
import { own } from './journeys/own.mjs';
import { pace } from './journeys/pace.mjs';
import { npmPackage, packed } from './journeys/packed.mjs';
import { packedFigures } from './journeys/packed-figures.mjs';
import { paceTime } from './journeys/pace-time.mjs';
import { panic } from './journeys/panic.mjs';
import { pool } from './journeys/pool.mjs';
import { rows as watchRows } from './journeys/rows.mjs';
import { presenting } from './journeys/presenting.mjs';
import { sharing } from './journeys/sharing.mjs';
import { prepared, preparedPace } from './journeys/prepared.mjs';
import { symptoms } from './journeys/symptoms.mjs';
import { time } from './journeys/time.mjs';
import { timeCells } from './journeys/time-cells.mjs';
import { torch } from './journeys/torch.mjs';
import { trace } from './journeys/trace.mjs';
import { watch } from './journeys/watch.mjs';

const PATIENCE = { timeout: 180_000 };
const EVERYWHERE = {
  ...opening,
  ...watch,
  ...fold,
  ...keyboard,
  ...gallery,
  ...headlines,
  ...large,
  ...links,
  ...golden,
  ...badLinks,
  ...noRoom,
  ...memory,
  ...noWasm,
  ...panic,
  ...symptoms,
  ...pool,
  ...outliving,
  ...own,
  ...comparing,
  ...watchRows,
  ...prepared,
  ...curing,
  ...forking,
  ...time,
  ...timeCells,
  ...standAlone,
  ...embed,
  ...embedViews,
  ...embedFrame,
  ...meters,
  ...many,
  ...byHand,
  ...inWords,
  ...boxes,
  ...focusing,
  ...sharing,
  ...torch,
  ...trace,
  ...presenting,
  ...packed,
  ...packedFigures,
};
const ONLY = { chromium: { ...pace, ...paceTime, ...metersPace, ...preparedPace } };

/** What each link showed in each browser. */
const shown = new Map(LINKS.map((link) => [link, {}]));
/** What every row of the table of digests ended in, in each browser. */
const ended = {};

for (const name of NAMES) {
  describe(name, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser?.close());
    for (const [title, journey] of Object.entries({ ...EVERYWHERE, ...ONLY[name] })) {
      test(title, PATIENCE, () => journey(browser));
    }
    test('runs the table of digests', PATIENCE, async () => {
      ended[name] = await inPage(browser);
    });
    for (const link of LINKS) {
      test(`opens ${link}`, PATIENCE, async () => {
        shown.get(link)[name] = await open(browser, link);
      });
    }
  });
}

describe('both browsers', () => {
  test('the same digests as in Node', PATIENCE, async () => {
    assert.ok(rows().length > 120, 'the table was read');
    const node = await inNode();
    for (const name of NAMES) assert.deepEqual(ended[name], node, name);
  });
  for (const [link, figures] of shown) {
    test(`the same numbers for ${link}`, () => {
      assert.ok(figures.firefox, 'no figures to compare');
      assert.equal(figures.firefox, figures.chromium);
    });
  }
});

describe('the npm package', () => {
  for (const [title, look] of Object.entries(npmPackage)) test(title, PATIENCE, look);
});

describe('access', () => {
  for (const [title, look] of Object.entries(access)) test(title, PATIENCE, look);
});
