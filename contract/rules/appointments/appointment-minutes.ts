/** How long a product takes at an appointment: data of the administrator, with the names of the Product entity. */
export interface ProductDuration {
  /** For the first person. */
  readonly minutes: number;
  readonly minutesPerExtraPerson: number;
  /** Once for the whole appointment, such as starting the biometric station. Left out: none. */
  readonly setupMinutes?: number | undefined;
}

/**
 * The length of an appointment: per product the minutes of the first person and those of every extra person, plus once the
 * longest set-up among the products, rounded up to whole slots (domain: "appointment length by persons x products").
 *
 * @param persons people who come; fewer than one counts as one, parts of a person as a whole
 * @param slotMinutes length of one slot of the calendar; 5 when left out
 * @returns minutes; 0 when there are no products
 * @throws RangeError when the slot is not longer than 0 (a bug in the caller)
 */
export function appointmentMinutes(products: readonly ProductDuration[], persons: number, slotMinutes = 5): number {
  if (!(slotMinutes > 0)) throw new RangeError('A slot has a length');
  if (products.length === 0) return 0;
  const extraPersons = Math.max(1, Math.ceil(Number.isFinite(persons) ? persons : 1)) - 1;
  const work = products.reduce((sum, one) => sum + one.minutes + one.minutesPerExtraPerson * extraPersons, 0);
  const setup = Math.max(0, ...products.map((one) => one.setupMinutes ?? 0));
  return Math.ceil((work + setup) / slotMinutes) * slotMinutes;
}
