const LENGTH_BYTES = 4;
const mostFrameBytes = 2 * 1024 * 1024;

/** A message behind its length: four bytes, the highest first. */
export function framed(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

/** Puts messages together of what comes in pieces. */
export class Frames {
  #rest = Buffer.alloc(0);

  /** The messages that are whole now; `unreadable` for one that is too long or no JSON: nothing after it can be trusted. */
  take(chunk: Buffer): readonly (object | 'unreadable')[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const found: (object | 'unreadable')[] = [];
    while (this.#rest.length >= LENGTH_BYTES) {
      const length = this.#rest.readUInt32BE();
      if (length > mostFrameBytes) return [...found, 'unreadable'];
      if (this.#rest.length < LENGTH_BYTES + length) break;
      const message = parsed(this.#rest.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
      this.#rest = this.#rest.subarray(LENGTH_BYTES + length);
      found.push(message);
      if (message === 'unreadable') break;
    }
    return found;
  }
}

function parsed(bytes: Buffer): object | 'unreadable' {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null ? value : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
