import { rm } from 'node:fs/promises';
import { type Result, success } from '@onthaal/contract/result.ts';
import { readSealedFile, withDisk, writeSealedFile } from './sealed-file.ts';
import type { SecretBox } from './secret-box.ts';

/** Keeps the newest refresh token of a member, sealed. */
export function keepRefreshToken(file: string, box: SecretBox, token: string): Promise<Result<null>> {
  return writeSealedFile(file, box, token);
}

/** The kept refresh token; undefined when there is none, or the failures of the keyring. */
export function readRefreshToken(file: string, box: SecretBox): Promise<Result<string | undefined>> {
  return readSealedFile(file, box);
}

/** Forgets it: after logging out it is of no use to anybody. */
export function forgetRefreshToken(file: string): Promise<Result<null>> {
  return withDisk(async () => {
    await rm(file, { force: true });
    return success(null);
  });
}
