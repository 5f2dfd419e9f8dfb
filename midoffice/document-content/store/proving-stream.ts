import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { ContentKey } from './content-store.ts';

/** The bytes that came are not those that were announced. */
export class OtherContent extends Error {
  override readonly name = 'OtherContent';
}

/** Passes bytes on and fails at their end, before the reader sees that end, when they are not the content of this key. */
export function provingStream({ digest, bytes }: ContentKey): Transform {
  const hash = createHash('sha256');
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) return done(new OtherContent());
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const isSame = seen === bytes && hash.digest('hex') === digest;
      done(isSame ? null : new OtherContent());
    },
  });
}
