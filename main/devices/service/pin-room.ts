import type { CardInsertion, PinChange, PinWay } from '@onthaal/contract/devices/pin-change.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type EidCard, openEidCard } from '../eid/eid-card.ts';
import { changePin, logOff } from '../eid/pin.ts';
import { changeOnPinPad, findPinPad, type PinPad, type PinPadLanguage } from '../eid/pin-pad.ts';
import type { CardWork } from '../readers/reader-port.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';
import type { ReaderRoom } from './reader-room.ts';

/** A person types three times on a reader that gives up after 30 seconds each. */
const LONGEST_TYPING = 120_000;

type ChangingPinPad = PinPad & { readonly changeCode: number };

/** The PIN of the citizen's card: how it can be changed, and changing it. It is in no answer, no line of the log and no string. */
export function pinRoom(
  { supervisor }: Pick<ReaderRoom, 'supervisor'>,
  { log }: Pick<DeviceSurroundings, 'log'>,
): DeviceRoom<'pin'> {
  const isThere = ({ reader, insertion }: CardInsertion): boolean =>
    supervisor.state.readers.some(
      (one) => one.name === reader && one.insertion === insertion && one.card === 'present',
    );
  /** Only with the card that was meant: another one may have taken its place since. */
  const withCard = <T>(place: CardInsertion, work: CardWork<Result<T>>, timeout?: number): Promise<Result<T>> =>
    supervisor.withCard(
      place.reader,
      async (transmit, control) =>
        isThere(place) ? work(transmit, control) : failure('CARD_REMOVED', { retryable: true }),
      timeout === undefined ? {} : { timeout },
    );
  const change = ({ place, language, typed }: PinChange): Promise<Result<null>> =>
    withCard(
      place,
      async (transmit, control) => {
        const card = await openEidCard(transmit);
        if (!card.ok) return card;
        const pad = await changingPinPad(control, language);
        if (!pad.ok) return pad;
        const changed = await changeOver(card.value, pad.value, typed);
        await logOff(card.value);
        return changed.ok ? success(null) : changed;
      },
      LONGEST_TYPING,
    );
  return {
    handlers: {
      'pin:look': (place) => withCard(place, lookAtPin),
      'pin:change': async (asked) => {
        try {
          const changed = await change(asked);
          log('info', 'pin', 'the PIN of a card was to be changed', {
            outcome: changed.ok ? 'ok' : changed.error.code,
          });
          return changed;
        } finally {
          // Also when the card was never reached.
          asked.typed?.current.fill(0);
          asked.typed?.next.fill(0);
        }
      },
    },
    start: () => undefined,
    stop: () => undefined,
  };
}

const lookAtPin: CardWork<Result<PinWay>> = async (transmit, control) => {
  const card = await openEidCard(transmit, control.resetCard);
  if (!card.ok) return card;
  const pad = await changingPinPad(control, 'nl');
  if (!pad.ok) return pad;
  return success({ way: pad.value === null ? 'typed' : 'readerKeys', triesLeft: card.value.data.pinTriesLeft });
};

async function changingPinPad(
  control: Parameters<typeof findPinPad>[0],
  language: PinPadLanguage,
): Promise<Result<ChangingPinPad | null>> {
  const pad = await findPinPad(control, language);
  if (!pad.ok) return pad;
  const { value } = pad;
  return success(value === null || value.changeCode === null ? null : { ...value, changeCode: value.changeCode });
}

/** A reader with keys keeps the PIN from the computer: one that was typed all the same is not used with it. */
async function changeOver(card: EidCard, pad: ChangingPinPad | null, typed: PinChange['typed']): Promise<Result<void>> {
  if (pad !== null) return typed === null ? changeOnPinPad(pad) : failure('CARD_REFUSED');
  return typed === null ? failure('CARD_REFUSED') : changePin(card, typed.current, typed.next);
}
