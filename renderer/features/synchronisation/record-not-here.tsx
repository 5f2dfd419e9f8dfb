import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useSyncItemsQuery } from '../../bridge/store-api.ts';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RejectedBanners } from './rejected-banners.tsx';

interface RecordNotHereProps {
  readonly documentId: string;
  readonly error: OnthaalError;
  readonly onRetry: () => void;
}

/**
 * Instead of a card that cannot be shown. A new record that the centre refused has left the local database (ADR 0008): then
 * "unknown" would frighten the clerk who just wrote it, and the refusal with its way on stands there.
 */
export function RecordNotHere({ documentId, error, onRetry }: RecordNotHereProps) {
  const { data: items } = useSyncItemsQuery({ limit: 500 });
  const refused = items?.filter((item) => item.documentId === documentId && item.state === 'rejected') ?? [];
  if (error.code === 'DOCUMENT_UNKNOWN' && refused.length > 0) return <RejectedBanners items={refused} />;
  return <ErrorMessage error={error} onRetry={onRetry} />;
}
