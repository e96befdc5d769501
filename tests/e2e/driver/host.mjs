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
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * What the server tells of a file besides its content.
 * @param {string} path
 * @param {{csp?: string, report?: string}} policies
 */
export function headers(path, { csp, report }) {
  return {
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    ...(csp && { 'Content-Security-Policy': csp }),
    ...(report && { 'Content-Security-Policy-Report-Only': report }),
  };
}

/**
 * Serves while `work` runs, which gets the server's address.
 * @param {Record<string, string>} pages HTML by path, such as `/notes.html`
 * @param {(address: string) => Promise<any>} work
 * @param {{csp?: string, report?: string, folder?: string}} [options] a policy, one that is only reported, and where
 *   the other files lie
 */
export async function hosting(pages, work, { folder = PACKED, ...policies } = {}) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    try {
      const body = pages[pathname] ?? (await readFile(join(folder, decodeURIComponent(path))));
      response.writeHead(200, headers(path, policies)).end(body);
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
