import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import type { MessageKey } from '../../i18n/message-key.ts';

/**
 * What happens next to something that was just saved. "It is being sent" is said only where a line is known to be there; it is on
 * this computer in every case.
 */
export function savedNext(status: Pick<SyncStatus, 'phase'> | undefined): MessageKey {
  switch (status?.phase) {
    case 'upToDate':
    case 'working':
    case 'firstSync':
      return 'saved.sending';
    case 'offline':
      return 'saved.offline';
    case 'blocked':
      return 'saved.blocked';
    default:
      return 'saved.later';
  }
}
