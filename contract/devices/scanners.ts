import Type, { type Static } from 'typebox';
import { closed } from '../entities/building-blocks.ts';

/** Where the paper lies: one sheet, or everything in the feeder, on one side or on both. */
export const scanSources = ['sheet', 'feeder', 'feederBothSides'] as const;
export const ScanSource = Type.Enum(scanSources);
export type ScanSource = Static<typeof ScanSource>;

/** Most pages that one scan brings. */
export const MOST_SCANNED_PAGES = 40;

/** A scanner as its driver names it. The name has the number of its plug in it and changes; its make and model do not. */
export const ScannerChoice = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 300 }), label: Type.String({ minLength: 1, maxLength: 200 }) },
  closed,
);
export type ScannerChoice = Static<typeof ScannerChoice>;

/**
 * Where a scanner in the network is by its name in SANE, for the drivers that write it there: of a computer that lends its own (`net`), of a
 * scanner that speaks eSCL, and of those of some makers. All others hang on a cable, or have a name that means nothing elsewhere.
 */
const SCANNER_PLACES = [
  /^net:(\[[^\]]+\]|[^:\s]+):\S/,
  /^escl:(https?:\/\/\S+)$/,
  /^(?:epson2|kodakaio|magicolor):net:(\S+)$/,
  /^hpaio:\/net\/\S+[?&](?:ip|hostname)=([^&\s]+)/,
] as const;

/** Where a scanner in the network is; undefined for one on a cable, whose name is that of its plug. */
export function scannerAddress({ name }: ScannerChoice): string | undefined {
  return SCANNER_PLACES.map((place) => place.exec(name)?.[1]).find((address) => address !== undefined);
}

/** Names one scan, chosen by who asks for it. */
export const ScanNumber = Type.String({ minLength: 8, maxLength: 64 });

/** What a scanner can. */
export interface ScannerAbilities {
  readonly sources: readonly ScanSource[];
}

/** How far a scan is. */
export interface ScanProgress {
  readonly scanId: string;
  readonly page: number;
  /** From 0 to 1, of this page. */
  readonly part: number;
}

/** A page as the scanner gave it: a JPEG that nobody has looked at. */
export interface ScannerPage {
  readonly scanId: string;
  readonly page: number;
  readonly jpeg: Uint8Array;
}

/** How a scan ended. */
export interface ScanOutcome {
  readonly pages: number;
  /** Somebody stopped it; the pages before are there. */
  readonly isStopped: boolean;
}
