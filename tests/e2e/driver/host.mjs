// A teacher's server: the packed files, and pages that a teacher might write, under a policy of their own or none.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `cargo xtask test` has packed; by hand, where `cargo xtask pack` does. */
export const PACKED = process.env.GRADIENT_LAB_PACKED ?? fileURLToPath(new URL('../../../dist', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves while `work` runs, which gets the server's address.
 * @param {Record<string, string>} pages HTML by path, such as `/notes.html`
 * @param {(address: string) => Promise<any>} work
 * @param {{csp?: string}} [options]
 */
export async function hosting(pages, work, { csp } = {}) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
    try {
      const body = pages[pathname] ?? (await readFile(join(PACKED, pathname)));
      response.writeHead(200, { 'Content-Type': type, ...(csp && { 'Content-Security-Policy': csp }) }).end(body);
    } catch {
      response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
