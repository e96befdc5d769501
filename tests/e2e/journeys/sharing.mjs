// 'Share' hands out links, embed code, QR codes, pictures, numbers and tasks, and a link to a late step shows the way.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';
import { press } from './runs.mjs';
import { catchFiles, openPanel, said, saved } from './saving.mjs';

/** Runs in the page before its own scripts: what it copies can be read, in browsers that would ask first. */
function catchCopies() {
  globalThis.copied = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: async (text) => globalThis.copied.push(text) },
  });
}

/** The last copied text, when there are so many. */
const copied = (visit, number) =>
  visit.until(`copy ${number}`, (number) => globalThis.copied.length === number && globalThis.copied.at(-1), number);
const hashOf = (address) => new URL(address).hash.slice(1);

/** In the panel: sets a field, as a reader does. */
const fill = (visit, selector, value) =>
  visit.run(
    ([selector, value]) => {
      const field = document.querySelector('gradient-lab').shadowRoot.querySelector(`.share-panel ${selector}`);
      if (value === true) return field.click();
      field.value = value;
      return field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
    },
    [selector, value],
  );
/** Which of these parts are shown. */
const shown = (visit, ...selectors) =>
  visit.run(
    (selectors) =>
      selectors.filter((selector) =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll(selector)].some((node) =>
          node.checkVisibility(),
        ),
      ),
    selectors,
  );

export const sharing = {
  'the link leads to the step that is shown or to the start, and three words name the state': (browser) =>
    visiting(browser, { hash: 'hidden_layers=3&width=8&detail=lab', first: [catchCopies] }, async (visit) => {
      await visit.ready();
      await openPanel(visit);
      assert.deepEqual(await shown(visit, '.share-panel .when'), [], 'at step 0 there is one link');
      await press(visit, '[data-share=copy]');
      assert.equal(hashOf(await copied(visit, 1)), 'hidden_layers=3&width=8&detail=lab');
      await visit.press('Escape');
      await visit.run(() => document.querySelector('gradient-lab').seek(5));
      await openPanel(visit);
      await press(visit, '[data-share=copy]');
      assert.equal(hashOf(await copied(visit, 2)), 'hidden_layers=3&width=8&step=5&detail=lab');
      assert.match(await said(visit), /at training step 5 is copied/);
      const words = await visit.run(
        () => document.querySelector('gradient-lab').shadowRoot.querySelector('.share-panel').textContent,
      );
      assert.match(words, /At this step the state is called “raven olive seventeen”/);
      await fill(visit, '.when label:last-child input', true);
      await press(visit, '[data-share=copy]');
      assert.equal(hashOf(await copied(visit, 3)), 'hidden_layers=3&width=8&detail=lab');
      assert.match(await said(visit), /from the start is copied/);
    }),

  'the panel is used with keys, and Escape leaves it': (browser) =>
    visiting(browser, { hash: 'step=1', first: [catchCopies] }, async (visit) => {
      await visit.step(1);
      await visit.run(() =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=share]').focus(),
      );
      await visit.press('Enter');
      await visit.until('it is open', () =>
        Boolean(document.querySelector('gradient-lab').shadowRoot.querySelector('dialog.share-panel')?.open),
      );
      const at = () => visit.run(() => document.querySelector('gradient-lab').shadowRoot.activeElement?.textContent);
      for (let tabs = 0; (await at()) !== 'Copy link'; tabs++) {
        assert.ok(tabs < 8, 'Tab does not reach the button');
        await visit.press('Tab');
      }
      await visit.press('Enter');
      assert.match(hashOf(await copied(visit, 1)), /step=1/);
      await visit.press('Escape');
      assert.equal(await at(), 'Share');
      await visit.press('.'); // the keys of the lab hold again
      await visit.until('one phase', () => document.querySelector('gradient-lab').lab.frame().done === 1);
    }),

  'where the clipboard is closed the link is selected': (browser) => {
    const closed = () => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    return visiting(browser, { hash: 'width=8', first: [closed] }, async (visit) => {
      await visit.ready();
      await openPanel(visit);
      await press(visit, '[data-share=copy]');
      await visit.until('a sentence', () =>
        /Ctrl\+C/.test(document.querySelector('gradient-lab').shadowRoot.querySelector('.said').textContent),
      );
      const selected = await visit.run(() => {
        const field = document.querySelector('gradient-lab').shadowRoot.activeElement;
        return field.value.slice(field.selectionStart, field.selectionEnd);
      });
      assert.match(selected, /^http.*#width=8/);
    });
  },

  'pictures and numbers are saved with their link': (browser) =>
    visiting(browser, { hash: 'preset=VAN&step=2&detail=lab', first: [catchFiles] }, async (visit) => {
      await visit.step(2);
      await openPanel(visit);
      const link = /http[^"<\s]*#[^"<\s]*step=2/;
      const svg = await saved(visit, 'svg');
      assert.match(svg.name, /^gradient-lab-van-step-2\.svg$/);
      assert.match(svg.bytes, /^<svg xmlns[^>]*><title>http/s);
      assert.match(svg.bytes, link);
      const { bytes } = await saved(visit, 'png');
      const png = Buffer.from(bytes, 'latin1');
      assert.match(png.toString('latin1', 0, 700), /^\x89PNG.*tEXtSource\0http/s);
      const width = Number(/ width="([\d.]+)"/.exec(svg.bytes)[1]);
      assert.ok(Math.abs(png.readUInt32BE(16) / width - 2) < 0.01, 'twice the size');
      assert.ok(png.length > 20_000, 'there is ink');
      const names = await visit.run(() =>
        [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.take option')].map((o) => o.text),
      );
      for (const name of ['what the page shows', 'Network', 'Signal', 'Gradient', 'River', 'Loss']) {
        assert.ok(names.includes(name), `${name} in ${names}`);
      }
      await visit.run((place) => {
        document.querySelector('gradient-lab').shadowRoot.querySelector('.take select').selectedIndex = place;
      }, names.indexOf('River'));
      const river = await saved(visit, 'svg');
      assert.ok(river.bytes.includes('River') && !river.bytes.includes('Network'));
      assert.match((await saved(visit, 'csv')).bytes, /^# http.*step=2[^,]*\r\nstep,layer,/);
      const { schema, step, runs } = JSON.parse((await saved(visit, 'json')).bytes);
      const [digest, loss] = await visit.run(() => {
        const { lab } = document.querySelector('gradient-lab');
        return [lab.digest(), lab.frame().loss];
      });
      assert.deepEqual([schema, step, runs[0].digest, runs[0].frame.loss], ['gradient-lab-run/1', 2, digest, loss]);
    }),

  'the embed code and the QR code hold the link': (browser) =>
    visiting(browser, { hash: 'preset=VAN&step=3', first: [catchCopies, catchFiles] }, async (visit) => {
      await visit.step(3);
      await openPanel(visit);
      await press(visit, '[data-share=embed]');
      await fill(visit, '.way select', 'flow');
      await press(visit, '[data-share=embed-copy]');
      const code = await copied(visit, 1);
      assert.match(code, /^<iframe src="http[^"]*\?embed=1&amp;view=flow#[^"]*step=3[^"]*" title="[^"]+" width="720" /);
      assert.doesNotMatch(code, /style/);
      await press(visit, '[data-share=qr]');
      await visit.until('the code is drawn', () => {
        const image = document.querySelector('gradient-lab').shadowRoot.querySelector('img.qr');
        return image.complete && image.naturalWidth > 0;
      });
      const { bytes } = await saved(visit, 'qr-save');
      assert.match(bytes, /<title>http[^<]*step=3/);
    }),

  'a task opens some knobs, hides parts and names a goal, and its link does the same': (browser) =>
    visiting(browser, { hash: 'preset=VAN&step=3&detail=lab', first: [catchCopies] }, async (visit) => {
      await visit.step(3);
      const parts = ['.goal', '[data-key=width]', '[data-key=activation]', '.diagnosis', '.cure', '.experiments'];
      assert.deepEqual(await shown(visit, ...parts), parts.slice(1));
      await openPanel(visit);
      await visit.run(() => {
        document.querySelector('gradient-lab').shadowRoot.querySelector('.share-task').open = true;
      });
      await fill(visit, '.goal-field input', 'Make layer 1 learn & say why');
      await fill(visit, '.share-task > label:nth-of-type(3) input', true);
      await fill(visit, '.knob-ticks input[value=activation]', true);
      await fill(visit, '.ticks-of input[value=answers]', true);
      await fill(visit, '.ticks-of input[value=experiments]', true);
      await press(visit, '[data-share=copy]');
      const link = hashOf(await copied(visit, 1));
      assert.match(
        link,
        /&open=activation&hide=answers%2Cexperiments&goal=Make%20layer%201%20learn%20%26%20say%20why$/,
      );
      await visit.go(link);
      await visit.ready();
      await visit.step(3);
      assert.deepEqual(await shown(visit, ...parts), ['.goal', '[data-key=activation]']);
      const goal = () =>
        visit.run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('.goal').textContent);
      assert.equal(await goal(), 'Goal Make layer 1 learn & say why');
      await visit.run(() => {
        location.hash = 'width=8';
      });
      await visit.until('the next experiment has no task', () =>
        document.querySelector('gradient-lab').shadowRoot.querySelector('[data-key=width]').checkVisibility(),
      );
      assert.deepEqual(await shown(visit, '.goal'), []);
    }),

  'the newest state survives a reload, and nothing is said where storage is denied': async (browser) => {
    const denied = () =>
      Object.defineProperty(globalThis, 'sessionStorage', {
        configurable: true,
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    const frozen = () => {
      history.replaceState = () => {}; // the address does not keep up
    };
    for (const [first, step] of [
      [[frozen], 7],
      [[frozen, denied], 0],
    ]) {
      await visiting(browser, { hash: 'width=8&detail=lab', first }, async (visit) => {
        await visit.ready();
        await visit.run(() => document.querySelector('gradient-lab').seek(7));
        await visit.run(() => setTimeout(() => location.reload(), 100));
        await wait(1500); // nothing can be asked while it goes
        await visit.ready();
        await visit.step(step);
      });
    }
  },

  'a link to a late step shows a bar and what is there meanwhile': async (browser) => {
    for (const [width, height] of [
      [1366, 768],
      [360, 740],
    ]) {
      await visiting(browser, { hash: 'step=200000', width, height }, async (visit) => {
        const going = () => {
          const root = document.querySelector('gradient-lab').shadowRoot;
          const node = root?.querySelector('.going');
          if (!node?.checkVisibility()) return null;
          const { top, bottom } = node.getBoundingClientRect();
          const { currentStep: step } = document.querySelector('gradient-lab');
          return { words: node.textContent, bar: node.querySelector('progress').value, top, bottom, step };
        };
        const first = await visit.until('a bar', going);
        assert.match(first.words, /Going to training step 200,000/);
        assert.ok(first.top >= 0 && first.bottom <= height, `in view: ${first.top} to ${first.bottom}`);
        const figures = await visit.figures();
        await visit.until(
          'it goes on',
          ([figures, bar]) => {
            const root = document.querySelector('gradient-lab').shadowRoot;
            return (
              globalThis.gradientLabTest.figures() !== figures && root.querySelector('.going progress').value > bar
            );
          },
          [figures, first.bar],
        );
        await press(visit, '[data-action=play]');
        await visit.ready();
        const [shown, step] = [
          await visit.run(going),
          await visit.run(() => document.querySelector('gradient-lab').currentStep),
        ];
        assert.equal(shown, null, 'Cancel ends it');
        assert.ok(step > first.step && step < 200_000, `it stays at step ${step}`);
      });
    }
  },
};
