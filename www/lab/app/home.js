/** The address of the lab's own page. It stands beside the module, wherever that is served from. */
export function labPage() {
  const { url } = import.meta;
  const page = /^https?:/.test(url) ? new URL('../../index.html', url) : new URL(location.href);
  page.hash = '';
  return page.href;
}
