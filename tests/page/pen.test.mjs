// The pen's SVG end: the same calls as on a canvas, written as text that any browser and printer understands.
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import test from 'node:test';
import { Bitmap } from '../../www/lab/draw/bitmap.js';
import { CanvasPen } from '../../www/lab/draw/pen.js';
import { png } from '../../www/lab/draw/png.js';
import { SvgPen } from '../../www/lab/draw/svgpen.js';

const PAGE = { width: 100, height: 50, font: 'serif' };

/** What a picture draws through a pen; every call once. */
function picture(pen) {
  pen.rect(1, 2, 3, 4, { fill: 'red', stroke: 'blue', width: 2, radius: 1.5 });
  pen.line(0, 0.12345, 10, 20, { stroke: 'black', dash: [4, 3] });
  pen.path([['M', 0, 0], ['L', 5, 5], ['C', 1, 2, 3, 4, 5, 6], ['Z']], { fill: 'green', alpha: 0.5 });
  pen.circle(5, 6, 7, { stroke: 'gray' });
  pen.text('a < b & "c"', 8, 9, { fill: 'ink', size: 11, weight: 600, align: 'right', middle: true, upright: true });
  pen.image(new Bitmap({ width: 2, height: 1, pixels: [255, 0, 0, 255, 0, 0, 255, 255] }), {
    x: 0,
    y: 0,
    width: 20,
    height: 10,
  });
  pen.clip({ x: 0, y: 0, width: 5, height: 5 }, () => pen.line(0, 0, 9, 9, { stroke: 'red' }));
}

test('every call has its element, with numbers shortened and text escaped', () => {
  const pen = new SvgPen(PAGE);
  picture(pen);
  const svg = String(pen);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="100" height="50" viewBox="0 0 100 50">/);
  for (const part of [
    '<rect x="1" y="2" width="3" height="4" rx="1.5" fill="red" stroke="blue" stroke-width="2"',
    '<line x1="0" y1="0.123" x2="10" y2="20" fill="none" stroke="black" stroke-width="1" stroke-dasharray="4 3"',
    '<path d="M0 0L5 5C1 2 3 4 5 6Z" fill="green" opacity="0.5"/>',
    '<circle cx="5" cy="6" r="7" fill="none" stroke="gray"',
    'font-size="11" font-weight="600" text-anchor="end" dominant-baseline="central" transform="rotate(-90 8 9)"',
    '>a &lt; b &amp; &quot;c&quot;</text>',
    'viewBox="0 0 2 1" preserveAspectRatio="none"><image href="data:image/png;base64,',
    '<clipPath id="clip-1"><rect x="0" y="0" width="5" height="5"/></clipPath><g clip-path="url(#clip-1)"><line',
  ]) {
    assert.ok(svg.includes(part), `${part} in ${svg}`);
  }
});

test('elements open and close in order', () => {
  const pen = new SvgPen(PAGE);
  picture(pen);
  const open = [];
  for (const [, close, tag, empty] of String(pen).matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (close) assert.equal(open.pop(), tag);
    else if (!empty) open.push(tag);
  }
  assert.deepEqual(open, []);
});

test('a wider text measures wider, and a given measure is used', () => {
  const pen = new SvgPen(PAGE);
  assert.ok(pen.measure('wider text') > pen.measure('text'));
  assert.ok(pen.measure('text', { size: 20 }) > pen.measure('text', { size: 10 }));
  assert.equal(new SvgPen({ ...PAGE, measure: (text) => text.length }).measure('four'), 4);
});

test('the canvas end makes the same shapes', () => {
  const calls = [];
  const record = (_, name) =>
    name === 'measureText' ? () => ({ width: 7 }) : (...given) => calls.push([name, ...given]);
  const context = new Proxy({}, { get: record, set: () => true });
  const pen = new CanvasPen(context, PAGE);
  pen.rect(1, 2, 3, 4, { fill: 'red', radius: 1.5 });
  pen.line(0, 1, 2, 3, { stroke: 'black', dash: [4, 3] });
  pen.text('up', 8, 9, { fill: 'ink', upright: true });
  assert.equal(pen.measure('text'), 7);
  const named = calls.map(([name, ...given]) => `${name} ${given.join(' ')}`.trim());
  assert.deepEqual(named.slice(0, 3), ['beginPath', 'roundRect 1 2 3 4 1.5', 'fill']);
  assert.deepEqual(named.slice(3, 9), [
    'beginPath',
    'moveTo 0 1',
    'lineTo 2 3',
    'setLineDash 4,3',
    'stroke',
    'setLineDash',
  ]);
  assert.deepEqual(named.slice(9), ['save', 'translate 8 9', `rotate ${-Math.PI / 2}`, 'fillText up 0 0', 'restore']);
});

/** The chunks of a PNG. */
function chunks(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const found = {};
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    found[kind] = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
  }
  return found;
}

test('a PNG holds the very pixels, also those of more than one block', () => {
  for (const [width, height] of [
    [2, 1],
    [200, 120],
  ]) {
    const pixels = Uint8Array.from({ length: 4 * width * height }, (_, i) => (7 * i) % 256);
    const { IHDR, IDAT, IEND } = chunks(png(width, height, pixels));
    assert.deepEqual([...IHDR], [0, 0, 0, width, 0, 0, 0, height, 8, 6, 0, 0, 0]);
    assert.equal(IEND.length, 0);
    const rows = inflateSync(IDAT); // checks the stream's own sum
    assert.equal(rows.length, height * (1 + 4 * width));
    const read = Array.from({ length: height }, (_, y) => [
      ...rows.subarray(y * (1 + 4 * width) + 1, (y + 1) * (1 + 4 * width)),
    ]);
    assert.deepEqual(read.flat(), [...pixels]);
  }
});
