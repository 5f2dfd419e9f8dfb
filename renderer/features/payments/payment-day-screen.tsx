import { isLeftBehind } from '@onthaal/contract/rules/payments/index.ts';
import type { PaymentDay } from '@onthaal/contract/store/payments.ts';
import { ClipboardCopy, Coins, Download, Vault } from 'lucide-react';
import { useState } from 'react';
import { Screen } from '../../app/screen.tsx';
import { readError, usePaymentDayQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useCopyText } from '../dossier/use-copy-text.ts';
import { useNow } from '../queue/use-queue.ts';
import { CountDialog } from './count-dialog.tsx';
import { dayTable } from './day-table.ts';
import { DrawerOpeningsCard } from './drawer/drawer-openings-card.tsx';
import { OpenDrawerDialog } from './drawer/open-drawer-dialog.tsx';
import { useDrawer } from './drawer/use-drawer.ts';
import { PaymentDialogs, type ShownPayment } from './payment-dialogs.tsx';
import { PaymentLines } from './payment-lines.tsx';
import { useSaveDay } from './use-save-day.ts';
import { useSettlingRefunds } from './use-settling-refunds.ts';
import './payments.css';

function todayText(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' }).format(new Date());
}

function TotalsCard({ day }: { readonly day: PaymentDay }) {
  const t = useText();
  const formats = useFormats();
  return (
    <Card title={t('payments.totals')} isFlush>
      {day.totals.length === 0 && <EmptyState isCompact title={t('payments.nothingThatDay')} />}
      <ul className="lines">
        {day.totals.map((total) => (
          <li key={total.method} className="line">
            <div className="line-text">
              <p className="line-title">{t.word('paymentMethod', total.method)}</p>
              <p className="line-meta">
                {t('payments.totalCount', { count: total.count, open: total.unfinished })}
                {total.refundedCents > 0 &&
                  ` · ${t('payments.totalRefunded', { amount: formats.money(total.refundedCents) })}`}
              </p>
            </div>
            <div className="line-end">
              <strong className="number">{formats.money(total.amountCents)}</strong>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What other desks left uncertain. Nothing is written when a desk leaves one behind: only the clock tells. */
function ElsewhereCard({ day, onOpen }: { readonly day: PaymentDay; readonly onOpen: (paymentId: string) => void }) {
  const t = useText();
  const now = useNow();
  const left = day.uncertainElsewhere.filter((payment) => isLeftBehind(payment, now));
  if (left.length === 0) return null;
  return (
    <Card title={t('payments.uncertainElsewhere')} count={left.length} isFlush>
      <PaymentLines payments={left} onOpen={onOpen} />
    </Card>
  );
}

function CountsCard({ day }: { readonly day: PaymentDay }) {
  const t = useText();
  const formats = useFormats();
  if (day.counts.length === 0) return null;
  return (
    <Card title={t('payments.counts')} isFlush>
      <ul className="lines">
        {day.counts.map((count) => (
          <li key={count.id} className="line">
            <div className="line-text">
              <p className="line-title number">
                {t('payments.countLine', {
                  counted: formats.money(count.countedCents),
                  expected: formats.money(count.expectedCents),
                })}
              </p>
              <p className="line-meta">
                {[formats.time(count.at), count.byName, count.reason].filter(Boolean).join(' · ')}
              </p>
            </div>
            <div className="line-end">
              <strong className="number">{formats.money(count.countedCents - count.expectedCents)}</strong>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** "Kassa": what this desk took on a day, what is not certain, and the count of its drawer. */
export function PaymentDayScreen() {
  const t = useText();
  const formats = useFormats();
  const copy = useCopyText();
  const saveDay = useSaveDay();
  useSettlingRefunds();
  const [today] = useState(todayText);
  const [day, setDay] = useState(today);
  const { data, error, refetch } = usePaymentDayQuery({ day });
  const { hasDrawer } = useDrawer();
  const [shown, setShown] = useState<'count' | 'drawer' | ShownPayment>();
  const found = readError(error);
  const close = () => setShown(undefined);
  // Whoever opens the till and presses on at once is not too early: the drawer is counted as soon as the day is read.
  const actions = (
    <>
      {day === today && (
        <Button variant="primary" icon={Coins} keyAction="edit" onPress={() => setShown('count')}>
          {t('payments.count')}
        </Button>
      )}
      {day === today && hasDrawer && (
        <Button icon={Vault} keyAction="openDrawer" onPress={() => setShown('drawer')}>
          {t('payments.drawer.open')}
        </Button>
      )}
      {data && (
        <>
          <Button icon={Download} keyAction="saveFile" onPress={() => void saveDay(data)}>
            {t('payments.saveList')}
          </Button>
          <Button icon={ClipboardCopy} keyAction="copy" onPress={() => copy(dayTable(data, t, formats))}>
            {t('payments.copyList')}
          </Button>
        </>
      )}
    </>
  );
  return (
    <Screen title={t('screen.paymentDay')} subtitle={data?.deskName ?? t('payments.thisComputer')} actions={actions}>
      <div className="stack">
        {found && <ErrorMessage error={found} onRetry={() => void refetch()} />}
        <DateField label={t('payments.day')} value={day} onChange={(next) => setDay(next || today)} />
        {data && data.uncertain.length > 0 && (
          <Banner tone="danger" live="status" title={t('payments.uncertain', { count: data.uncertain.length })}>
            {t('payments.uncertainNext')}
          </Banner>
        )}
        {data && data.uncertain.length > 0 && (
          <Card title={t('payments.uncertainTitle')} isFlush>
            <PaymentLines payments={data.uncertain} onOpen={(paymentId) => setShown({ paymentId })} />
          </Card>
        )}
        {data && <ElsewhereCard day={data} onOpen={(paymentId) => setShown({ paymentId })} />}
        {data && data.failedRefunds.length > 0 && (
          <>
            <Banner
              tone="danger"
              live="status"
              title={t('payments.refund.failedCount', { count: data.failedRefunds.length })}
            >
              {t('payments.refund.failedLaterNext')}
            </Banner>
            <Card title={t('payments.refund.failedTitle')} isFlush>
              <PaymentLines payments={data.failedRefunds} onOpen={(paymentId) => setShown({ paymentId })} />
            </Card>
          </>
        )}
        {data === undefined && !found && <Skeleton lines={6} />}
        {data && <TotalsCard day={data} />}
        {data && <CountsCard day={data} />}
        {data && <DrawerOpeningsCard openings={data.drawerOpenings} />}
        {data && (
          <Card title={t('payments.list')} count={data.payments.length} isFlush>
            <PaymentLines
              payments={data.payments}
              onOpen={(paymentId) => setShown({ paymentId })}
              onRefund={(refund) => setShown({ refund })}
            />
          </Card>
        )}
      </div>
      {shown === 'count' && data?.day === today && <CountDialog day={data} onClose={close} />}
      {shown === 'drawer' && <OpenDrawerDialog onClose={close} />}
      <PaymentDialogs shown={typeof shown === 'string' ? undefined : shown} onShow={setShown} />
    </Screen>
  );
}
