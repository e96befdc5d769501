/** The address of the lab's own page; empty where none is known, as in notes that have only a packed script. */
import { homeAddress } from '../wasm/assets.js';
import { isFramed } from './frame.js';

const isOwnPage = () => isFramed() || document.querySelector('gradient-lab[bound]') !== null;

export function labPage() {
  const known = homeAddress() ?? (isOwnPage() ? location.href : '');
  if (!known) return '';
  const page = new URL(known);
  page.hash = '';
  return page.href;
}
