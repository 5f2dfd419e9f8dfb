import { useDocumentAcceptanceQuery } from '../../bridge/store-api.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';

/**
 * Whether the centre has what was written here: what a citizen may rely on. Says nothing when this desk wrote nothing, and leaves
 * what asks for a decision to the banners.
 */
export function AcceptanceBadge({ documentId }: { readonly documentId: string }) {
  const t = useText();
  const formats = useFormats();
  const { data: acceptance } = useDocumentAcceptanceQuery({ documentId });
  if (acceptance?.state === 'waiting') return <StatusBadge status="local" label={t('synchronisation.notAccepted')} />;
  if (acceptance?.state !== 'accepted' || !acceptance.acceptedAt) return null;
  const { acceptedAt } = acceptance;
  const isToday = dayOf(acceptedAt) === dayOf(new Date());
  const label = t(isToday ? 'synchronisation.acceptedAt' : 'synchronisation.acceptedOn', {
    at: formats.moment(acceptedAt),
  });
  return <StatusBadge status="accepted" label={label} />;
}
