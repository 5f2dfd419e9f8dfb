import type { ScannerChoice } from '@onthaal/contract/devices/scanners.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { ScanLine, Search } from 'lucide-react';
import { useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useDeskDevices } from './use-devices.ts';

/** Which scanners answer, once somebody asked: looking takes seconds and wakes devices. */
function useFoundScanners() {
  const [found, setFound] = useState<readonly ScannerChoice[]>();
  const [isLooking, setLooking] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const look = async (): Promise<void> => {
    if (isLooking) return;
    setLooking(true);
    const answer = await desktop().request('devices:listScanners', {});
    setLooking(false);
    setError(answer.ok ? undefined : answer.error);
    setFound(answer.ok ? answer.value : undefined);
  };
  return { found, isLooking, error, look: () => void look() };
}

interface ScannerLineProps {
  readonly scanner: ScannerChoice;
  readonly isChosen: boolean;
  readonly onChoose: (choice: ScannerChoice | undefined) => void;
}

function ScannerLine({ scanner, isChosen, onChoose }: ScannerLineProps) {
  const t = useText();
  return (
    <li className="line">
      <ScanLine className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{scanner.label}</p>
        <p className="line-meta">{scanner.name}</p>
      </div>
      <div className="line-end">
        {isChosen && <Tag tone="positive">{t('devices.scanner.chosen')}</Tag>}
        <Button size="small" variant="quiet" onPress={() => onChoose(isChosen ? undefined : scanner)}>
          {t(isChosen ? 'devices.scanner.leave' : 'devices.scanner.choose')}
        </Button>
      </div>
    </li>
  );
}

/** The scanner of this desk, and the others that answer when somebody looks for them. */
export function ScannersCard() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const { found, isLooking, error, look } = useFoundScanners();
  const chosen = settings?.scanner;
  const choose = (scanner: ScannerChoice | undefined) => void change({ scanner });
  const others = (found ?? []).filter(({ name }) => name !== chosen?.name);
  return (
    <Card title={t('devices.scanners')}>
      <div className="stack">
        {error && <ErrorMessage error={error} />}
        {!chosen && !error && others.length === 0 && (
          <EmptyState isCompact title={t(found ? 'devices.scanner.notFound' : 'devices.scanner.none')}>
            {t(found ? 'devices.scanner.notFoundNext' : 'devices.scanner.noneNext')}
          </EmptyState>
        )}
        <ul className="lines">
          {chosen && <ScannerLine scanner={chosen} isChosen onChoose={choose} />}
          {others.map((scanner) => (
            <ScannerLine key={scanner.name} scanner={scanner} isChosen={false} onChoose={choose} />
          ))}
        </ul>
        <div className="row">
          <Button size="small" icon={Search} isPending={isLooking} onPress={look}>
            {t('devices.scanner.look')}
          </Button>
        </div>
        {isLooking && (
          <p role="status" className="muted">
            {t('devices.scanner.looking')}
          </p>
        )}
      </div>
    </Card>
  );
}
