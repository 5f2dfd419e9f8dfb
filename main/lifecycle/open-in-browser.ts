import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { shell } from 'electron';
import type { Log } from '../logging/log.ts';
import { safeExternalUrl } from '../security/external-link.ts';

/**
 * Opens a link in the user's browser, mail program or telephone, when it is on the list.
 *
 * @param trustedOrigin see `safeExternalUrl`
 * @returns ARGUMENT_INVALID for any other link
 */
export async function openInBrowser(url: string, trustedOrigin: string | undefined, log: Log): Promise<Result<null>> {
  const safe = safeExternalUrl(url, trustedOrigin);
  if (!safe.ok) {
    log.write('warn', 'security', 'a link was not opened');
    return failure(safe.error.code, safe.error);
  }
  await shell.openExternal(safe.value);
  return success(null);
}
