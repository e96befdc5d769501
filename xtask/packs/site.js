// The lab for a server: its modules, styles and names in one file, so that a browser need not ask for one after the
// other. The engine, the gallery's pictures and the workers' script stay files of their own.
import './some.js';

export { GradientLab } from '../../www/lab/app/define.js';
