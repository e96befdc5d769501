// A server that compresses with brotli, as most do, and counts what it sends.
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { headers, PACKED } from '../driver/host.mjs';

const compress = promisify(brotliCompress);

/** What pages may ask for: the scripts, and all of the site. */
async function asked() {
  const site = (await readdir(join(PACKED, 'site'), { recursive: true })).map((path) => `site/${path}`);
  const scripts = await readdir(PACKED);
  return [...site, ...scripts].filter((path) => /\.(js|html|css|svg|wasm)$/.test(path)).map((path) => `/${path}`);
}

/**
 * Serves `pages`, and else the packed files, while `work` runs.
 * @param {Record<string, string>} pages
 * @param {(server: {address: string, sent: () => number}) => Promise<void>} work
 */
export async function wire(pages, work) {
  let sent = 0;
  /** Compressed once: that takes longer than to send them. @type {Map<string, Buffer>} */
  const bodies = new Map();
  const body = async (pathname) => {
    const known = bodies.get(pathname);
    if (known) return known;
    const compressed = await compress(pages[pathname] ?? (await readFile(join(PACKED, pathname))));
    bodies.set(pathname, compressed);
    return compressed;
  };
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://host');
    try {
      const bytes = await body(pathname);
      sent += bytes.length;
      response.writeHead(200, { ...headers(pathname, {}), 'Content-Encoding': 'br', 'Cache-Control': 'no-store' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  // Browsers take brotli over HTTP only from this very machine, and only by this name.
  const address = `http://localhost:${server.address().port}/`;
  try {
    // Compressed before anything is measured.
    for (const path of [...Object.keys(pages), ...(await asked())]) await body(path);
    await work({ address, sent: () => sent });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
