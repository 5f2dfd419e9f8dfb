import type { LoginNotes } from '@onthaal/contract/session/lock.ts';
import { Send } from 'lucide-react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

interface LoginNotesListProps {
  readonly notes: LoginNotes | undefined;
  /** The list is the one of last time: nothing is sent when somebody logs in. */
  readonly isOffline: boolean;
  readonly onRead: () => void;
}

/** What happened to the last session, and what waits on this computer for people to log in again. */
export function LoginNotesList({ notes, isOffline, onRead }: LoginNotesListProps) {
  const t = useText();
  const formats = useFormats();
  if (!notes) return null;
  const { revoked, allWaiting, endedByWrongPin } = notes;
  const understood = (
    <Button size="small" onPress={onRead}>
      {t('recovery.understood')}
    </Button>
  );
  return (
    <>
      {revoked && (
        <Banner tone="danger" live="alert" title={t('login.revoked.title')} actions={understood}>
          <p>{t('login.revoked.text', { at: formats.moment(revoked.at) })}</p>
          <p>{t('login.revoked.lost', { count: revoked.unsentItems })}</p>
        </Banner>
      )}
      {endedByWrongPin && (
        <Banner tone="caution" live="alert" title={t('login.wrongPin.title')} actions={understood}>
          {t('login.wrongPin.text')}
        </Banner>
      )}
      {allWaiting && (
        <Banner
          tone="information"
          icon={Send}
          live="status"
          title={t('login.waiting.title', { count: allWaiting.items, people: allWaiting.people })}
        >
          {t(isOffline ? 'login.waiting.textOffline' : 'login.waiting.text', {
            since: formats.moment(allWaiting.since),
          })}
        </Banner>
      )}
    </>
  );
}
