import { randomUUID } from 'node:crypto';
import type { EidVerification, UncheckedEid } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import type { DeviceArguments } from '@onthaal/contract/devices/questions.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { openEidCard } from '../eid/eid-card.ts';
import type { EidHolderContent } from '../eid/read-eid.ts';
import { type JudgedContent, readAndJudge } from '../eid/verification/read-and-judge.ts';
import { belgianResponders, belgianTrust, type EidTrust, trustIn } from '../eid/verification/trust.ts';
import { verifyEid } from '../eid/verification/verify-eid.ts';
import type { DeviceHandlersOf, DeviceRoom } from './device-room.ts';
import type { ReaderRoom } from './reader-room.ts';

interface Place {
  readonly reader: string;
  readonly insertion: number;
}

interface Kept extends Place {
  /** The card as it was read to its end, or why it was not. */
  readonly whole: Promise<Result<JudgedContent>>;
  readonly trust: EidTrust;
}

type TestTrust = Pick<DeviceArguments<'eid:read'>, 'testRoots' | 'testResponders'>;

/** Whom to believe, read once for each set of roots: not at each card. */
function rememberedTrust(): (test: TestTrust) => EidTrust {
  let last: { readonly name: string; readonly trust: EidTrust } | undefined;
  return ({ testRoots, testResponders }) => {
    const name = JSON.stringify([testRoots, testResponders]);
    if (last?.name !== name) {
      const responders = [...belgianResponders, ...testResponders];
      last = { name, trust: testRoots.length === 0 ? belgianTrust() : trustIn(testRoots, responders) };
    }
    return last.trust;
  };
}

/** The first signature that a process verifies takes tens of milliseconds: better before the first card than at it. */
function warmUp({ roots, known }: EidTrust): void {
  for (const root of roots) known.isSignedBy(root, root);
}

/**
 * Belgian eIDs in the readers of the desk. Who the holder is, is answered while the rest is still being read. What was read is kept for
 * the questions about it, and no longer than the card lies there.
 */
export function eidRoom(readers: Pick<ReaderRoom, 'supervisor' | 'onChange'>): DeviceRoom<'eid'> {
  const kept = new Map<string, Kept>();
  const trustOf = rememberedTrust();
  const isThere = ({ reader, insertion }: Place): boolean =>
    readers.supervisor.state.readers.some(
      (one) => one.name === reader && one.insertion === insertion && one.card === 'present',
    );
  readers.onChange(() => {
    for (const [readingId, reading] of kept) if (!isThere(reading)) kept.delete(readingId);
  });
  const begin = (place: Place, trust: EidTrust): Promise<Result<UncheckedEid>> =>
    new Promise((answer, fail) => {
      const readingId = randomUUID();
      const whole = readers.supervisor.withCard(place.reader, (transmit, { resetCard }) =>
        readAndJudge(transmit, resetCard, trust, (holder) => {
          // The card that was asked about may have made way for another one meanwhile.
          if (!isThere(place)) return;
          kept.set(readingId, { ...place, whole, trust });
          answer(success(uncheckedOf(holder, { ...place, readingId })));
        }),
      );
      // Where the holder was told already, this answers nobody.
      whole.then((read) => answer(read.ok ? removed() : read), fail);
    });
  const wholeOf = async (readingId: string): Promise<Result<JudgedContent & Pick<Kept, 'trust'>>> => {
    const reading = kept.get(readingId);
    if (reading === undefined) return removed();
    const read = await reading.whole;
    if (!read.ok) return read;
    return kept.has(readingId) ? success({ ...read.value, trust: reading.trust }) : removed();
  };
  const handlers: DeviceHandlersOf<'eid'> = {
    'eid:read': ({ reader, insertion, ...test }) => begin({ reader, insertion }, trustOf(test)),
    'eid:verification': async ({ readingId }) => {
      const whole = await wholeOf(readingId);
      return whole.ok ? success(verificationOf(whole.value)) : whole;
    },
    'eid:revocation': async ({ readingId, proxy }) => {
      const whole = await wholeOf(readingId);
      return whole.ok ? success(await revocationOf(whole.value, proxy)) : whole;
    },
    'eid:test': ({ reader }) =>
      readers.supervisor.withCard(reader, async (transmit, { resetCard }) => {
        const card = await openEidCard(transmit, resetCard);
        return card.ok ? success(null) : card;
      }),
  };
  const start = (): void => void setImmediate(() => warmUp(trustOf({ testRoots: [], testResponders: [] })));
  return { handlers, start, stop: () => kept.clear() };
}

function removed(): Result<never> {
  return failure('CARD_REMOVED', { retryable: true });
}

async function revocationOf(
  { content, trust }: JudgedContent & Pick<Kept, 'trust'>,
  proxy: string | undefined,
): Promise<readonly EidCheckResult[]> {
  const checks = await verifyEid(content, { trust, at: new Date(), responderAccess: { proxy } });
  return checks.filter(({ check }) => check === 'authenticationStatus' || check === 'signatureStatus');
}

function verificationOf({ content, checks }: JudgedContent): EidVerification {
  return { photo: Buffer.from(content.photo).toString('base64'), checks };
}

function uncheckedOf(
  { identity, address }: EidHolderContent,
  about: Pick<UncheckedEid, 'readingId' | 'reader' | 'insertion'>,
): UncheckedEid {
  const { nationalNumber, familyName, givenNames, nationality, birthDate, birthPlace, sex } = identity;
  const { street, houseNumber, busNumber } = address.street;
  return {
    ...about,
    holder: {
      ...{ nationalNumber, familyName, givenNames, nationality, birthDate, birthPlace, sex },
      address: {
        line: address.line,
        streetName: street,
        houseNumber,
        boxNumber: busNumber,
        postalCode: address.postalCode,
        municipality: address.municipality,
      },
    },
    document: {
      group: identity.documentType?.group ?? 'unknown',
      cardNumber: identity.cardNumber,
      validFrom: identity.validFrom,
      validUntil: identity.validUntil,
    },
  };
}
