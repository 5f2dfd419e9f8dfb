import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { KeyringInformation } from '@onthaal/contract/session/lock.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

/** What a keyring gives back. */
export interface Decrypted {
  readonly text: string;
  /** The keyring has a newer or better key now: seal it again. */
  readonly shouldReEncrypt: boolean;
}

/** What the operating system offers for keeping secrets; Electron's safeStorage behind it, or a stand-in in tests. */
export interface Keyring {
  /** Name of what keeps the secrets, e.g. `gnome_libsecret`, `dpapi`, `keychain`; for the log and the file. */
  readonly backend: string;
  /** False when there is no keyring worth the name (`basic_text` hides nothing), or when it is locked. */
  readonly protects: boolean;
  encrypt(text: string): Promise<Buffer>;
  decrypt(encrypted: Buffer): Promise<Decrypted>;
}

/** What was in a sealed file. */
export interface Unsealed {
  readonly text: string;
  /** It should be sealed anew: the keyring has a better key, or there is a keyring at last. */
  readonly stale: boolean;
}

/** Seals small secrets for a file. `unprotected` boxes only encode, and are allowed in the demo only. */
export interface SecretBox {
  /** True when what is sealed is not protected at all. */
  readonly unprotected: boolean;
  readonly backend: string;
  /** The content of a file; KEYRING_UNAVAILABLE when nothing may be sealed here. */
  seal(text: string): Promise<Result<string>>;
  /**
   * The text; KEYRING_UNAVAILABLE when the keyring that sealed it does not answer, KEYRING_CHANGED when another one answers,
   * STORE_KEY_WRONG when it cannot be read.
   */
  unseal(content: string): Promise<Result<Unsealed>>;
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
  const unseal = (content: string): Promise<Result<Unsealed>> => unsealWith(keyring, plainAllowed, content);
  return {
    unprotected,
    backend: keyring.backend,
    unseal,
    async seal(text) {
      if (unprotected && !plainAllowed) return unavailable(keyring);
      const data = unprotected ? Buffer.from(text, 'utf8') : await encrypted(keyring, text);
      if (data === undefined) return unavailable(keyring);
      const protection = unprotected ? 'none' : 'keyring';
      const envelope: Envelope = { version: 1, protection, backend: keyring.backend, data: data.toString('base64') };
      const content = `${JSON.stringify(envelope)}\n`;
      const back = await unseal(content);
      // A keyring that answers but cannot give back must be found out now, not on the day the data are needed.
      if (!back.ok || back.value.text !== text) return unavailable(keyring);
      return success(content);
    },
  };
}

/**
 * The keyring that keeps a sealed file; undefined for what is not sealed by a keyring. Needs no keyring.
 *
 * @param content of the file
 */
export function backendOf(content: string): string | undefined {
  const envelope = readEnvelope(content);
  return envelope?.protection === 'keyring' ? envelope.backend : undefined;
}

/**
 * What this session can do with the keyring, for the login screen.
 *
 * @param recorded names of the keyrings that sealed what is on this computer
 */
export function keyringInformation(
  box: SecretBox,
  plainAllowed: boolean,
  recorded: readonly string[],
): KeyringInformation {
  const other = recorded.find((name) => name !== box.backend);
  const known = { backend: box.backend, recorded: other ?? recorded[0] ?? '' };
  if (other !== undefined && !recorded.includes(box.backend)) return { state: 'changed', ...known };
  if (!box.unprotected) return { state: 'ready', ...known };
  return { state: plainAllowed && recorded.length === 0 ? 'plain' : 'missing', ...known };
}

async function unsealWith(keyring: Keyring, plainAllowed: boolean, content: string): Promise<Result<Unsealed>> {
  const envelope = readEnvelope(content);
  if (envelope === undefined) return failure('STORE_KEY_WRONG');
  const data = Buffer.from(envelope.data, 'base64');
  if (envelope.protection === 'none') {
    if (!plainAllowed) return unavailable(keyring);
    return success({ text: data.toString('utf8'), stale: keyring.protects });
  }
  const details = { sealedWith: envelope.backend, now: keyring.backend };
  const isOther = envelope.backend !== keyring.backend;
  if (!keyring.protects) return isOther ? failure('KEYRING_CHANGED', { details }) : unavailable(keyring);
  try {
    const { text, shouldReEncrypt } = await keyring.decrypt(data);
    // Another keyring that can read it all the same (a newer Electron names them otherwise) takes it over.
    return success({ text, stale: shouldReEncrypt || isOther });
  } catch {
    return failure(isOther ? 'KEYRING_CHANGED' : 'STORE_KEY_WRONG', { details });
  }
}

async function encrypted(keyring: Keyring, text: string): Promise<Buffer | undefined> {
  try {
    return await keyring.encrypt(text);
  } catch {
    return undefined;
  }
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
