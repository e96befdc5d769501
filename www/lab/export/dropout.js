/** Dropout as a module of PyTorch. */
import { knob } from './numbers.js';

/** @typedef {import('./state.js').State} State */

/** @param {State} state */
export const isDropped = ({ masks, knobs }) => masks.length > 0 || knob(knobs, 'dropout') > 0;

/** The class. @param {State} state @returns {string[]} lines */
export const dropout = ({ knobs }) => [
  'class Dropout(nn.Module):',
  '    """Dropout: with the lab’s mask where one is set, as for the comparison; with a mask of its own otherwise."""',
  '',
  '    mask = None',
  '',
  '    def forward(self, a):',
  `        return F.dropout(a, ${knob(knobs, 'dropout')}, self.training) if self.mask is None else a * self.mask`,
  '',
  '',
];
