const IEND = 0x49454e44;
const [START_OF_SCAN, END_OF_IMAGE] = [0xda, 0xd9];

/** A PNG is a row of chunks, of which the last one is empty and says that it is the last. */
function isWholePng(view: DataView): boolean {
  for (let at = 8; at + 12 <= view.byteLength; ) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === IEND) return true;
    at += 12 + length;
  }
  return false;
}

/** In the data of a JPEG, after its tables, the marker of its end stands nowhere but at its end; a picture within it has one before. */
function isWholeJpeg(view: DataView): boolean {
  let at = 2;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff && view.getUint8(at + 1) !== START_OF_SCAN) {
    at += view.getUint8(at + 1) === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  for (; at + 2 <= view.byteLength; at += 1) {
    if (view.getUint8(at) === 0xff && view.getUint8(at + 1) === END_OF_IMAGE) return true;
  }
  return false;
}

/**
 * Whether a PNG, JPEG or WebP goes on to its end. A decoder shows one that was cut off as far as it goes, and nobody sees that
 * something is missing.
 */
export function isWholePicture(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12) return false;
  if (view.getUint32(0) === 0x89504e47) return isWholePng(view);
  // "RIFF", then how much follows.
  if (view.getUint32(0) === 0x52494646) return view.getUint32(4, true) + 8 <= view.byteLength;
  return isWholeJpeg(view);
}
