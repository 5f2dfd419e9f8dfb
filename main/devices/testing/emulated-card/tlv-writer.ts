/** Writes fields in the card's own simple coding. */
export function writeSimplifiedTlv(
  fields: readonly (readonly [tag: number, value: Uint8Array | string])[],
): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([tag, value]) => {
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
      return [tag, ...Array(Math.floor(bytes.length / 255)).fill(0xff), bytes.length % 255, ...bytes];
    }),
  );
}

/** Fills a file up with zeros. */
export function padded(bytes: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(Math.max(length, bytes.length));
  whole.set(bytes);
  return whole;
}
