/** lean-qr/nano, as far as the lab uses it. */
export type Correction = number & { readonly _: unique symbol };
export const correction: { L: Correction; M: Correction; Q: Correction; H: Correction };
/** Null where the text is too long for any code. */
export function generate(
  text: string,
  options?: { minCorrectionLevel?: Correction },
): { size: number; get(x: number, y: number): boolean } | null;
