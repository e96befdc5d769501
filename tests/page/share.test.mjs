// What 'Share' hands out: QR codes, embed code, saved pages, numbers and pictures with their link.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { withText, png } from '../../www/lab/draw/png.js';
import { PageKeys } from '../../www/lab/run/pagekeys.js';
import { stateIn } from '../../www/lab/run/saved.js';
import { embedCode, HEIGHTS } from '../../www/lab/share/embed.js';
import { csvOf, jsonOf } from '../../www/lab/share/numbers.js';
import { codeOf, codePicture } from '../../www/lab/share/qr.js';
import { savedPage } from '../../www/lab/share/savedpage.js';
import { VIEWS } from '../../www/lab/app/contract.js';

const fromTests = createRequire(new URL('../e2e/package.json', import.meta.url));
const LINK = 'https://example.org/lab/#hidden_layers=3&vs=norm%3Dbatch&step=12';

/** What another library reads from the code. */
function decoded(code) {
  const [scale, quiet] = [4, 4];
  const side = scale * (code.size + 2 * quiet);
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [column, row] = [Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet];
      const inside = Math.min(column, row) >= 0 && Math.max(column, row) < code.size;
      if (inside && code.get(column, row)) pixels.fill(0, 4 * (y * side + x), 4 * (y * side + x) + 3);
    }
  }
  return fromTests('jsqr')(pixels, side, side)?.data;
}

test('a QR code holds the link, and its picture has every dark module', () => {
  for (const length of [0, 100, 300, 500]) {
    const link = LINK + '&live=1:0.1'.repeat(length / 10);
    const code = codeOf(link);
    assert.equal(decoded(code), link);
    const bars = [...codePicture(code, link).matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)].map((bar) =>
      bar.slice(1).map(Number),
    );
    let dark = 0;
    for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++) dark += Number(code.get(x, y));
    assert.equal(
      bars.reduce((sum, [, , width]) => sum + width, 0),
      dark,
    );
    assert.ok(bars.every(([x, y, width]) => code.get(x - 4, y - 4) && code.get(x - 5 + width, y - 4)));
  }
  assert.equal(codeOf('x'.repeat(4000)), null);
});

test('the library of the QR codes is the published one', () => {
  const ours = readFileSync(new URL('../../www/lab/share/vendor/lean-qr.js', import.meta.url), 'utf8');
  const folder = new URL('../e2e/node_modules/lean-qr/', import.meta.url);
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder)));
  const [head, code] = [ours.slice(0, ours.indexOf('\n')), ours.slice(ours.indexOf('\n') + 1)];
  assert.ok(head.startsWith(`/*! lean-qr ${version}, nano.mjs`), head);
  assert.equal(code, readFileSync(new URL('nano.mjs', folder), 'utf8'));
});

test('the embed code has a size and no style, for every view', () => {
  assert.deepEqual(Object.keys(HEIGHTS), Object.keys(VIEWS));
  const whole = embedCode(LINK, { view: 'lab', title: 'A "title" & more', open: 'width' });
  const src = 'https://example.org/lab/?embed=1#hidden_layers=3&amp;vs=norm%3Dbatch&amp;step=12';
  const title = 'A &quot;title&quot; &amp; more';
  assert.equal(whole, `<iframe src="${src}" title="${title}" width="720" height="900"></iframe>`);
  const figure = embedCode(LINK, { view: 'flow', title: 'x', open: 'width,activation' });
  assert.match(figure, /\?embed=1&amp;view=flow&amp;open=width%2Cactivation#hidden_layers=3/);
  assert.doesNotMatch(whole + figure, /style/);
});

const PAGE = '<!doctype html><html><head><title>Lab</title></head><body><gradient-lab></gradient-lab></body></html>';

test('a saved page gives its state back, whatever the state is, and can be saved again', () => {
  const states = [LINK, '', "</script><script>alert('x')</script>", '$& $1 $`', '{"data":[1,2]}', '𝛼 & <b>"'];
  for (const state of states) {
    const saved = savedPage(PAGE, state, `${state} title`);
    const [, text] = /<script type="application\/json" id="gradient-lab-saved">(.*?)<\/script>/.exec(saved);
    assert.equal(stateIn(text), state);
    assert.equal(savedPage(saved, 'a=1', 't'), savedPage(PAGE, 'a=1', 't'));
    assert.equal(saved.match(/<script/g).length, 1);
  }
  assert.throws(() => savedPage('<html><head></head></html>', '', ''), /not the lab/);
  assert.equal(stateIn('{"state":'), undefined);
  assert.equal(stateIn('{"state":7}'), undefined);
  assert.equal(stateIn('null'), undefined);
});

const FRAME = { step: 3, d_z_rms: Float64Array.of(NaN, 1e-7), w_norm: [null, -Infinity], loss: NaN };
const LAB = {
  digest: () => '0000000000000007',
  text: () => 'width=4',
  knobs: () => ({ width: '4' }),
  summary: () => ({ stages: 2, chance_loss: Infinity }),
  frame: () => FRAME,
  losses: () => Float64Array.of(0, 0.7, 1, NaN),
  scores: () => Float64Array.of(1, 0.6, 0.5),
  crash: () => undefined,
};

test('numbers say which link gives them again, and spell what is not finite', () => {
  const csv = csvOf({
    frame: FRAME,
    summary: { stages: 2, hidden_layers: 1, time: null },
    link: `${LINK}&live=1:2,3:4`,
  });
  const [note, head, first, second] = csv.split('\r\n');
  assert.equal(note, `# ${LINK}&live=1:2%2C3:4`);
  assert.equal(head, 'step,layer,d_z_rms,w_norm');
  assert.match(first, /^3,[^,]+,NaN,$/);
  assert.match(second, /^3,[^,]+,1e-7,-Infinity$/);
  const json = jsonOf({ version: '1.2.3', link: LINK, step: 3, runs: [{ letter: 'A', lab: LAB }] });
  const { runs, ...rest } = JSON.parse(json);
  assert.deepEqual(rest, { schema: 'gradient-lab-run/1', lab: '1.2.3', links: 1, link: LINK, step: 3 });
  assert.deepEqual(runs[0].losses, [
    { step: 0, loss: 0.7 },
    { step: 1, loss: 'NaN' },
  ]);
  assert.deepEqual(runs[0].frame, { step: 3, d_z_rms: ['NaN', 1e-7], w_norm: [null, '-Infinity'], loss: 'NaN' });
  assert.equal(runs[0].summary.chance_loss, 'Infinity');
  assert.match(runs[0].words, /^\w+ \w+ [\w-]+$/);
});

test('a picture keeps its pixels when its link is put in', () => {
  const plain = png(2, 1, [1, 2, 3, 255, 4, 5, 6, 255]);
  const said = Buffer.from(withText(plain, 'Source', LINK));
  const at = said.indexOf('tEXt');
  const length = said.readUInt32BE(at - 4);
  assert.equal(said.toString('latin1', at + 4, at + 4 + length), `Source\0${LINK}`);
  assert.equal(Buffer.concat([said.subarray(0, at - 4), said.subarray(at + 8 + length)]).compare(plain), 0);
});

test('a link opens some knobs, hides some parts and names a goal', () => {
  const keys = new PageKeys({ open: 'width,activation', hide: 'answers,nonsense', goal: 'x'.repeat(1000) });
  assert.deepEqual([keys.open, keys.hidden, keys.goal.length], [['width', 'activation'], ['answers'], 300]);
  const none = new PageKeys({});
  assert.deepEqual([none.open, none.hidden, none.goal], [null, [], '']);
  assert.deepEqual(new PageKeys({ open: '' }).open, []);
});
