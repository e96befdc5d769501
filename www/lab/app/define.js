/** Defines <gradient-lab>. A second bundle on the same page keeps the first definition. */
import { GradientLab } from './element.js';
import { frame, isFramed } from './frame.js';

const own = document.querySelector('gradient-lab[bound]');
if (own instanceof HTMLElement && isFramed()) frame(own);
if (!customElements.get('gradient-lab')) customElements.define('gradient-lab', GradientLab);

export { GradientLab };
