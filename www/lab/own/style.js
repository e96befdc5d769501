/** The style of the dialog; it comes with it, since few readers open one. */

export const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
dialog.own {
  width: min(60em, calc(100vw - 24px));
  max-height: calc(100dvh - 24px);
  box-sizing: border-box;
  border: 1px solid var(--edge);
  border-radius: 10px;
  padding: 20px 24px;
  background: var(--card);
  color: var(--ink);
  overflow-y: auto;
}
dialog.own::backdrop { background: rgb(0 0 0 / 0.35); }
dialog.own h2 { margin: 0 0 2px; }
dialog.own h3 { margin: 12px 0 6px; font-size: 14px; }
dialog.own p { margin: 6px 0; }
dialog.own .halves { display: grid; grid-template-columns: minmax(0, 1fr) 280px; gap: 0 24px; }
dialog.own textarea {
  width: 100%;
  box-sizing: border-box;
  resize: vertical;
  font: 13px/1.5 ui-monospace, monospace;
  color: inherit;
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 6px;
  padding: 8px;
}
dialog.own .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 8px; }
dialog.own .row.finish { justify-content: flex-end; }
dialog.own .plane {
  display: block;
  width: 100%;
  max-width: 280px;
  aspect-ratio: 1;
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 6px;
  cursor: crosshair;
  touch-action: none;
}
dialog.own [hidden] { display: none; }
dialog.own .cross { fill: none; stroke: var(--ink); opacity: 0; }
dialog.own .plane:focus-visible .cross { opacity: 1; }
dialog.own circle { stroke: var(--paper); }
dialog.own .class-0 { fill: var(--gradient); }
dialog.own .class-1 { fill: var(--signal); }
dialog.own .class-2 { fill: var(--well); }
dialog.own .class-3 { fill: var(--explodes); }
dialog.own .class-4 { fill: var(--muted); }
dialog.own .class-5 { fill: var(--ink); }
dialog.own .drawn.class-0 { color: var(--gradient-text); }
dialog.own .drawn.class-1 { color: var(--signal); }
dialog.own .guessed {
  display: flex;
  flex-wrap: wrap;
  gap: 6px 20px;
  align-items: center;
  border: 0;
  border-top: 1px solid var(--line);
  margin: 16px 0 0;
  padding: 8px 0 0;
  min-width: 0;
}
dialog.own .guessed legend { float: left; width: 100%; padding: 0; font-size: 14px; font-weight: 650; }
dialog.own .guessed label { font-size: 14px; }
dialog.own .guessed select { max-width: 14em; min-height: 32px; font-size: 14px; }
dialog.own .guessed input[type="number"] { width: 5em; }
dialog.own .scroll { flex: 1 0 100%; min-width: 0; overflow-x: auto; }
dialog.own .preview { border-collapse: collapse; font-size: 13px; }
dialog.own .preview :is(th, td) {
  padding: 2px 14px 2px 0;
  text-align: left;
  font-weight: 400;
  white-space: nowrap;
  max-width: 14em;
  overflow: hidden;
  text-overflow: ellipsis;
}
dialog.own .preview .asked { font-weight: 650; }
dialog.own .preview .left-out { color: var(--muted); text-decoration: line-through; }
dialog.own .status { border-top: 1px solid var(--line); padding-top: 10px; margin-top: 12px; }
dialog.own .status.wrong { color: var(--explodes); }
@media (max-width: 640px) {
  dialog.own { padding: 16px; }
  dialog.own .halves { grid-template-columns: minmax(0, 1fr); }
}
`);
