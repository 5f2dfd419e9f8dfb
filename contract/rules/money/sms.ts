// GSM 03.38 default alphabet; the escape character itself is left out.
const basicCharacters = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
// Characters of the extension table take two places: an escape and themselves.
const extendedCharacters = new Set('\f^{}\\[~]|€');

export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Places used: septets in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number;
  readonly segments: number;
  /** Places that one segment of this message holds: 160 or 153, 70 or 67. */
  readonly unitsPerSegment: number;
  /** Places left in the last segment. */
  readonly unitsLeft: number;
  /** The characters that force UCS-2, each once: what a clerk can replace to make the message cheaper. */
  readonly charactersOutsideGsm7: readonly string[];
}

function widthsInGsm7(characters: readonly string[]): readonly number[] {
  return characters.map((character) => (extendedCharacters.has(character) ? 2 : 1));
}

/** Fills segments in order; a character of two places is never cut by the border of a segment. */
function pack(widths: readonly number[], perSegment: number): { readonly segments: number; readonly left: number } {
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > perSegment) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { segments, left: perSegment - used };
}

/**
 * Counts the segments of a text message (GSM 03.38 and 03.40; spec section 15): 160 septets in one GSM-7 message and 153 per
 * part of a longer one; 70 and 67 units when any character lies outside GSM-7 (such as ï or ë). An empty text has none.
 */
export function measureSms(text: string): SmsSize {
  const characters = Array.from(text);
  const outside = [...new Set(characters.filter((one) => !basicCharacters.has(one) && !extendedCharacters.has(one)))];
  const gsm7 = outside.length === 0;
  const widths = gsm7 ? widthsInGsm7(characters) : characters.map((character) => character.length);
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [single, part] = gsm7 ? [160, 153] : [70, 67];
  const unitsPerSegment = units <= single ? single : part;
  const { segments, left } = pack(widths, unitsPerSegment);
  return {
    encoding: gsm7 ? 'GSM-7' : 'UCS-2',
    units,
    segments: units === 0 ? 0 : segments,
    unitsPerSegment,
    unitsLeft: left,
    charactersOutsideGsm7: outside,
  };
}

/**
 * The price of a text message to a number of people, in whole cents, rounded up.
 *
 * @param pricePerSegmentCents may have decimals: providers charge parts of a cent
 */
export function smsPriceCents(text: string, pricePerSegmentCents: number, recipients = 1): number {
  const price = measureSms(text).segments * pricePerSegmentCents * recipients;
  // 3 x 7.1 is 21.299999...: settle the binary fraction before rounding up.
  return Math.ceil(Number(price.toFixed(6)));
}
