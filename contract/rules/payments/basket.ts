/** What a line of a basket costs. */
export interface PricedLine {
  readonly quantity: number;
  readonly unitCents: number;
}

/** The whole basket in cents. Amounts are whole cents everywhere: no fraction can creep in. */
export function basketCents(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, { quantity, unitCents }) => sum + quantity * unitCents, 0);
}

/**
 * Reads an amount as it is typed: "12,50", "12.5", "12", "1.234,50". At most two decimals.
 *
 * @returns whole cents, or undefined for what is no amount
 */
export function centsOf(typed: string): number | undefined {
  const cleaned = typed.replace(/[\s\u00a0€]/g, '');
  const parts = /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?$/.exec(cleaned);
  if (parts === null) return undefined;
  const [, whole = '', decimals = ''] = parts;
  return Number(whole.replaceAll('.', '')) * 100 + Number(decimals.padEnd(2, '0'));
}

/** What a citizen gets back; undefined when they gave too little. */
export function changeCents(amountCents: number, receivedCents: number): number | undefined {
  return receivedCents < amountCents ? undefined : receivedCents - amountCents;
}
