import type { Result } from '@onthaal/contract/result.ts';
import type { StoreControlResponse } from '@onthaal/contract/store/control.ts';
import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import type { WantedContent } from './fetch-content.ts';

/** Main thread of the store process to its content worker. `sequence` comes back with the answer. */
export type ContentRequest =
  | {
      readonly kind: 'open';
      readonly sequence: number;
      /** The store's own file; the contents lie beside it. */
      readonly storeFile: string;
      /** 32 bytes. */
      readonly key: Uint8Array;
      readonly url: string;
      readonly token: string;
      /** So many bytes of contents that the centre has stay here. */
      readonly cacheBytes: number;
      readonly nativeBinding: string | undefined;
    }
  | {
      readonly kind: 'take';
      readonly sequence: number;
      readonly documentId: string;
      readonly path: string;
      readonly fileName: string;
    }
  | {
      readonly kind: 'takeBytes';
      readonly sequence: number;
      readonly documentId: string;
      readonly bytes: Uint8Array;
      readonly fileName: string;
    }
  /** Makes sure that a whole content is here. */
  | { readonly kind: 'fetch'; readonly sequence: number; readonly wanted: WantedContent }
  | { readonly kind: 'read'; readonly sequence: number; readonly documentId: string; readonly offset: number }
  | { readonly kind: 'keep' | 'drop'; readonly sequence: number; readonly documentId: string }
  | { readonly kind: 'changeToken'; readonly sequence: number; readonly token: string }
  /** Whether the sync has no line: it knows first. */
  | { readonly kind: 'line'; readonly sequence: number; readonly isDown: boolean }
  | { readonly kind: 'storeChanged' | 'tryNow' | 'close'; readonly sequence: number };

/** Content worker to main thread. */
export type ContentResponse =
  | { readonly kind: 'answer'; readonly sequence: number; readonly result: Result<unknown> }
  /** Where a content stands now; undefined: it is not here any more. */
  | { readonly kind: 'condition'; readonly documentId: string; readonly condition: ContentCondition | undefined }
  | Extract<StoreControlResponse, { readonly kind: 'log' }>;
