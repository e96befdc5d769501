// Somebody's course notes: pages of a test, served beside the lab, under the policy of the served page.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { ADDRESS, visiting } from './visit.mjs';

const WWW = new URL(process.env.GRADIENT_LAB_WWW ?? '../../../www/', import.meta.url);
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves `files` (by path, as text) and else the lab's own. */
async function serve(files, policy) {
  const server = createServer(async (request, answer) => {
    const { pathname } = new URL(request.url, ADDRESS);
    const head = { 'Content-Type': TYPES[extname(pathname)] ?? 'text/plain', 'Content-Security-Policy': policy };
    const body = files[pathname] ?? (await readFile(new URL(`.${pathname}`, WWW)).catch(() => null));
    answer.writeHead(body === null ? 404 : 200, head).end(body ?? '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}/notes.html`, close };
}

const page = (body, script) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Notes</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="notes.css">
${script ? '<script src="notes.js"></script>' : ''}
<script type="module" src="gradient-lab.js"></script></head><body>${body}</body></html>`;

const STYLE = 'html{background:#fff;color:#1b2233;font:17px/1.5 serif}main{margin:0 auto}.far{height:6000px}';

/**
 * Opens notes with this body and lets `journey` use them.
 * @param {object} browser
 * @param {{body: string, style?: string, script?: string, policy?: string}} notes
 * @param {(visit: import('./visit.mjs').Visit) => Promise<unknown>} journey
 */
export async function reading(browser, { body, style = '', script = '', policy, ...options }, journey) {
  const served = policy ?? (await fetch(ADDRESS)).headers.get('content-security-policy');
  const files = { '/notes.html': page(body, script), '/notes.css': STYLE + style, '/notes.js': script };
  const { address, close } = await serve(files, served);
  try {
    return await visiting(browser, { address, detail: '', ...options }, journey);
  } finally {
    close();
  }
}

/** Until every figure of the notes stands; each is brought into view, as a reader would. */
export const allStand = (visit) =>
  visit.until('every figure stands', () => {
    const labs = [...document.querySelectorAll('gradient-lab')];
    const waiting = labs.find(({ dataset }) => !['ready', 'playing', 'stopped'].includes(dataset.status));
    waiting?.scrollIntoView({ block: 'center' });
    return !waiting;
  });
