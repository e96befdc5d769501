// The page's own table: how smoothly it draws while it trains.

export function pageTable({ version, rows }) {
  const line = (row) => `| ${row.words} | ${row.frames.toFixed(1)} | ${row.steps.toFixed(1)} | ${row.first.toFixed(0)} |`;
  return `### The page in Chromium ${version}\n\n| | frames per second | steps per second | first trained step, ms |\n|---|---|---|---|\n${rows.map(line).join('\n')}`;
}
