/** What the chip says about itself (GET CARD DATA). */
export interface CardData {
  /** Sixteen bytes, in hexadecimal. */
  readonly serialNumber: string;
  /** As the chip writes it: 0x17 is 1.7, 0x18 is 1.8. */
  readonly appletVersion: number;
  /** Which keys and which hashes the card works with: RSA up to applet 1.7, elliptic curves from 1.8 on. */
  readonly family: 'rsa' | 'ellipticCurve';
  /** Number of the operating system's release; 1 marks chips that need a pause before a repeated command. */
  readonly operatingSystemRelease: number;
  readonly personalised: boolean;
  /** Tries left for the PIN; null where the chip does not tell (applet 1.7). */
  readonly pinTriesLeft: number | null;
}

const BASIC_LENGTH = 28;
const FIRST_ELLIPTIC_CURVE_APPLET = 0x18;
const PERSONALISED = 0x0f;

/** Reads the answer to GET CARD DATA: 28 bytes, or 29 and more in the long form of applet 1.8. Null when it is not that. */
export function parseCardData(bytes: Uint8Array): CardData | null {
  if (bytes.length < BASIC_LENGTH) return null;
  const at = (index: number) => bytes[index] ?? 0;
  return {
    serialNumber: Buffer.from(bytes.subarray(0, 16)).toString('hex').toUpperCase(),
    appletVersion: at(21),
    family: at(21) >= FIRST_ELLIPTIC_CURVE_APPLET ? 'ellipticCurve' : 'rsa',
    operatingSystemRelease: (at(22) << 8) | at(23),
    personalised: at(27) === PERSONALISED,
    pinTriesLeft: bytes.length > BASIC_LENGTH ? at(28) : null,
  };
}

/** The version as people write it: "1.8". */
export function appletName(appletVersion: number): string {
  return `${appletVersion >> 4}.${appletVersion & 0x0f}`;
}
