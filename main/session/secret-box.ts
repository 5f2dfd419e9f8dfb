import { failure, type Result, success } from '@onthaal/contract/result.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

/** What the operating system offers for keeping secrets; Electron's safeStorage behind it, or a stand-in in tests. */
export interface Keyring {
  /** Name of what keeps the secrets, e.g. `gnome_libsecret`, `dpapi`, `keychain`; for the log and the file. */
  readonly backend: string;
  /** False when there is no keyring worth the name (`basic_text` hides nothing). */
  readonly protects: boolean;
  encrypt(text: string): Promise<Buffer>;
  decrypt(encrypted: Buffer): Promise<string>;
}

/** Seals small secrets for a file. `unprotected` boxes only encode, and are allowed in the demo only. */
export interface SecretBox {
  /** True when what is sealed is not protected at all. */
  readonly unprotected: boolean;
  readonly backend: string;
  /** The content of a file; KEYRING_UNAVAILABLE when nothing may be sealed here. */
  seal(text: string): Promise<Result<string>>;
  /** The text; KEYRING_UNAVAILABLE when the keyring that sealed it is not there, STORE_KEY_WRONG when it cannot be read. */
  unseal(content: string): Promise<Result<string>>;
}

const Envelope = Type.Object(
  {
    version: Type.Literal(1),
    protection: Type.Enum(['keyring', 'none'] as const),
    backend: Type.String({ maxLength: 60 }),
    data: Type.String({ maxLength: 100_000 }),
  },
  { additionalProperties: false },
);
type Envelope = Static<typeof Envelope>;
const CheckedEnvelope = Compile(Envelope);

/**
 * @param keyring of this session
 * @param plainAllowed the demo may keep its (invented) data without a keyring
 */
export function createSecretBox(keyring: Keyring, plainAllowed: boolean): SecretBox {
  const unprotected = !keyring.protects;
  return {
    unprotected,
    backend: keyring.backend,
    async seal(text) {
      if (unprotected && !plainAllowed) return unavailable(keyring);
      const envelope: Envelope = unprotected
        ? {
            version: 1,
            protection: 'none',
            backend: keyring.backend,
            data: Buffer.from(text, 'utf8').toString('base64'),
          }
        : { version: 1, protection: 'keyring', backend: keyring.backend, data: await encrypted(keyring, text) };
      const content = `${JSON.stringify(envelope)}\n`;
      const back = await this.unseal(content);
      // A keyring that answers but cannot give back must be found out now, not on the day the data are needed.
      if (!back.ok || back.value !== text) return unavailable(keyring);
      return success(content);
    },
    async unseal(content) {
      const envelope = readEnvelope(content);
      if (envelope === undefined) return failure('STORE_KEY_WRONG');
      if (envelope.protection === 'none') {
        if (!plainAllowed) return unavailable(keyring);
        return success(Buffer.from(envelope.data, 'base64').toString('utf8'));
      }
      if (unprotected) return unavailable(keyring);
      try {
        return success(await keyring.decrypt(Buffer.from(envelope.data, 'base64')));
      } catch {
        return failure('STORE_KEY_WRONG', { details: { sealedWith: envelope.backend, now: keyring.backend } });
      }
    },
  };
}

async function encrypted(keyring: Keyring, text: string): Promise<string> {
  return (await keyring.encrypt(text)).toString('base64');
}

function readEnvelope(content: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return CheckedEnvelope.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function unavailable(keyring: Keyring): Result<never> {
  return failure('KEYRING_UNAVAILABLE', { details: { backend: keyring.backend } });
}
