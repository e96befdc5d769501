// The lab's own page in a frame: it tells its height and events, and takes a state from its parent alone.
import assert from 'node:assert/strict';
import { reading } from '../driver/notes.mjs';

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data: blob:; frame-src 'self'";

export const embedFrame = {
  'a frame tells height and events, and takes a state from its parent alone': (browser) => {
    const src = 'index.html?embed=1&amp;view=flow&amp;controls=none#hidden_layers=4&amp;width=5&amp;step=2';
    const script = `globalThis.told = []; addEventListener('message', ({ data }) => told.push(data));`;
    const body = `<main><iframe width="600" height="300" src="${src}" title="Four layers"></iframe></main>`;
    return reading(browser, { body, script, policy: POLICY }, async (visit) => {
      const told = (what, find) => visit.until(what, find);
      await told('ready', () => globalThis.told.some(({ name, detail }) => name === 'lab-ready' && detail.link));
      await visit.until('a height', () => globalThis.told.some(({ height }) => height > 200));
      const last = await visit.run(() => {
        const lab = document.querySelector('iframe').contentDocument.querySelector('gradient-lab');
        const messages = globalThis.told.filter((one) => one.height || one.scrollHeight).slice(-4);
        const { view, controls, shadowRoot } = lab;
        const focus = document.activeElement.tagName;
        return {
          messages,
          height: lab.offsetHeight,
          view,
          controls,
          rows: !!shadowRoot.querySelector('.caption'),
          focus,
        };
      });
      const { messages, height, ...rest } = last;
      assert.deepEqual(rest, { view: 'flow', controls: 'none', rows: false, focus: 'BODY' });
      assert.deepEqual(messages, [
        { type: 'gradient-lab', height },
        { subject: 'lti.frameResize', height },
        { subject: 'org.imsglobal.lti.frameResize', height },
        { context: 'h5p', action: 'resize', scrollHeight: height },
      ]);
      const layers = () =>
        visit.run(() => {
          const lab = document.querySelector('iframe').contentDocument.querySelector('gradient-lab');
          return lab.lab.summary().hidden_layers;
        });
      const data = { type: 'gradient-lab:set', state: 'hidden_layers=7&width=5&step=1' };
      await visit.run((data) => {
        const inside = document.querySelector('iframe').contentWindow;
        inside.dispatchEvent(new MessageEvent('message', { data, source: inside }));
      }, data);
      assert.equal(await layers(), 4, 'a stranger is not heard');
      await visit.run((data) => document.querySelector('iframe').contentWindow.postMessage(data, '*'), data);
      await visit.until('seven layers', () => {
        const lab = document.querySelector('iframe').contentDocument.querySelector('gradient-lab');
        return lab.lab.summary().hidden_layers === 7 && lab.currentStep === 1;
      });
    });
  },

  'the page itself is no frame only because its address says so': (browser) =>
    reading(
      browser,
      { body: '<main><gradient-lab bound experiment="width=4"></gradient-lab></main>' },
      async (visit) => {
        await visit.tab.go(`${visit.address}?embed=1`);
        await visit.ready();
        assert.equal(await visit.run(() => document.documentElement.className), '');
      },
    ),
};
