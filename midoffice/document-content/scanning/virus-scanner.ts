import type { Readable } from 'node:stream';

/** What a scanner says of a content. `silent`: it could not be asked. `tooLarge`: it takes none of this size. */
export type Verdict = 'clean' | 'infected' | 'silent' | 'tooLarge';

/** What came of an attempt to scan. `missing`: the store does not have the content. */
export type ScanOutcome = Verdict | 'missing';

/** Something that looks for viruses in a content. Never throws for what a scanner or its line can do. */
export interface VirusScanner {
  /** @param signal ends the scan at once, as silent */
  readonly scan: (bytes: Readable, signal: AbortSignal) => Promise<Verdict>;
  readonly answers: () => Promise<boolean>;
}
