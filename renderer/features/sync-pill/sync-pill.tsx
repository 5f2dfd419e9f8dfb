import { CheckCircle2, CircleAlert, CloudOff, type LucideIcon, RefreshCw } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { type SyncTone, syncWords } from './sync-words.ts';
import './sync-pill.css';

const icons: Readonly<Record<SyncTone, LucideIcon>> = {
  positive: CheckCircle2,
  information: RefreshCw,
  caution: CloudOff,
  danger: CircleAlert,
};

/** The state of the sync in words; opens the list behind it. */
export function SyncPill() {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const { data: status } = useSyncStatusQuery({});
  const storeProcess = useAppSelector(({ session }) => session.storeProcess.state);
  if (!status) return <span className="sync-pill sync-pill-information">{t('sync.starting')}</span>;
  const { key, values, tone } = syncWords(status, formats, storeProcess);
  const Icon = key === 'sync.conflicts' ? CircleAlert : icons[tone];
  const opens = key === 'sync.conflicts' ? 'conflicts' : 'synchronisation';
  return (
    <AriaButton className={`sync-pill sync-pill-${tone}`} onPress={() => navigate.open({ name: opens })}>
      <Icon aria-hidden size={15} />
      <span>{t(key, values)}</span>
    </AriaButton>
  );
}
