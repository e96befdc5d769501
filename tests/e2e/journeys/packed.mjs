// What `cargo xtask pack` hands out, opened as its readers open it: everywhere the lab gets ready, trains, and ends in
// the same bits as the page.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { hosting, PACKED } from '../driver/host.mjs';
import { visiting } from '../driver/visit.mjs';
import { counting, RANGE, started, tested } from './pool.mjs';
import { press } from './runs.mjs';
import { catchFiles, openPanel, said, saved } from './saving.mjs';

const SITE = process.env.GRADIENT_LAB_ADDRESS_PACKED;
const LINK = 'data=circle&hidden_layers=4&activation=tanh&seed=11';
const FILE = pathToFileURL(join(PACKED, 'gradient-lab.html')).href;
/** The policy that the page itself is served with; it allows no worker from a `blob:` address. */
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data: blob:; require-trusted-types-for 'script'; trusted-types gradient-lab";
/** What the browser itself says where that policy blocks a worker. */
const NO_WORKERS = [
  /^policy: (worker-src|script-src|script-src-elem) blocked blob/,
  /^(console\.error|uncaught): .*(violates|blocked).*(Content.Security.Policy|worker-src|script-src)/,
];

const notes = (head, body = `<gradient-lab experiment="${LINK}"></gradient-lab>`) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Week 7</title>${head}</head><body>
   <h1>Week 7</h1><div id="here">${body}</div></body></html>`;
const CLASSIC = notes('<script src="gradient-lab.classic.js"></script>');
const MODULE = notes('<script type="module" src="gradient-lab.js"></script>');
/** A notebook imports the text of the module, and the model's traits are the attributes. */
const WIDGET = notes(
  `<script type="module">
    const text = await (await fetch('gradient-lab.js')).text();
    const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const { default: widget } = await import(address);
    const [traits, heard] = [{ experiment: '${LINK}', detail: 'watch', controls: null }, new Map()];
    const model = {
      get: (name) => traits[name],
      on: (event, tell) => heard.set(event, tell),
      off: (event) => heard.delete(event),
    };
    globalThis.change = (name, value) => {
      traits[name] = value;
      heard.get('change:' + name)();
    };
    globalThis.heard = heard;
    globalThis.cleanUp = widget.render({ model, el: document.querySelector('#here') });
  </script>`,
  '',
);

/** In a page or a frame: three steps by the button, then the digest of all that was computed. */
async function trained({ until, run }) {
  const ready = () => ['ready', 'stopped'].includes(document.querySelector('gradient-lab')?.dataset.status);
  await until('the lab is ready', ready);
  for (let step = 1; step <= 3; step++) {
    await run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=step]').click());
    await until(`step ${step}`, (step) => document.querySelector('gradient-lab').currentStep === step, step);
  }
  return run(() => document.querySelector('gradient-lab').lab.digest());
}
const inVisit = (visit) => ({ until: visit.until.bind(visit), run: visit.run.bind(visit) });
const digest = (visit) => trained(inVisit(visit));

/** The digest of the page itself, once for each browser. */
const expected = new Map();
function ofPage(browser) {
  if (!expected.has(browser.name)) expected.set(browser.name, visiting(browser, { hash: LINK }, digest));
  return expected.get(browser.name);
}

/** Opens a page of packed files, and compares. */
const same = (browser, options) =>
  visiting(browser, options, async (visit) => assert.equal(await digest(visit), await ofPage(browser)));

/** A job goes to a worker, or is done in the page, with the same numbers. */
const ranged = (browser, options, workers) =>
  visiting(browser, { first: [counting], ...options }, async (visit) => {
    const { there, here } = await tested(visit);
    assert.ok(there.length > 3 * 20, `${there.length} numbers`);
    assert.deepEqual(there, here);
    if (workers) assert.equal(await started(visit), 1);
  });

export const packed = {
  'an experiment is saved as one file, which opens by double click at its step and with its task': async (browser) => {
    const task = `${LINK}&step=3&detail=watch&open=activation&hide=answers&goal=Make%20it%20learn`;
    const folder = await mkdtemp(join(tmpdir(), 'gradient-lab-'));
    let [digest, file, before] = ['', '', ''];
    const look = async (visit) => {
      await visit.step(3);
      return visit.run(() => {
        const { lab, shadowRoot } = document.querySelector('gradient-lab');
        const shown = (part) => shadowRoot.querySelector(part).checkVisibility();
        const [goal, answers] = [shadowRoot.querySelector('.goal').textContent, shown('.verdict-card')];
        const open = [...shadowRoot.querySelectorAll('[data-quick]')].filter((knob) => knob.checkVisibility());
        return { digest: lab.digest(), goal, answers, open: open.map((knob) => knob.dataset.quick) };
      });
    };
    const save = async (visit) => {
      const seen = await look(visit);
      digest ||= seen.digest;
      assert.deepEqual(seen, { digest, goal: 'Goal Make it learn', answers: false, open: ['activation'] });
      await openPanel(visit);
      const { name, bytes } = await saved(visit, 'file');
      assert.equal(name, 'gradient-lab-step-3.html');
      if (before) assert.ok(bytes === before, 'saved again it is the same file');
      before = visit.address.startsWith('file:') ? bytes : '';
      file = join(folder, `${name}`);
      await writeFile(file, bytes, 'latin1');
    };
    const first = [catchFiles];
    try {
      await visiting(browser, { address: SITE, hash: task, first, detail: 'watch' }, save);
      for (let again = 0; again < 3; again++) {
        const address = pathToFileURL(file).href;
        await visiting(browser, { address, first, detail: 'watch' }, async (visit) => {
          await save(visit);
          assert.deepEqual(
            visit.requests.filter((url) => !/^(file|data|blob):/.test(url)),
            [],
          );
        });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },

  'a saved file that is damaged says so and opens the first experiment': async (browser) => {
    const page = (await readFile(new URL(FILE), 'utf8')).replace(
      '</head>',
      '<script type="application/json" id="gradient-lab-saved">{"state":</script></head>',
    );
    await hosting({ '/damaged.html': page }, (address) =>
      visiting(browser, { address: `${address}damaged.html`, detail: 'watch' }, async (visit) => {
        await visit.ready();
        assert.match(await visit.words('message'), /cannot be read, so the first experiment is shown/);
      }),
    );
  },

  'a script in a page of notes has no file to save, and says so': (browser) =>
    hosting({ '/notes.html': MODULE }, (address) =>
      visiting(browser, { address: `${address}notes.html` }, async (visit) => {
        await visit.ready();
        await openPanel(visit);
        await press(visit, '[data-share=file]');
        assert.match(await said(visit), /no file to save. Copy the link instead/);
      }),
    ),

  'the packed site': async (browser) => {
    assert.ok(SITE, 'set GRADIENT_LAB_ADDRESS_PACKED (cargo xtask test does)');
    await same(browser, { address: SITE, hash: LINK });
    await ranged(browser, { address: SITE, hash: RANGE }, true);
  },

  'the single file, by double click': async (browser) => {
    await same(browser, { address: FILE, hash: LINK });
    await ranged(browser, { address: FILE, hash: RANGE }, true);
  },

  'the single file opens the gallery, and its words open experiments': (browser) =>
    visiting(browser, { address: FILE }, async (visit) => {
      await visit.ready();
      await visit.run(() => {
        const { shadowRoot } = document.querySelector('gradient-lab');
        shadowRoot.querySelector('[data-action=gallery]').click();
      });
      await visit.until('the pictures are drawn', () => {
        const { shadowRoot } = document.querySelector('gradient-lab');
        return shadowRoot.querySelectorAll('dialog.gallery .picture path').length > 100;
      });
      await visit.run(() => {
        document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=gallery-close]').click();
        document.querySelector('footer details').open = true;
        document.querySelector('footer a[href="#preset=DERIV"]').click();
      });
      await visit.until('the experiment is open', () =>
        document.querySelector('gradient-lab').experiment.includes('data=sweep'),
      );
    }),

  'after a panic the single file has a fresh engine': (browser) => {
    const forgive = [/^console\.warning: Gradient Lab: report of an error/];
    return visiting(browser, { address: FILE, hash: `${LINK}&step=3`, forgive }, async (visit) => {
      await visit.step(3);
      const before = await visit.run(() => {
        const { lab, shadowRoot } = document.querySelector('gradient-lab');
        const digest = lab.digest();
        globalThis.first = lab.constructor;
        globalThis.first.prototype.advance = () => {
          throw new Error('panicked at a test');
        };
        shadowRoot.querySelector('[data-action=phase]').click();
        return digest;
      });
      await visit.until('a fresh engine', () => {
        const { lab, status, currentStep } = document.querySelector('gradient-lab');
        return lab && lab.constructor !== globalThis.first && status === 'ready' && currentStep === 3;
      });
      assert.equal(await visit.run(() => document.querySelector('gradient-lab').lab.digest()), before);
    });
  },

  'the single file in a sandboxed frame': (browser) =>
    hosting(
      { '/notes.html': notes('', `<iframe sandbox="allow-scripts" src="gradient-lab.html#${LINK}"></iframe>`) },
      (address) =>
        visiting(browser, { address: `${address}notes.html` }, async (visit) => {
          const frame = () => visit.tab.native.frames().find((frame) => frame.url().includes('gradient-lab.html'));
          await visit.until('there is a frame', () => frames.length === 1);
          const run = (work, argument) => frame().evaluate(work, argument);
          const until = async (what, work, argument) => {
            const end = Date.now() + 30_000;
            while (!(await run(work, argument))) assert.ok(Date.now() < end, `waited for this: ${what}`);
          };
          assert.equal(await trained({ until, run }), await ofPage(browser));
          assert.equal(await run(() => globalThis.origin), 'null');
          assert.deepEqual(await run(() => globalThis.gradientLabTest.violations), []);
        }),
    ),

  'the classic script and the module in a page of notes': (browser) =>
    hosting({ '/classic.html': CLASSIC, '/module.html': MODULE }, async (address) => {
      for (const page of ['classic', 'module']) {
        await same(browser, { address: `${address}${page}.html` });
      }
      const page = { '/notes.html': CLASSIC.replace(LINK, RANGE) };
      await hosting(page, (address) => ranged(browser, { address: `${address}notes.html` }, true));
    }),

  'the classic script under a strict policy, which refuses its workers': (browser) =>
    hosting(
      { '/classic.html': CLASSIC, '/range.html': CLASSIC.replace(LINK, RANGE) },
      async (address) => {
        await same(browser, { address: `${address}classic.html` });
        await ranged(browser, { address: `${address}range.html`, forgive: NO_WORKERS });
      },
      { csp: STRICT },
    ),

  'the module through a blob address, as a widget of a notebook': (browser) =>
    hosting({ '/notebook.html': WIDGET }, (address) =>
      visiting(browser, { address: `${address}notebook.html`, detail: 'watch' }, async (visit) => {
        assert.equal(await digest(visit), await ofPage(browser));
        await visit.run(() => globalThis.change('experiment', 'data=xor&hidden_layers=2'));
        await visit.until('another experiment', () =>
          document.querySelector('gradient-lab').experiment.includes('xor'),
        );
        await visit.run(() => globalThis.cleanUp());
        assert.equal(await visit.run(() => document.querySelectorAll('gradient-lab').length), 0);
        assert.equal(await visit.run(() => globalThis.heard.size), 0);
      }),
    ),

  'the page of a preset': (browser) =>
    hosting({}, (address) =>
      visiting(browser, { address: `${address}embed/NAN/index.html` }, async (visit) => {
        await visit.ready();
        assert.match(await visit.link(), /activation=relu.*init=normal/);
      }),
    ),
};

const inTests = promisify(execFile);
const ATTW = 'node_modules/@arethetypeswrong/cli/dist/index.js';
const cwd = new URL('..', import.meta.url);

/** Without a browser. */
export const npmPackage = {
  'publint finds nothing to complain about': async () => {
    const { publint } = await import('publint');
    const { messages } = await publint({ pkgDir: join(PACKED, 'npm'), strict: true, level: 'warning' });
    assert.deepEqual(messages, []);
  },

  'and the types are not wrong': async () => {
    const options = ['--pack', join(PACKED, 'npm'), '--profile', 'esm-only', '--no-color', '--no-emoji'];
    await inTests(process.execPath, [ATTW, ...options], { cwd });
  },
};
