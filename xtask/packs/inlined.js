// All of the lab inside one script: imported before anything that opens a lab.
import compressed from 'pack:wasm';
import { provideOwn } from './own.js';

provideOwn(async () => {
  const bytes = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return WebAssembly.compile(await new Response(bytes).arrayBuffer());
});
