/** Lists of numbers as text: base64 of their bytes, and the order in which PyTorch keeps them. */

/** @typedef {Float32Array|Float64Array} Numbers */

/** Bytes in one call of `String.fromCharCode`. */
const PIECE = 0x8000;

/**
 * The bytes of a list in base64. Every machine that runs WebAssembly in a browser is little-endian, as the script says.
 * @param {Numbers} numbers
 */
export function base64(numbers) {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/**
 * The transpose: the lab keeps one example per column, PyTorch one per row.
 * @template {Numbers} T
 * @param {T} numbers [rows×columns]
 * @param {number} rows
 * @returns {T} [columns×rows]
 */
export function transposed(numbers, rows) {
  const columns = numbers.length / rows;
  const turned = numbers.slice();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = numbers[row * columns + column];
  }
  return /** @type {T} */ (turned);
}

/**
 * A number as Python writes it.
 * @param {number} value
 */
export function literal(value) {
  if (Number.isNaN(value)) return 'math.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf';
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
}

/**
 * A knob's number as Python writes it; the usual value where the knob has none.
 * @param {Record<string, string>} knobs
 * @param {string} key
 * @param {number} usual
 */
export function knob(knobs, key, usual = 0) {
  const value = Number(knobs[key] ?? usual);
  return Number.isFinite(value) ? value : usual;
}
