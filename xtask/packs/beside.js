// All of the lab but its module and the gallery's pictures.
import address from './wasm.js';
import { provideOwn } from './own.js';

async function compile() {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the module did not load (${response.status})`);
  // Not streamed: that asks for a content type that many servers do not send.
  return WebAssembly.compile(await response.arrayBuffer());
}

provideOwn(compile, async () => (await import('pack:gallery')).pictures);
