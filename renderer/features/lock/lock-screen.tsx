import type { OnthaalError } from '@onthaal/contract/result.ts';
import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useEffect, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useAppSelector } from '../../app/store.ts';
import { useLogOut } from '../../app/use-log-out.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyRegistry } from '../../keys/key-context.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { coverPage } from './cover-page.ts';
import { useSecondsLeft } from './use-seconds-left.ts';
import { waitWords } from './wait-words.ts';
import './lock-screen.css';

/** Covers everything while main says that the screen is locked. The rest of the page is not in the document meanwhile. */
export function LockScreen() {
  const [host, setHost] = useState<HTMLElement>();
  useLayoutEffect(() => {
    const cover = coverPage();
    setHost(cover.host);
    return cover.lift;
  }, []);
  return host ? createPortal(<Locked />, host) : null;
}

function Locked() {
  const t = useText();
  const { secret, reason } = useAppSelector((state) => state.lock);
  const member = useAppSelector((state) => state.session.member);
  return (
    <main className="lock">
      <Clock />
      <div className="lock-card">
        <LockKeyhole aria-hidden size={28} className="lock-icon" />
        <h1 className="lock-title">{secret === 'none' ? t('lock.covered') : t('lock.locked')}</h1>
        {member && <p className="lock-member">{member.name}</p>}
        {reason !== 'key' && <p className="lock-reason">{t(`lock.reason.${reason}`)}</p>}
        {secret === 'none' ? <AnyKey /> : <SecretForm kind={secret} />}
      </div>
    </main>
  );
}

function Clock() {
  const formats = useFormats();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const instant = now.toISOString();
  return (
    <p className="lock-clock">
      <time dateTime={instant.slice(0, 16)}>
        <span className="lock-time">{formats.time(instant)}</span>
        <span className="lock-day">{formats.longDay(instant)}</span>
      </time>
    </p>
  );
}

/** Nobody chose a PIN: the cover goes at any key or click, and that key does no more. */
function AnyKey() {
  const t = useText();
  const registry = useKeyRegistry();
  useEffect(() => {
    const show = (): void => void desktop().request('session:unlock', {});
    const release = registry.interceptAll(show);
    window.addEventListener('click', show);
    return () => {
      release();
      window.removeEventListener('click', show);
    };
  }, [registry]);
  return <p className="lock-text">{t('lock.anyKey')}</p>;
}

function SecretForm({ kind }: { readonly kind: 'pin' | 'password' }) {
  const t = useText();
  const registry = useKeyRegistry();
  const logOut = useLogOut();
  const { waitUntil } = useAppSelector((state) => state.lock);
  const secondsLeft = useSecondsLeft(waitUntil);
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  useEffect(() => registry.rest(), [registry]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (typed === '' || isBusy || secondsLeft > 0) return;
    setBusy(true);
    const result = await desktop().request('session:unlock', { secret: typed });
    setBusy(false);
    setTyped('');
    setError(result.ok ? undefined : result.error);
  };
  return (
    <form className="lock-form" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t(`lock.secret.${kind}`)}
        type="password"
        inputMode={kind === 'pin' ? 'numeric' : 'text'}
        autoFocus
        value={typed}
        onChange={setTyped}
      />
      <p className="lock-error" role="alert">
        {error && secondsLeft === 0 && t(`error.${error.code}.text`, error.details)}
        {error && secondsLeft > 0 && t('lock.tooOften')}
      </p>
      {secondsLeft > 0 && <p className="lock-wait">{waitWords(secondsLeft, t)}</p>}
      <div className="lock-actions">
        <Button type="submit" variant="primary" isPending={isBusy} isDisabled={secondsLeft > 0}>
          {t('lock.unlock')}
        </Button>
        <Button onPress={logOut}>{t('keys.logOut')}</Button>
      </div>
      <p className="lock-text">{t('lock.logOutText')}</p>
    </form>
  );
}
