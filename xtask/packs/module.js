// The lab as one ES module: defines <gradient-lab>, and is a widget for notebooks (https://anywidget.dev).
import './inlined.js';
import { render } from './widget.js';

export { GradientLab } from '../../www/lab/app/define.js';
export default { render };
