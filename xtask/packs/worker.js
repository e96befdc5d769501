// A worker of a page that has the lab's files inside itself: it has its own glue, and the page tells it the module.
import { makeGlue } from 'pack:glue';
import { provide } from '../../www/lab/wasm/assets.js';
import '../../www/lab/wasm/work.js';

const nothing = () => {
  throw new Error('a worker reads no files');
};
provide({
  engine: async () => ({ glue: makeGlue() }),
  text: nothing,
  worker: nothing,
  home: nothing,
  file: nothing,
  words: nothing,
});
