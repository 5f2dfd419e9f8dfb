import { access } from 'node:fs/promises';
import { userFiles } from './user-files.ts';

/**
 * Who of these people has a grant on this computer: without a line only they can log in.
 *
 * @param memberIds of the people on the login screen
 */
export async function workedHere(userDataFolder: string, memberIds: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    memberIds.map((memberId) =>
      access(userFiles(userDataFolder, memberId).grant).then(
        () => [memberId],
        () => [],
      ),
    ),
  );
  return found.flat();
}
