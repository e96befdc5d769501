// The page's folders are layers: imports, JSDoc types included, only run leftwards, and no files form a circle.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const LAYERS = 'draw wasm run form strips cards compare gallery trace export own share app'.split(' ');
const LAB = fileURLToPath(new URL('../../www/lab/', import.meta.url));
const IMPORT = /(?:from\s*|import\s*|import\()'(\.[^']*)'/g;

/** Every module of the page, with the modules that it names. */
function modules() {
  const files = LAYERS.flatMap((layer) =>
    readdirSync(join(LAB, layer), { recursive: true }).map((f) => join(layer, f)),
  );
  const scripts = files.filter((file) => file.endsWith('.js'));
  return new Map(scripts.map((file) => [file, imports(file, readFileSync(join(LAB, file), 'utf8'))]));
}

/** What a text of a module imports, as paths below `www/lab`. */
function imports(file, text) {
  const named = [...text.matchAll(IMPORT)].map(([, path]) => relative(LAB, join(LAB, dirname(file), path)));
  return [...new Set(named)];
}

const layerOf = (file) => LAYERS.indexOf(file.split('/')[0]);

/** Imports that run to the right. */
const rightward = (graph) =>
  [...graph].flatMap(([file, all]) => all.filter((to) => layerOf(to) > layerOf(file)).map((to) => `${file} → ${to}`));

/** The files of a circle, or null. */
function circle(graph) {
  const done = new Set();
  const path = [];
  const visit = (file) => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const to of graph.get(file) ?? []) {
      const found = visit(to);
      if (found) return found;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const found = visit(file);
    if (found) return found.join(' → ');
  }
  return null;
}

test('imports only run leftwards', () => {
  const graph = modules();
  assert.ok(graph.size > 80, `${graph.size} modules were read`);
  assert.deepEqual(rightward(graph), []);
});

test('no files import each other in a circle', () => {
  assert.equal(circle(modules()), null);
});

test('every module stands in a layer, and every import names a file', () => {
  const outside = readdirSync(LAB, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.js'),
  );
  assert.deepEqual(outside, []);
  const graph = modules();
  const lost = [...graph].flatMap(([file, all]) => all.filter((to) => !graph.has(to)).map((to) => `${file} → ${to}`));
  assert.deepEqual(lost, []);
});

test('the checks themselves find an import to the right and a circle', () => {
  assert.deepEqual(imports('draw/a.js', "/** @type {import('../run/b.js').B} */ import './c.js'"), [
    'run/b.js',
    'draw/c.js',
  ]);
  assert.deepEqual(rightward(new Map([['draw/a.js', ['run/b.js']]])), ['draw/a.js → run/b.js']);
  assert.equal(
    circle(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
    'b → c → b',
  );
});
