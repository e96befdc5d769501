// The options of `cargo xtask bench`.

const USAGE =
  'bench knows --quick, --rounds N, --only W1,W4, --part node,chromium,page, --rust-peers, --native, --save FILE.json';

export function options(words) {
  const asked = { rounds: 7, milliseconds: 300, parts: ['node', 'chromium', 'page'], kinds: ['ours', 'peak', 'peer'] };
  const rest = [...words];
  const next = () => rest.shift() ?? fail();
  while (rest.length) {
    const word = rest.shift();
    if (word === '--quick') Object.assign(asked, { rounds: 3, milliseconds: 100, parts: ['node'], quick: true });
    else if (word === '--rounds') asked.rounds = Number(next());
    else if (word === '--only') asked.only = next().split(',');
    else if (word === '--part') asked.parts = next().split(',');
    else if (word === '--rust-peers') asked.kinds.push('rust');
    else if (word === '--native') asked.kinds.push('native');
    else if (word === '--save') asked.save = next();
    else fail();
  }
  if (!(asked.rounds > 0)) fail();
  return asked;
}

function fail() {
  console.error(USAGE);
  process.exit(2);
}
