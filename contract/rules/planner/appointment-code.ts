/** Without letters and digits that look alike when they are read out or typed over. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The code of an appointment, which people show when they come: an A with seven letters or digits, of 34 thousand million.
 *
 * @param random at least seven random bytes
 */
export function appointmentCode(random: Uint8Array): string {
  return `A${[...random.subarray(0, 7)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
