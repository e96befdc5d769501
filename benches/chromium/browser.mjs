// Headless Chromium and a server of this repository's files, on this machine.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';

const ROOT = path.join(import.meta.dirname, '../..');
const PLACE = process.env.GRADIENT_LAB_CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const KINDS = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** Its process is known, so that its CPU time can be read. */
export async function launch() {
  const packages = createRequire(path.join(ROOT, 'tests/e2e/package.json'));
  const { chromium } = packages('playwright-core');
  const server = await chromium.launchServer({ executablePath: PLACE, args: FLAGS });
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, process: server.process().pid, close: () => server.close() };
}

/** Serves `folder`; gives the address. */
export async function serve(folder = ROOT) {
  const server = http.createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url, 'http://here').pathname);
    const file = path.join(folder, wanted.endsWith('/') ? `${wanted}index.html` : wanted);
    if (!file.startsWith(folder) || !fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': KINDS[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
