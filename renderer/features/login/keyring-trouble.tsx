import type { KeyringInformation } from '@onthaal/contract/session/lock.ts';
import { KeyRound } from 'lucide-react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** The keyring that keeps the keys does not answer: why nobody can log in, and what to do about it. */
export function KeyringTrouble({ keyring }: { readonly keyring: KeyringInformation }) {
  const t = useText();
  const isChanged = keyring.state === 'changed';
  const sealedWith = t.word('keyring', keyring.recorded);
  const now = t.word('keyring', keyring.backend);
  return (
    <Banner
      tone="danger"
      icon={KeyRound}
      live="alert"
      title={isChanged ? t('login.keyring.changed', { sealedWith, now }) : t('error.KEYRING_UNAVAILABLE.text')}
      actions={
        <>
          <Button size="small" variant="primary" onPress={() => void desktop().request('application:restart', {})}>
            {t('login.keyring.restart')}
          </Button>
          <Button size="small" variant="quiet" onPress={() => void desktop().request('application:openLogFolder', {})}>
            {t('process.logs')}
          </Button>
        </>
      }
    >
      <p>{t('login.keyring.why')}</p>
      <p>{isChanged ? t('login.keyring.changedNext', { sealedWith }) : t('error.KEYRING_UNAVAILABLE.next')}</p>
      <p>{t('login.keyring.safe')}</p>
    </Banner>
  );
}
