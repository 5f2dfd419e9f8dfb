import { printerAt } from '@onthaal/contract/devices/desk-devices.ts';
import { kindOfTemplate } from '@onthaal/contract/letters/letters.ts';
import { Check, FilePlus2, Printer, RotateCcw, X } from 'lucide-react';
import { useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useNeighbours, useTakeOver } from '../devices/neighbours/use-neighbours.ts';
import { useDeskDevices } from '../devices/use-devices.ts';
import { jobWords } from './job-words.ts';
import type { PrintItem } from './printing-slice.ts';
import { usePrintActions } from './use-print-actions.ts';

/** So many prints are told of at one time; the newest has the keys. */
const MOST_SHOWN = 3;

interface ItemProps {
  readonly item: PrintItem;
  /** Only one line can have the keys. */
  readonly hasKeys: boolean;
}

/** The other printer of this desk for the same kind, when one was chosen; else the one of another desk. */
function useOtherPrinter({ job, order }: PrintItem) {
  const { settings } = useDeskDevices();
  const other = order === 'first' ? 'second' : 'first';
  const [neighbour] = useNeighbours(job.kind);
  const place = settings && printerAt(settings, job.kind, other);
  if (place) return { order: other, name: place.name } as const;
  return neighbour && ({ order: 'first', name: neighbour.place.name, neighbour } as const);
}

function ItemActions({ item, hasKeys }: ItemProps) {
  const t = useText();
  const actions = usePrintActions();
  const other = useOtherPrinter(item);
  const takeOver = useTakeOver();
  const { job } = item;
  const mayBeOnPaper = job.state === 'done' || job.state === 'handedOver' || job.state === 'unknown';
  const printOn = async ({ order, neighbour }: NonNullable<typeof other>) => {
    if (neighbour) await takeOver(job.kind, neighbour);
    await actions.printOn(item, order);
  };
  // Of one that is unknown nobody has to wait until it is given up.
  const isOver = job.ended || job.state === 'unknown';
  const keys = <const Action extends 'printedYes' | 'printAgain' | 'printElsewhere' | 'keepLetter'>(action: Action) =>
    hasKeys ? { keyAction: action } : {};
  return (
    <>
      {mayBeOnPaper && (
        <Button
          size="small"
          variant="primary"
          icon={Check}
          {...keys('printedYes')}
          onPress={() => void actions.printed(item)}
        >
          {t('printing.yes')}
        </Button>
      )}
      {kindOfTemplate(item.template) === 'a4' && item.dossierId !== undefined && !item.isKept && (
        <Button size="small" icon={FilePlus2} {...keys('keepLetter')} onPress={() => void actions.keep(item)}>
          {t('printing.keep')}
        </Button>
      )}
      {isOver && (
        <Button size="small" icon={RotateCcw} {...keys('printAgain')} onPress={() => void actions.print(item)}>
          {t('printing.again')}
        </Button>
      )}
      {other && (
        <Button size="small" icon={Printer} {...keys('printElsewhere')} onPress={() => void printOn(other)}>
          {t('printing.elsewhere', { printer: other.name })}
        </Button>
      )}
      {isOver ? (
        <Button size="small" variant="quiet" icon={X} onPress={() => void actions.forget(item)}>
          {t(mayBeOnPaper ? 'printing.no' : 'action.close')}
        </Button>
      ) : (
        <Button size="small" variant="quiet" icon={X} onPress={() => void actions.cancel(item)}>
          {t('action.cancel')}
        </Button>
      )}
    </>
  );
}

/** A print under way or over, in words, with what can be done with it. */
export function PrintLine({ item, hasKeys }: ItemProps) {
  const t = useText();
  const { tone, text, next } = jobWords(item.job, t);
  const name = t('printing.name', { what: t(`printing.template.${item.template}`), number: item.number });
  return (
    <Banner
      tone={tone}
      live="status"
      {...(tone === 'information' ? { icon: Printer } : {})}
      title={`${name}: ${text}`}
      actions={<ItemActions item={item} hasKeys={hasKeys} />}
    >
      {next}
    </Banner>
  );
}

/** What is being printed, in words, until somebody said that it came out. */
export function PrintStrip() {
  const t = useText();
  const items = useAppSelector(({ printing }) => printing.items);
  if (items.length === 0) return null;
  const shown = items.slice(-MOST_SHOWN);
  return (
    <section className="frame-notice print-strip" aria-label={t('printing.region')}>
      {shown.map((item, index) => (
        <PrintLine key={item.letterId} item={item} hasKeys={index === shown.length - 1} />
      ))}
    </section>
  );
}
