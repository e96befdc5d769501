// The page's own table: how smoothly it draws while it trains.

export function pageTable({ version, rows }) {
  const spread = ([middle, least, most], digits) =>
    `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
  const line = (row) =>
    `| ${row.words} | ${spread(row.frames, 1)} | ${spread(row.offered, 1)} ` +
    `| ${spread(row.steps, 1)} | ${spread(row.first, 0)} |`;
  return (
    `### The page in Chromium ${version}\n\n${rows[0].tries} visits each, medians (least–most); ` +
    'frames by Chromium’s own tracing.\n\n' +
    '| | frames drawn per second | frames of the main thread | steps per second | first trained step, ms |\n' +
    `|---|---|---|---|---|\n${rows.map(line).join('\n')}`
  );
}
