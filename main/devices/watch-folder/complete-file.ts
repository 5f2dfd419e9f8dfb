import type { WatchedType } from '@onthaal/contract/devices/watch-folder.ts';

/** A PDF may have a line or two behind its end. */
const END_OF_PDF_WITHIN = 1024;

const starts: readonly (readonly [WatchedType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
];

/** What a file is by its first bytes, whatever its name says; undefined when it is nothing that a copier makes. */
export function typeOfContent(bytes: Uint8Array): WatchedType | undefined {
  return starts.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
}

/** Whether its end is there too: a copier writes for as long as it scans. */
export function isComplete(bytes: Uint8Array, type: WatchedType): boolean {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-END_OF_PDF_WITHIN);
  switch (type) {
    case 'application/pdf':
      return end.includes('%%EOF');
    case 'image/jpeg':
      // Some copiers fill the last block with zeros.
      return end.lastIndexOf(Buffer.from([0xff, 0xd9])) >= 0;
    case 'image/png':
      return end.subarray(-8).subarray(0, 4).toString('latin1') === 'IEND';
    default:
      // It has no end of its own: only that nobody writes in it any more says so.
      return true;
  }
}
