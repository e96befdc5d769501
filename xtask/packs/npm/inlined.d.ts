export { default, GradientLab } from './gradient-lab.js';
export type { Model } from './gradient-lab.js';
