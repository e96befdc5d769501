/** Defines <gradient-lab>. A second bundle on the same page keeps the first definition. */
import { GradientLab } from './element.js';

if (!customElements.get('gradient-lab')) customElements.define('gradient-lab', GradientLab);

export { GradientLab };
