// The CPU time of a browser: of its process and of all that descend from it, in milliseconds (Linux's ticks of 10 ms).
import fs from 'node:fs';

const TICK = 10;

export function cpuTime(root) {
  const all = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(look)
    .filter(Boolean);
  const family = new Set([root]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const { id, parent } of all) if (family.has(parent)) family.add(id);
  }
  return all.reduce((sum, { id, time }) => sum + (family.has(id) ? time : 0), 0);
}

function look(id) {
  try {
    const stat = fs.readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name in parentheses may hold spaces; after it come state, parent, …, user and system time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { id: Number(id), parent: Number(fields[1]), time: (Number(fields[11]) + Number(fields[12])) * TICK };
  } catch {
    return null; // it has just ended
  }
}
