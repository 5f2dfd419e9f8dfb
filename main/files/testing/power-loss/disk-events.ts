/** A change of the names in folders. */
export type NameChange =
  | { readonly kind: 'name'; readonly path: string; readonly file: number }
  | { readonly kind: 'makeFolder' | 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

/** A change of what is in a file. */
export type ContentChange =
  | { readonly kind: 'write'; readonly file: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly file: number; readonly size: number }
  | {
      readonly kind: 'copy';
      readonly file: number;
      readonly offset: number;
      readonly from: number;
      readonly fromOffset: number;
      /** All there is when left out. */
      readonly length?: number;
    };

/** What is written to the disk; a file by its number, a folder by its path. A flush covers what was there when it began. */
export type Flush = {
  readonly kind: 'flushBegins' | 'flushEnds';
  readonly flush: number;
  readonly what: number | string;
};

/** What the program told its parent, at the moment it could first be heard. */
export type Told = { readonly kind: 'told'; readonly message: unknown };

/** All that a program did with the files below one folder, and said meanwhile, in the order of time. */
export type DiskEvent = NameChange | ContentChange | Flush | Told;

/** What lay in the folder before. */
export interface FirstContents {
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly file: number; readonly bytes: Buffer }[];
}
