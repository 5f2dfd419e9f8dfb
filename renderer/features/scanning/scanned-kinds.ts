/** What a scanned document is; the digit in front of it is its key, so there are nine at most. */
export const scannedKinds = [
  'identity',
  'form',
  'letter',
  'certificate',
  'income',
  'contract',
  'plan',
  'invoice',
  'other',
] as const;
export type ScannedKind = (typeof scannedKinds)[number];
