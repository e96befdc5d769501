/** How to read the page and which keys it knows. */
import { h } from '../draw/dom.js';
import { wordsAddress } from '../wasm/assets.js';

const KEYS = [
  ['Space', 'play or pause'],
  [',', 'undo one phase'],
  ['.', 'forward one phase'],
  ['>', 'forward one training step'],
  ['R', 'reset to the start, same weights'],
  ['?', 'this help'],
  ['← →', 'on the network or a gate: from layer to layer, or from time step to time step'],
  ['↑ ↓', 'on the network or a gate: from unit to unit; on the river: from training step to training step'],
  ['Esc', 'release the cursor; leave the figure that stands alone'],
  ['B', 'big type, and back'],
  ['F', 'the figure under the pointer alone, on the full screen'],
  ['P', 'a dot that follows the mouse, to point with'],
  ['N', 'the next prepared experiment'],
];

const READING = [
  'All pictures in the middle share one axis: the layers, or the time steps, ' +
    'from the input on the left to the output on the right. A vertical line through all of them marks one.',
  'Blue is the signal on its way up, orange the gradient on its way down. ' +
    'Scales are logarithmic and absolute: the same length always means the same number.',
  'Read Signal, Gradient and Update together. ' +
    'A dashed line marks where a number format ends: f16 and f32 store smaller numbers as zero.',
  'Factor is what each layer multiplies the gradient by: f′ from the activation times W from the weights. ' +
    'From layer 10 to layer 1 there are nine crossings, and nine factors of 0.224 leave 1 part in 700,000. ' +
    'A skip connection passes the gradient on unchanged, so W becomes 1 + branch.',
  'Diagnosis names what is wrong, with the numbers and the rule behind it; you can change its threshold. ' +
    'A cure starts a second run beside this one: same seed, same batches, one thing changed.',
  'A change of the network after it has trained forks the run: a new run, B, starts with the change, ' +
    'and the run as it was, A, stays beside it. Controls marked ‘live’ act on the run itself. ' +
    'A change of the data or the seed restarts it.',
  'Compare shows up to four runs, A to D, always at the same training step: A is the run as it was. ' +
    'After ‘Go on with B’ the controls apply to B, and all keep their letters. The link holds all runs.',
  'Through time a column is a time step, and all columns share one cell and its weights. ' +
    'Each gate is a map, units down and time across: point at it, or move there with the arrow keys, ' +
    'to see its equation with the numbers filled in.',
  'The river keeps the gradient of every training step. Click or drag in it to go back to one.',
];

export function helpDialog() {
  const words = wordsAddress(); // none where the lab is a single file
  const dialog = h(
    'dialog',
    { class: 'help', 'aria-label': 'Help' },
    h('h2', null, 'How to read this page'),
    READING.map((text) => h('p', null, text)),
    words && h('p', null, h('a', { href: words }, 'How it works, in words')),
    h('h2', null, 'Keys'),
    h(
      'dl',
      null,
      KEYS.flatMap(([key, words]) => [h('dt', null, h('kbd', null, key)), h('dd', null, words)]),
    ),
    h('p', { class: 'note' }, 'The keys work while the lab has the focus, and not while you type.'),
  );
  const close = h('button', { type: 'button', class: 'shut', onclick: () => dialog.close() }, 'Close');
  dialog.prepend(close); // first, so that opening does not scroll to the end
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
