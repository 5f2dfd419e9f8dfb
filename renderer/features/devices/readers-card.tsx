import type { ReaderState } from '@onthaal/contract/devices/readers.ts';
import { CreditCard, ScanLine, TestTube } from 'lucide-react';
import { useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { errorWords } from '../../ui/use-error-notice.ts';
import { placeOf } from '../card/card-state.ts';
import { ChangePinButton } from '../card/pin/change-pin-button.tsx';
import { useDeskDevices, useReaders } from './use-devices.ts';

/** Asks the chip of the card whether it is an eID; nothing of the person is read. */
function useCardTest(reader: string) {
  const t = useText();
  const [words, setWords] = useState('');
  const [isPending, setPending] = useState(false);
  const test = async () => {
    setPending(true);
    const answer = await desktop().request('devices:testCard', { reader });
    setPending(false);
    if (answer.ok) return setWords(t('devices.reader.test.works'));
    setWords(errorWords(answer.error, t));
  };
  return { words, isPending, test: () => void test() };
}

interface ReaderLineProps {
  readonly reader: ReaderState;
  readonly isPreferred: boolean;
  /** The card in it is the one of the citizen, where several lie in readers. */
  readonly isCitizens: boolean;
  /** Absent when there is nothing to choose from. */
  readonly onPrefer: (() => void) | undefined;
}

function ReaderLine({ reader, isPreferred, isCitizens, onPrefer }: ReaderLineProps) {
  const t = useText();
  const test = useCardTest(reader.name);
  return (
    <li className="line">
      <CreditCard className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{reader.name}</p>
        <p className="line-meta">{t(`devices.reader.${reader.card}`)}</p>
        <p className="line-meta" role="status">
          {test.words}
        </p>
      </div>
      <div className="line-end">
        <Button
          size="small"
          icon={TestTube}
          isPending={test.isPending}
          onPress={test.test}
          aria-label={t('devices.reader.testNamed', { name: reader.name })}
        >
          {t('devices.reader.test')}
        </Button>
        {reader.card === 'present' && (
          <ChangePinButton place={{ reader: reader.name, insertion: reader.insertion }} hasKey={isCitizens} />
        )}
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

/** The card readers of this computer, with whether a card lies in them, and which one the citizen uses. */
export function ReadersCard() {
  const t = useText();
  const state = useReaders();
  const { settings, change } = useDeskDevices();
  const citizens = placeOf(state, settings?.preferredReader)?.reader;
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
          const isCitizens = reader.name === citizens;
          return <ReaderLine key={reader.name} {...{ reader, isPreferred, isCitizens, onPrefer }} />;
        })}
      </ul>
    </Card>
  );
}
