import type { OnthaalError } from '@onthaal/contract/result.ts';
import { ArrowLeft } from 'lucide-react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useSyncItemsQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { TypedTextsCard } from '../interaction/typed-texts-card.tsx';
import { RejectedBanners } from './rejected-banners.tsx';

interface RecordNotHereProps {
  readonly documentId: string;
  readonly error: OnthaalError;
  readonly onRetry: () => void;
  /** What it was called on this screen, when it stood there a moment ago: the number of a dossier; of a person, nothing. */
  readonly left?: { readonly kind: 'dossier' | 'person'; readonly name?: string } | undefined;
}

/** It went while somebody looked at it: why that is, and what one can do. */
function RecordLeft({ left: { kind, name = '' } }: { readonly left: NonNullable<RecordNotHereProps['left']> }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Banner
      tone="caution"
      live="alert"
      title={t(`record.left.${kind}`, { name })}
      actions={
        <Button size="small" icon={ArrowLeft} onPress={navigate.back}>
          {t('keys.back')}
        </Button>
      }
    >
      {t(`record.leftNext.${kind}`, { name })}
    </Banner>
  );
}

/**
 * Instead of a card that cannot be shown. A new record that the centre refused has left the local database (ADR 0008): then
 * "unknown" would frighten the clerk who just wrote it, and the refusal with its way on stands there. What left the clerk's work while it
 * was on the screen (ADR 0018) says so; what was typed about it stays, to be copied.
 */
export function RecordNotHere({ documentId, error, onRetry, left }: RecordNotHereProps) {
  const { data: items } = useSyncItemsQuery({ limit: 500 });
  const refused = items?.filter((item) => item.documentId === documentId && item.state === 'rejected') ?? [];
  const isGone = error.code === 'DOCUMENT_UNKNOWN';
  const isRefused = refused.some((item) => item.error?.code !== 'ACCESS_LOST');
  return (
    <div className="stack">
      {isGone && left && !isRefused && <RecordLeft left={left} />}
      {isGone && <RejectedBanners items={refused} />}
      {(!isGone || (!left && refused.length === 0)) && <ErrorMessage error={error} onRetry={onRetry} />}
      <TypedTextsCard documentId={documentId} />
    </div>
  );
}
