import { terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import type { TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import { failure, type OnthaalError, type Result } from '@onthaal/contract/result.ts';
import { atTerminal } from '@onthaal/contract/rules/payments/index.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { Fragment, type ReactNode, useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { useDeskDevices } from '../devices/use-devices.ts';
import { CashPart } from './cash-part.tsx';
import { useDrawer } from './drawer/use-drawer.ts';
import { stateText } from './payment-words.ts';
import {
  isWaitedFor,
  lookUpElsewhere,
  lookUpPayment,
  maySayElsewhere,
  operateTerminal,
  payByHand,
  recordByClerk,
} from './terminal-flow.ts';
import { holdOf, letHoldGo } from './terminal-hold.ts';
import { TransferPart } from './transfer-part.tsx';
import { UnknownPart } from './unknown-part.tsx';

interface ViewProps {
  readonly payment: PaymentRow;
  readonly onClose: () => void;
}

/** Runs one thing at a time, and keeps what went wrong with it. */
function useWork() {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const run = async <Value,>(work: () => Promise<Result<Value>>): Promise<Result<Value> | undefined> => {
    if (isPending) return undefined;
    setPending(true);
    setError(undefined);
    const result = await work();
    setPending(false);
    if (!result.ok) setError(result.error);
    return result;
  };
  return { isPending, error, run };
}

interface Step {
  readonly content: ReactNode;
  readonly actions: ReactNode;
}

function useSteps({ payment, onClose }: ViewProps) {
  const t = useText();
  const dispatch = useAppDispatch();
  const { settings } = useDeskDevices();
  const { openAtCash } = useDrawer();
  const { isPending, error, run } = useWork();
  const [found, setFound] = useState<TerminalOutcome>();
  // The button that was pressed is gone in the next state: the focus must not be lost with it, or Esc would not be heard.
  const close = (isOnly = false) => (
    <Button autoFocus={isOnly} onPress={onClose}>
      {t('action.close')}
    </Button>
  );
  const withdraw = (
    <Button isDisabled={isPending} onPress={() => void run(() => dispatch(recordByClerk(payment, 'withdrawn')))}>
      {t(payment.kind === 'refund' ? 'payments.refund.withdraw' : 'payments.withdraw')}
    </Button>
  );
  const pay = () => {
    const terminal = settings && terminalInUse(settings);
    const hold = settings && holdOf(settings);
    if (terminal?.kind === 'manual') return run(() => dispatch(payByHand(payment, hold)));
    return run(async () =>
      settings === undefined || terminal === undefined
        ? failure('TERMINAL_NOT_SET')
        : dispatch(operateTerminal(payment, terminal, hold)),
    );
  };
  const confirm = async () => {
    const confirmed = await run(() => dispatch(recordByClerk(payment, 'confirmed')));
    // The money of a refund went out of the drawer before.
    if (confirmed?.ok && payment.method === 'cash' && payment.kind === 'payment') await openAtCash();
  };
  const lookUp = async () => {
    setFound(undefined);
    const answer = await run(() =>
      dispatch(payment.ofThisDesk ? lookUpPayment(payment) : lookUpElsewhere(payment, settings?.deskId ?? null)),
    );
    if (answer?.ok) setFound(answer.value);
  };
  const primary = (label: string, onPress: () => void, isBusy = isPending) => (
    <Button
      variant="primary"
      keyAction="save"
      autoFocus={payment.method !== 'cash' || payment.kind === 'refund'}
      isPending={isBusy}
      onPress={onPress}
    >
      {label}
    </Button>
  );
  const byHand = async (event: 'approved' | 'declined' | 'aborted') => {
    const hold = settings && holdOf(settings);
    await run(() => dispatch(recordByClerk(payment, event)));
    if (hold) void dispatch(letHoldGo(hold));
  };
  return { t, close, withdraw, pay, confirm, lookUp, primary, byHand, isPending, error, found, dispatch, run };
}

type Steps = ReturnType<typeof useSteps>;

function refundStep({ method, state }: PaymentRow, { t, primary, pay, confirm, withdraw }: Steps): Step {
  const isCard = method === 'card';
  const label = isCard
    ? t(state === 'declined' ? 'payments.tryAgain' : 'payments.refund.toCard')
    : t('payments.refund.given');
  const actions = (
    <>
      {primary(label, () => void (isCard ? pay() : confirm()))}
      {withdraw}
    </>
  );
  const next = isCard ? 'payments.refund.toCardNext' : 'payments.refund.givenNext';
  return { content: <p>{t(state === 'declined' ? 'payments.refund.declinedNext' : next)}</p>, actions };
}

function openStep({ payment, onClose }: ViewProps, steps: Steps): Step {
  if (payment.method === 'card' && !payment.ofThisDesk) {
    return {
      content: <p>{steps.t('payments.otherDesk')}</p>,
      actions: (
        <>
          {steps.close(true)}
          {steps.withdraw}
        </>
      ),
    };
  }
  if (payment.kind === 'refund') return refundStep(payment, steps);
  const { t, primary, pay, confirm, withdraw, close, isPending } = steps;
  if (payment.method === 'card') {
    const actions = (
      <>
        {primary(t(payment.state === 'declined' ? 'payments.tryAgain' : 'payments.toTerminal'), () => void pay())}
        {withdraw}
      </>
    );
    return {
      content: <p>{t(payment.state === 'declined' ? 'payments.declinedNext' : 'payments.toTerminalNext')}</p>,
      actions,
    };
  }
  if (payment.method === 'transfer') {
    // Nobody has seen the money yet: what lies at hand is to leave it open.
    const actions = (
      <>
        {close(true)}
        <Button isDisabled={isPending} onPress={() => void confirm()}>
          {t('payments.transferSeen')}
        </Button>
        {withdraw}
      </>
    );
    return { content: <TransferPart payment={payment} onPrinted={onClose} />, actions };
  }
  const actions = (
    <>
      {primary(t('payments.cashReceived'), () => void confirm())}
      {withdraw}
    </>
  );
  return { content: <CashPart payment={payment} />, actions };
}

function terminalStep({ payment }: ViewProps, { t, primary, byHand, lookUp, close, isPending }: Steps): Step {
  if (payment.terminal?.kind === 'manual') {
    const actions = (
      <>
        {primary(t('payments.byHandPaid'), () => void byHand('approved'))}
        <Button isDisabled={isPending} onPress={() => void byHand('declined')}>
          {t('payments.byHandDeclined')}
        </Button>
        <Button isDisabled={isPending} onPress={() => void byHand('aborted')}>
          {t('payments.byHandCancelled')}
        </Button>
      </>
    );
    return { content: <p>{t('payments.byHandNext')}</p>, actions };
  }
  if (!isWaitedFor(payment.id)) {
    const actions = (
      <>
        {primary(t('payments.lookUp'), () => void lookUp())}
        {close()}
      </>
    );
    return { content: <p>{t('payments.notWaitedFor')}</p>, actions };
  }
  const { terminal } = payment;
  const cancel = () => void desktop().request('devices:cancelPayment', { operationId: terminal?.operationId ?? '' });
  // A second click on "send" finds a button that rests, not the one that stops the payment.
  const actions = (
    <>
      {primary(t('payments.waiting'), () => undefined, true)}
      <Button onPress={cancel}>{t('payments.cancelAtTerminal')}</Button>
      {close()}
    </>
  );
  return { content: <p>{t('payments.waitingNext')}</p>, actions };
}

function unknownStep({ payment }: ViewProps, steps: Steps): Step {
  const { t, primary, lookUp, close, found, dispatch, run, isPending } = steps;
  const isManual = payment.terminal?.kind === 'manual';
  const content = (
    <UnknownPart
      outcome={found}
      isManual={isManual}
      isPending={isPending}
      onSeen={(event, reason) => void run(() => dispatch(recordByClerk(payment, event, reason)))}
    />
  );
  return {
    content,
    actions: (
      <>
        {!isManual && primary(t('payments.lookUp'), () => void lookUp())}
        {close()}
      </>
    ),
  };
}

/** Of another desk: while that one may be waiting for it, it is not this one's; afterwards it can be looked up here. */
function elsewhereStep(steps: Steps): Step {
  const { t, close, primary, lookUp, found } = steps;
  const reason = found?.state === 'unknown' ? found.reason : undefined;
  const content = (
    <>
      <p>{t('payments.otherDeskNext')}</p>
      {reason && <Banner tone="caution" live="status" title={t(`payments.reason.${reason}`)} />}
    </>
  );
  const actions = (
    <>
      {primary(t('payments.lookUp'), () => void lookUp())}
      {close()}
    </>
  );
  return { content, actions };
}

function stepOf(props: ViewProps, steps: Steps): Step {
  const { payment } = props;
  const isElsewhere = !payment.ofThisDesk && [...atTerminal, 'unknown'].includes(payment.state);
  if (isElsewhere && !maySayElsewhere(payment, steps.found)) {
    return elsewhereStep(steps);
  }
  if (payment.state === 'open' || payment.state === 'declined') return openStep(props, steps);
  if (atTerminal.includes(payment.state)) return terminalStep(props, steps);
  if (payment.state === 'unknown') return unknownStep(props, steps);
  return { content: null, actions: steps.close(true) };
}

/** One payment: what is known of it, in plain words, and the one next step. */
export function PaymentView(props: ViewProps) {
  const formats = useFormats();
  const steps = useSteps(props);
  const { payment, onClose } = props;
  const { content, actions } = stepOf(props, steps);
  const isUncertain = payment.state === 'unknown';
  return (
    <Dialog
      isOpen
      keepOpenOutside
      title={steps.t(payment.kind === 'refund' ? 'payments.refundTitle' : 'payments.title', {
        amount: formats.money(payment.amountCents),
      })}
      onClose={onClose}
      actions={<Fragment key={payment.state}>{actions}</Fragment>}
    >
      <div className="stack">
        {steps.error && <ErrorMessage error={steps.error} />}
        <Banner
          tone={isUncertain ? 'danger' : payment.state === 'declined' ? 'caution' : 'information'}
          live={isUncertain ? 'alert' : 'status'}
          title={stateText(payment, steps.t, formats)}
        >
          {steps.t('payments.summary', {
            method: steps.t.word('paymentMethod', payment.method),
            lines: payment.reason ?? payment.lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(', '),
          })}
        </Banner>
        {content}
      </div>
    </Dialog>
  );
}
