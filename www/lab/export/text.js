/** Words in Python: comments and docstrings. */

/**
 * Breaks a paragraph into lines.
 * @param {string} text
 * @param {number} most  characters in a line
 */
export function wrapped(text, most) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line && line.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

/**
 * The docstring of a class, with its indent.
 * @param {string} text
 * @returns {string[]} lines
 */
export function docstring(text) {
  const lines = wrapped(text, 100);
  lines[0] = `"""${lines[0]}`;
  if (lines.length > 1) lines.push('"""');
  else lines[0] += '"""';
  return lines.map((line) => `    ${line}`);
}
