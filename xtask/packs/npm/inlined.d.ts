export * from './gradient-lab.js';
export { default } from './gradient-lab.js';
