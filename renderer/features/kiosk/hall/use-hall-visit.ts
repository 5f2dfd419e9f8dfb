import type { RequestArguments } from '@onthaal/contract/ipc/channels.ts';
import type { GivenNumber, KioskCheckInAnswer } from '@onthaal/contract/ipc/kiosk-channels.ts';
import type { Result } from '@onthaal/contract/result.ts';
import type { KioskProduct } from '@onthaal/contract/session/kiosk-hall.ts';
import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { desktop } from '../../../bridge/desktop.ts';
import type { HallStep } from './hall-steps.ts';

/** What one visitor does: the steps, and what is asked for them. */
export interface HallVisit {
  readonly step: HallStep;
  readonly canGoBack: boolean;
  readonly go: (step: HallStep) => void;
  readonly back: () => void;
  readonly takeTicket: (product: KioskProduct) => void;
  readonly checkIn: (proof: RequestArguments['kiosk:checkIn']['proof']) => void;
  readonly checkInByCard: (card: { readonly reader: string; readonly insertion: number }) => void;
}

/** Asked once more with the same operation when the line failed: an answer that was lost makes no second number. */
async function twice<Value>(ask: () => Promise<Result<Value>>): Promise<Result<Value>> {
  const first = await ask();
  return first.ok || !first.error.retryable ? first : ask();
}

function stepOf(said: KioskCheckInAnswer): HallStep {
  const { ticket } = said;
  return ticket === undefined ? { at: 'said', said } : { at: 'given', number: ticket, said };
}

/** The visit of whoever stands before the screen; all of it goes when the component does. */
export function useHallVisit(): HallVisit {
  const [steps, setSteps] = useState<readonly HallStep[]>([{ at: 'start' }]);
  const operationId = useRef(v7());
  const step: HallStep = steps.at(-1) ?? { at: 'start' };
  const go = (next: HallStep): void => setSteps((known) => [...known.filter(({ at }) => at !== 'asking'), next]);
  const ask = <Value>(question: () => Promise<Result<Value>>, answered: (value: Value) => HallStep): void => {
    go({ at: 'asking' });
    void twice(question).then((answer) => {
      go(answer.ok ? answered(answer.value) : { at: 'failed', code: answer.error.code });
    });
  };
  const checkedIn = (question: () => Promise<Result<KioskCheckInAnswer>>): void => {
    // Another try is another question: the first one found nobody.
    operationId.current = v7();
    ask(question, stepOf);
  };
  return {
    step,
    canGoBack: steps.length > 1 && step.at !== 'asking' && step.at !== 'given',
    go,
    back: () => setSteps((known) => known.slice(0, -1)),
    takeTicket: (product) =>
      ask(
        () => desktop().request('kiosk:takeTicket', { operationId: operationId.current, productCode: product.code }),
        (number: GivenNumber) => ({ at: 'given', number, product }),
      ),
    checkIn: (proof) =>
      checkedIn(() => desktop().request('kiosk:checkIn', { operationId: operationId.current, proof })),
    checkInByCard: (card) =>
      checkedIn(() => desktop().request('kiosk:checkInByCard', { operationId: operationId.current, ...card })),
  };
}
