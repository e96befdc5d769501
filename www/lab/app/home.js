/** The address of the lab's own page. */
import { homeAddress } from '../wasm/assets.js';

export function labPage() {
  const page = new URL(homeAddress() ?? location.href);
  page.hash = '';
  return page.href;
}
