import { generateKeyPairSync } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { flushFolder, readFileIfPresent, writeFileAtomically } from '../../files/atomic-file.ts';
import { overwriteAndRemove } from '../revocation.ts';
import { readSealedFile, withDisk, writeSealedFile } from '../sealed-file.ts';
import type { SecretBox } from '../secret-box.ts';
import { usersFolder } from '../user-files.ts';

/** All that a kiosk keeps: which device it is, and its key. Nothing of persons or dossiers. */
const KioskIdentity = Type.Object({
  deviceId: Type.String({ maxLength: 64 }),
  name: Type.String({ maxLength: 120 }),
  /** Ed25519, PKCS 8, base64url. */
  privateKey: Type.String({ maxLength: 400 }),
});
export type KioskIdentity = Static<typeof KioskIdentity>;
const Checked = Compile(KioskIdentity);

/** Where the sealed identity of a kiosk lies. */
export function kioskKeyFile(userDataFolder: string): string {
  return path.join(userDataFolder, 'kiosk.key');
}

/** There while the mid-office has taken the registration back and nobody has registered this kiosk again. */
function revokedFile(userDataFolder: string): string {
  return path.join(userDataFolder, 'kiosk-revoked.json');
}

/** A key pair of this device, of which only the public half ever leaves it. Both base64url. */
export function newKioskKeys(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
  };
}

/** The kept identity; undefined when this kiosk is not registered. The failures of `SecretBox.unseal`, or a disk code. */
export async function readKioskIdentity(
  userDataFolder: string,
  box: SecretBox,
): Promise<Result<KioskIdentity | undefined>> {
  const kept = await readSealedFile(kioskKeyFile(userDataFolder), box);
  if (!kept.ok || kept.value === undefined) return kept as Result<undefined>;
  try {
    const identity: unknown = JSON.parse(kept.value);
    return Checked.Check(identity) ? success(identity) : failure('STORE_KEY_WRONG');
  } catch {
    return failure('STORE_KEY_WRONG');
  }
}

/** Keeps the identity, and forgets that an earlier one was taken back. KEYRING_UNAVAILABLE, STORE_KEY_WRONG or a disk code. */
export async function keepKioskIdentity(
  userDataFolder: string,
  box: SecretBox,
  identity: KioskIdentity,
): Promise<Result<null>> {
  const written = await writeSealedFile(kioskKeyFile(userDataFolder), box, JSON.stringify(identity));
  if (!written.ok) return written;
  return withDisk(async () => {
    await rm(revokedFile(userDataFolder), { force: true });
    return success(null);
  });
}

/** Destroys the key. That it must go is written first, so that a kill on the way is finished at the next start. */
export function destroyKioskKey(userDataFolder: string, now: Date): Promise<Result<null>> {
  return withDisk(async () => {
    await writeFileAtomically(revokedFile(userDataFolder), `${JSON.stringify({ at: now.toISOString() })}\n`);
    await overwriteAndRemove(kioskKeyFile(userDataFolder));
    await flushFolder(userDataFolder);
    return success(null);
  });
}

/** Whether the registration was taken back; what an earlier run left of the key is destroyed. */
export async function wasKioskRevoked(userDataFolder: string): Promise<boolean> {
  if ((await readFileIfPresent(revokedFile(userDataFolder))) === undefined) return false;
  await overwriteAndRemove(kioskKeyFile(userDataFolder));
  return true;
}

/** Whether people worked on this computer: then it has their data, and can be no kiosk. */
export async function hasPeopleWorkedHere(userDataFolder: string): Promise<boolean> {
  const names = await readdir(usersFolder(userDataFolder)).catch(() => []);
  return names.length > 0;
}
