/** To and from PyTorch, in one piece that the page loads when either is first asked for. */
export { openTrace } from '../trace/open.js';
export { toTorch } from './torch.js';
