import { randomUUID } from 'node:crypto';
import type { EidReading } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import type { DeviceArguments } from '@onthaal/contract/devices/questions.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { openEidCard } from '../eid/eid-card.ts';
import type { EidContent } from '../eid/read-eid.ts';
import { readAndJudge } from '../eid/verification/read-and-judge.ts';
import { belgianResponders, belgianTrust, type EidTrust, trustIn } from '../eid/verification/trust.ts';
import { verifyEid } from '../eid/verification/verify-eid.ts';
import type { DeviceHandlersOf, DeviceRoom } from './device-room.ts';
import type { ReaderRoom } from './reader-room.ts';

interface Kept {
  readonly reader: string;
  readonly insertion: number;
  readonly content: EidContent;
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

/** Belgian eIDs in the readers of the desk. What was read is kept for the question about revocation, and no longer than the card lies there. */
export function eidRoom(readers: Pick<ReaderRoom, 'supervisor' | 'onChange'>): DeviceRoom<'eid'> {
  const kept = new Map<string, Kept>();
  const trustOf = rememberedTrust();
  const isThere = ({ reader, insertion }: { readonly reader: string; readonly insertion: number }): boolean =>
    readers.supervisor.state.readers.some(
      (one) => one.name === reader && one.insertion === insertion && one.card === 'present',
    );
  readers.onChange(() => {
    for (const [readingId, reading] of kept) if (!isThere(reading)) kept.delete(readingId);
  });
  const handlers: DeviceHandlersOf<'eid'> = {
    'eid:read': async ({ reader, insertion, ...test }) => {
      const trust = trustOf(test);
      const read = await readers.supervisor.withCard(reader, (transmit, { resetCard }) =>
        readAndJudge(transmit, resetCard, trust),
      );
      if (!read.ok) return read;
      const { content, checks } = read.value;
      // The card that was asked about may have made way for another one while it was read.
      if (!isThere({ reader, insertion })) return failure('CARD_REMOVED', { retryable: true });
      const readingId = randomUUID();
      kept.set(readingId, { reader, insertion, content, trust });
      return success(readingOf(content, { readingId, reader, insertion, checks }));
    },
    'eid:revocation': async ({ readingId, proxy }) => revocationOf(kept.get(readingId), proxy),
    'eid:test': ({ reader }) =>
      readers.supervisor.withCard(reader, async (transmit, { resetCard }) => {
        const card = await openEidCard(transmit, resetCard);
        return card.ok ? success(null) : card;
      }),
  };
  const start = (): void => void setImmediate(() => warmUp(trustOf({ testRoots: [], testResponders: [] })));
  return { handlers, start, stop: () => kept.clear() };
}

async function revocationOf(
  reading: Kept | undefined,
  proxy: string | undefined,
): Promise<Result<readonly EidCheckResult[]>> {
  if (reading === undefined) return failure('CARD_REMOVED', { retryable: true });
  const { content, trust } = reading;
  const checks = await verifyEid(content, { trust, at: new Date(), responderAccess: { proxy } });
  return success(checks.filter(({ check }) => check === 'authenticationStatus' || check === 'signatureStatus'));
}

type About = Pick<EidReading, 'readingId' | 'reader' | 'insertion' | 'checks'>;

function readingOf({ identity, address, photo }: EidContent, about: About): EidReading {
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
    photo: Buffer.from(photo).toString('base64'),
  };
}
