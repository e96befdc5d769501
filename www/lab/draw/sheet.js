/** Styles that come with a part that is loaded on demand: those who do not open it do without them. */

/**
 * Lets a lab use a sheet.
 * @param {Node} node in the shadow tree of the lab
 * @param {CSSStyleSheet} sheet
 */
export function adopt(node, sheet) {
  const root = node.getRootNode();
  if (!(root instanceof ShadowRoot) || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
