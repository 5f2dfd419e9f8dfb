import type { ReaderState } from '@onthaal/contract/devices/readers.ts';
import { CreditCard, ScanLine } from 'lucide-react';
import { useAppSelector } from '../../app/store.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ChangePinButton } from '../card/pin/change-pin-button.tsx';
import { deviceHealth, type HealthWord } from './health/device-health.ts';
import { Remedy } from './health/remedy.tsx';
import { useDeskDevices, useReaders } from './use-devices.ts';

interface ReaderLineProps {
  readonly reader: ReaderState;
  readonly isPreferred: boolean;
  /** Absent when there is nothing to choose from. */
  readonly onPrefer: (() => void) | undefined;
}

function ReaderLine({ reader, isPreferred, onPrefer }: ReaderLineProps) {
  const t = useText();
  return (
    <li className="line">
      <CreditCard className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{reader.name}</p>
        <p className="line-meta">{t(`devices.reader.${reader.card}`)}</p>
      </div>
      <div className="line-end">
        {reader.card === 'present' && <ChangePinButton place={{ reader: reader.name, insertion: reader.insertion }} />}
        {isPreferred && <Tag tone="positive">{t('devices.reader.preferred')}</Tag>}
        {onPrefer && (
          <Button size="small" variant="quiet" onPress={onPrefer}>
            {t('devices.reader.prefer')}
          </Button>
        )}
      </div>
    </li>
  );
}

const remedies = {
  serviceAbsent: ['devices.remedy.serviceAbsent.1', 'devices.remedy.serviceAbsent.2', 'devices.remedy.serviceAbsent.3'],
  readerGone: ['devices.remedy.readerGone.1', 'devices.remedy.readerGone.2', 'devices.remedy.readerGone.3'],
  cardSilent: ['devices.remedy.cardSilent.1', 'devices.remedy.cardSilent.2', 'devices.remedy.cardSilent.3'],
} as const satisfies Partial<Record<HealthWord, readonly MessageKey[]>>;

/** The steps for what is wrong with the readers now, if anything is. */
function ReaderRemedy() {
  const word = useAppSelector(({ devices }) => deviceHealth(devices));
  if (!(word in remedies)) return null;
  return <Remedy steps={remedies[word as keyof typeof remedies]} isOpen />;
}

/** The card readers of this computer, with whether a card lies in them, and which one the citizen uses. */
export function ReadersCard() {
  const t = useText();
  const state = useReaders();
  const { settings, change } = useDeskDevices();
  const several = (state?.readers.length ?? 0) > 1;
  return (
    <Card title={t('devices.readers')}>
      {state === undefined && <Skeleton />}
      {state?.service === 'absent' && (
        <Banner tone="caution" live="status" title={t('devices.readers.serviceAbsent')}>
          {t('devices.readers.serviceAbsentNext')}
        </Banner>
      )}
      {state?.service === 'running' && state.readers.length === 0 && (
        <EmptyState icon={ScanLine} title={t('devices.readers.none')}>
          {t('devices.readers.noneNext')}
        </EmptyState>
      )}
      <ul className="lines">
        {state?.readers.map((reader) => {
          const isPreferred = several && settings?.preferredReader === reader.name;
          const onPrefer = several && !isPreferred ? () => void change({ preferredReader: reader.name }) : undefined;
          return <ReaderLine key={reader.name} reader={reader} isPreferred={isPreferred} onPrefer={onPrefer} />;
        })}
      </ul>
      <ReaderRemedy />
    </Card>
  );
}
