// What the style sheets must keep to.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const FOLDER = new URL('../../www/style/', import.meta.url);
const sheets = readdirSync(FOLDER).filter((name) => name.endsWith('.css'));
const read = (name) => readFileSync(new URL(name, FOLDER), 'utf8');

test('the width of the lab is asked for in em, so that it follows the type when that is enlarged', () => {
  const asked = sheets.flatMap((name) => [...read(name).matchAll(/@container lab ([^{]*)/g)].map(([, size]) => size));
  assert.ok(asked.length > 10, `${asked.length} questions`);
  assert.deepEqual(
    asked.filter((size) => !/^(?:\((?:min|max)-width: [\d.]+em\)(?: and )?)+ $/.test(size)),
    [],
  );
});

test('every style sheet is loaded', () => {
  const loaded = readFileSync(new URL('../../www/lab/app/load.js', import.meta.url), 'utf8');
  for (const name of sheets) assert.ok(loaded.includes(`'${name}'`), name);
});
