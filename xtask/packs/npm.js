// The lab as a package: the module lies beside it as a file, for bundlers to find (`wasm.js` names it).
import './beside.js';
import { render } from './widget.js';

export { GradientLab } from '../../www/lab/app/define.js';
export default { render };
