// The notes of one host, as `cargo xtask hosts` has built them, in real browsers: node hosts.mjs NAME PLACE, where the
// place is a folder to serve or the address of a server that runs.
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hosting } from './driver/host.mjs';
import { launch, NAMES } from './driver/browsers.mjs';
import { HOSTS } from './hosts/table.mjs';
import { REPORTED, visitNotes } from './hosts/check.mjs';

const PATIENCE = { timeout: 240_000 };
const [name, place] = process.argv.slice(2);
const host = HOSTS[name];
if (!host || !place) throw new Error(`hosts.mjs takes one of ${Object.keys(HOSTS).join(', ')}, and a place`);

/** Serves the folder, if the host has no server of its own. */
async function served(work) {
  if (/^https?:/.test(place)) return work(place);
  const pages = (await host.pages?.(place)) ?? {};
  const options = { folder: join(place, host.folder ?? ''), report: host.inlined ? undefined : REPORTED };
  return hosting(pages, work, options);
}

if (host.built) test(`${name}: what was built`, () => host.built(place));

for (const browser of NAMES.filter((one) => !host.only || host.only === one)) {
  describe(`${name} in ${browser}`, () => {
    let opened;
    before(async () => {
      opened = await launch(browser);
    });
    after(() => opened?.close());
    test('its figure is live, and it leaves the notes alone', PATIENCE, () =>
      served((address) => visitNotes(opened, host, address)),
    );
  });
}
