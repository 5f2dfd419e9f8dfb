import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { readFileIfPresent, writeFileAtomically } from '../files/atomic-file.ts';
import { diskErrorCode } from '../files/disk-error.ts';
import type { SecretBox } from './secret-box.ts';

/**
 * The text of a sealed file; undefined when there is none. What should be sealed anew is: the old content stays until the new
 * one has been read back from the disk.
 *
 * @returns the failures of `SecretBox.unseal`, or a disk code
 */
export function readSealedFile(file: string, box: SecretBox): Promise<Result<string | undefined>> {
  return withDisk(async () => {
    const content = await readFileIfPresent(file);
    if (content === undefined) return success(undefined);
    const unsealed = await box.unseal(content.toString('utf8'));
    if (!unsealed.ok) return unsealed;
    // A better seal that does not succeed is no reason to refuse what could be read.
    if (unsealed.value.stale) await writeSealedFile(file, box, unsealed.value.text).catch(() => undefined);
    return success(unsealed.value.text);
  });
}

/**
 * Seals a text into a file and proves that it can be read back; what was there before comes back when it cannot.
 *
 * @returns KEYRING_UNAVAILABLE, STORE_KEY_WRONG or a disk code
 */
export function writeSealedFile(file: string, box: SecretBox, text: string): Promise<Result<null>> {
  return withDisk(async () => {
    const sealed = await box.seal(text);
    if (!sealed.ok) return sealed;
    const before = await readFileIfPresent(file);
    await writeFileAtomically(file, sealed.value);
    const written = await readFileIfPresent(file);
    const back = await box.unseal(written?.toString('utf8') ?? '');
    if (back.ok && back.value.text === text) return success(null);
    if (before !== undefined) await writeFileAtomically(file, before);
    return failure('STORE_KEY_WRONG', { details: { reason: 'roundTrip' } });
  });
}

/** Turns what the disk refuses into its code. */
export async function withDisk<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return failure(diskErrorCode(error), { retryable: true });
  }
}
