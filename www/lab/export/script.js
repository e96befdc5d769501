/** A Python script, or a Jupyter notebook, of the same pieces. */
import { wrapped } from './text.js';

/** @typedef {import('./pieces.js').Piece} Piece */

const WIDE = 100;

/** @param {Piece} piece */
function inScript({ kind, lines }) {
  if (kind !== 'words') return lines.join('\n');
  return lines
    .map((line) =>
      wrapped(line, WIDE)
        .map((part) => `# ${part}`)
        .join('\n'),
    )
    .join('\n#\n');
}

/** Words stand two lines below the code before them. @param {Piece[]} pieces */
export const script = (pieces) =>
  `${pieces.map((piece, at) => (at && piece.kind === 'words' ? '\n' : '') + inScript(piece)).join('\n\n')}\n`;

/** The source of a cell: its lines, each but the last with a line break. @param {string} text */
const source = (text) => text.split('\n').map((line, at, all) => (at < all.length - 1 ? `${line}\n` : line));

/** @param {string} line */
const linked = (line) => (/^https?:\S+$/.test(line) ? `<${line}>` : line);

/**
 * A notebook of the format 4.5.
 * @param {Piece[]} pieces
 */
export function notebook(pieces) {
  const cells = pieces.map(({ kind, lines }, at) => {
    const id = `cell-${at + 1}`;
    if (kind === 'words') {
      const text = lines.map((line, n) => (at === 0 && n === 0 ? `# ${line.replace(/\.$/, '')}` : linked(line)));
      return { cell_type: 'markdown', id, metadata: {}, source: source(text.join('\n\n')) };
    }
    return {
      cell_type: 'code',
      execution_count: null,
      id,
      metadata: {},
      outputs: [],
      source: source(lines.join('\n')),
    };
  });
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
