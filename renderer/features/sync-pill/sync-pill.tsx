import { CheckCircle2, CircleAlert, CloudOff, type LucideIcon, RefreshCw } from 'lucide-react';
import { useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Pill } from '../../ui/pill.tsx';
import { type SyncTone, syncWords } from './sync-words.ts';

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
  if (!status) return <span className="pill pill-information sync-pill">{t('sync.starting')}</span>;
  const { key, values, tone } = syncWords(status, formats, storeProcess);
  const Icon = key === 'sync.conflicts' ? CircleAlert : icons[tone];
  const opens = key === 'sync.conflicts' ? 'conflicts' : 'synchronisation';
  return (
    <Pill className="sync-pill" tone={tone} icon={Icon} onPress={() => navigate.open({ name: opens })}>
      {t(key, values)}
    </Pill>
  );
}
