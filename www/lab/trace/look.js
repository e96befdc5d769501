/** The styles of the view; they come with it, since few readers open one. */

export const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
.trace {
  --head: 124px;
  --ticks: 72px;
}
.trace-columns {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 28px;
  max-width: 1368px;
  margin: 0 auto;
  padding: 20px 24px 40px;
}
.trace-columns > * {
  min-width: 0;
}
.trace > .top .name {
  flex: 1 1 12em;
  min-width: 0;
  overflow-wrap: anywhere;
}
.trace .scrub {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 12px;
}
.trace .scrub input {
  flex: 1 1 12em;
  min-width: 0;
}
.trace .at {
  font-variant-numeric: tabular-nums;
  min-width: 15em;
}
.trace .trouble:not(:empty) {
  border-left: 4px solid var(--gradient);
  background: var(--card);
  padding: 8px 12px;
  margin-bottom: 12px;
}
.trace .river {
  height: 220px;
}
.trace .cures b {
  display: block;
}
.trace .layers-box {
  max-height: 320px;
  overflow: auto;
}
.trace .layers {
  width: 100%;
  font-size: 13px;
  text-align: left;
  overflow-wrap: anywhere;
}
.trace .layers :is(th, td) {
  padding: 3px 8px 3px 0;
  text-align: left;
  vertical-align: top;
  white-space: normal;
}
.trace .record dl {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 2px 16px;
  margin: 6px 0 10px;
}
.trace .record dt {
  color: var(--muted);
}
.trace .axis-row + .ticks {
  padding-left: 8px;
}
.trace .about {
  padding-left: 1.2em;
  font-size: 14px;
}
@container lab (min-width: 60em) {
  .trace-columns {
    grid-template-columns: minmax(0, 1fr) 336px;
  }
}
`);
