import { createHmac, timingSafeEqual } from 'node:crypto';
import { messageIdOf, referenceOf } from '../message-reference.ts';

/** The field of a mail that names it; a report that gives back the head of the mail has it too. */
export const markField = 'X-Onthaal-Message';

// A local part has 64 characters at most, and the mailbox has a name too.
const proofCharacters = 20;
const markShape = /(?<![0-9a-f])([0-9a-f]{32})([0-9a-f]{20})(?![0-9a-f])/gi;

/**
 * Names a message to whoever gives its mail back. A mark is the id of the message and a proof (80 bits of an HMAC) that it was made here,
 * in lower case, since servers do not keep the case of an address. Who got the mail can read it, and nobody else can make one.
 */
export class ReturnMarks {
  readonly #secret: string;

  /** @param secret the same on every node */
  constructor(secret: string) {
    this.#secret = secret;
  }

  #proof(reference: string): string {
    return createHmac('sha256', this.#secret).update(`returned/${reference}`).digest('hex').slice(0, proofCharacters);
  }

  /** The mark of a message; undefined for an id that is no UUID. */
  of(messageId: string): string | undefined {
    const reference = referenceOf(messageId);
    return /^[0-9a-f]{32}$/.test(reference) ? `${reference}${this.#proof(reference)}` : undefined;
  }

  /** The id of the message that one of these texts names with a good mark. */
  messageIn(texts: readonly string[]): string | undefined {
    for (const text of texts) {
      for (const [, reference = '', proof = ''] of text.toLowerCase().matchAll(markShape)) {
        if (timingSafeEqual(Buffer.from(proof), Buffer.from(this.#proof(reference)))) return messageIdOf(reference);
      }
    }
    return undefined;
  }
}
