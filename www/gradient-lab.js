/** The lab as a server sends it, file by file. */
import './lab/wasm/fetched.js';

export { GradientLab } from './lab/app/define.js';
