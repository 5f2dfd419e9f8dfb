import { RefreshCw, ScanLine } from 'lucide-react';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';
import { TakeOverScanner } from '../../devices/neighbours/take-over-scanner.tsx';
import { MOST_PAGES } from '../scan-pages.ts';
import type { Scanner } from './use-scanner.ts';

interface ScannerViewProps {
  readonly scanner: Scanner;
  /** How many there are already. */
  readonly pages: number;
  /** Out of view it has no keys. */
  readonly isShown: boolean;
}

function RunningScan({ scanner }: Pick<ScannerViewProps, 'scanner'>) {
  const t = useText();
  const { page, part } = scanner.progress ?? { page: 1, part: 0 };
  return (
    <>
      <ProgressBar
        label={t('scan.scanner.running')}
        value={100 * part}
        total={100}
        valueText={t('scan.page', { page })}
      />
      <div className="row">
        <Button onPress={scanner.stop}>{t('scan.scanner.stop')}</Button>
      </div>
    </>
  );
}

function StartScan({ scanner, pages, isShown }: ScannerViewProps) {
  const t = useText();
  const { source } = scanner;
  const isFull = pages >= MOST_PAGES;
  return (
    <>
      {scanner.sources.length > 1 && (
        <RadioGroupField
          label={t('scan.scanner.source')}
          isVertical
          options={scanner.sources.map((id) => ({ id, label: t(`scan.scanner.source.${id}`) }))}
          value={source ?? ''}
          onChange={(id) => scanner.choose(scanner.sources.find((one) => one === id))}
        />
      )}
      {isShown && source && (
        <div className="row">
          <Button
            variant="primary"
            icon={ScanLine}
            keyAction="shootPage"
            isDisabled={isFull}
            onPress={() => scanner.scan(source, pages)}
          >
            {t(source === 'sheet' ? (pages === 0 ? 'scan.shootFirst' : 'scan.shootNext') : 'scan.scanner.scanAll')}
          </Button>
        </div>
      )}
      <p className="muted">{isFull ? t('scan.full', { most: MOST_PAGES }) : t('scan.scanner.inMemory')}</p>
    </>
  );
}

/** The scanner of this desk, or another desk's that stands in: where the paper lies, how far a scan is, and what to do when it does not work. */
export function ScannerView(props: ScannerViewProps) {
  const { scanner } = props;
  const t = useText();
  if (!scanner.scanner) {
    return (
      <Banner
        tone="information"
        live="status"
        title={t('scan.scanner.none.text')}
        actions={<TakeOverScanner isNeeded />}
      >
        {t('scan.scanner.none.next')}
      </Banner>
    );
  }
  const isLooking = scanner.sources.length === 0 && !scanner.error;
  return (
    <section className="stack-small" aria-label={t('scan.scanner.named', { name: scanner.scanner.label })}>
      <p className="scan-scanner">{scanner.scanner.label}</p>
      {scanner.ofDesk !== undefined && <p>{t('scan.scanner.ofDesk', { desk: scanner.ofDesk })}</p>}
      {isLooking && <p role="status">{t('scan.scanner.looking')}</p>}
      {scanner.error && <ErrorMessage error={scanner.error} />}
      {scanner.error && scanner.sources.length === 0 && (
        <div className="row">
          <Button icon={RefreshCw} onPress={scanner.lookAgain}>
            {t('scan.scanner.lookAgain')}
          </Button>
        </div>
      )}
      {!scanner.progress && <TakeOverScanner isNeeded={scanner.error !== undefined} />}
      {scanner.progress && <RunningScan scanner={scanner} />}
      {scanner.isReady && <StartScan {...props} />}
    </section>
  );
}
