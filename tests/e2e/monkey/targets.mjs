// In the page: finds a part to act on, and gives the monkey its place and its name.

/** Selectors of what a reader can operate. */
export const KINDS = {
  part: 'button, summary, select, input, textarea, canvas, a[href], [tabindex], label, li, td, th',
  press: 'button, summary',
  share: '[data-action=share], [data-share]:not([data-share=close]), .share-panel :is(summary, input[type=checkbox])',
  transport: '.transport button, [data-action]',
  tab: '.tab',
  field: 'textarea, input:not([type=range]):not([type=checkbox]):not([type=radio])',
  choice: 'select',
  slider: 'input[type=range]',
  box: 'input[type=checkbox], input[type=radio]',
  picture: 'canvas, svg',
};

/**
 * In the page: brings the part that `share` (0 to 1) names among all of the kind into view. Null if there is none.
 * @param {[selector: string, share: number]} asked
 */
export function find([selector, share]) {
  const roots = [document, ...[...document.querySelectorAll('gradient-lab')].map((lab) => lab.shadowRoot)];
  // An open dialog covers everything else.
  const dialog = roots.map((root) => root?.querySelector('dialog:modal')).find(Boolean);
  const all = (dialog ? [dialog] : roots).flatMap((root) => (root ? [...root.querySelectorAll(selector)] : []));
  const page = (address) => address.split('#', 1)[0];
  // A link elsewhere ends the visit, and no script can close the browser's own dialog for files.
  const inside = (part) =>
    !part.matches('[data-action=own-file]') && (!part.href || page(part.href) === page(location.href));
  const shown = all.filter((part) => part.checkVisibility() && part.getClientRects().length && inside(part));
  if (!shown.length) return null;
  const part = shown[Math.floor(share * shown.length)];
  part.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { left, top, width, height } = part.getBoundingClientRect();
  const { key, action, run } = part.closest('[data-key], [data-action], [data-run]')?.dataset ?? {};
  const words = part.getAttribute('aria-label') ?? (part.options ? '' : part.textContent.trim().slice(0, 30));
  const known = key ?? action ?? run ?? '';
  const name = [part.localName, part.getAttribute('type'), known && `[${known}]`, words && `“${words}”`];
  const options = [...(part.options ?? [])].map((option) => option.text);
  const screen = [innerWidth, innerHeight];
  return { name: name.filter(Boolean).join(' '), left, top, width, height, screen, options };
}
