// The two browsers behind one small interface: launch, newTab, run, press, click, shot.
import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';

/** Where xtask found them; by hand, Debian's places. */
const PLACES = {
  chromium: process.env.GRADIENT_LAB_CHROMIUM ?? '/usr/bin/chromium',
  firefox: process.env.GRADIENT_LAB_FIREFOX ?? '/usr/bin/firefox-esr',
};
const DRIVERS = { chromium, firefox };

export const NAMES = Object.keys(DRIVERS);

/** Starts a browser whose pages see a light or a dark system. */
export async function launch(name, { dark = false } = {}) {
  const browser = await DRIVERS[name].launch({ executable: PLACES[name], dark });
  return { name, dark, ...browser };
}
