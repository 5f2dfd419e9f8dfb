import { randomUUID } from 'node:crypto';
import type { EidReading } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { openEidCard } from '../eid/eid-card.ts';
import { type EidContent, readEid } from '../eid/read-eid.ts';
import { belgianTrust, type EidTrust, trustIn } from '../eid/verification/trust.ts';
import { verifyEid } from '../eid/verification/verify-eid.ts';
import type { DeviceHandlersOf, DeviceRoom } from './device-room.ts';
import type { ReaderRoom } from './reader-room.ts';

interface Kept {
  readonly reader: string;
  readonly insertion: number;
  readonly content: EidContent;
  readonly trust: EidTrust;
}

/** Belgian eIDs in the readers of the desk. What was read is kept for the question about revocation, and no longer than the card lies there. */
export function eidRoom(readers: Pick<ReaderRoom, 'supervisor' | 'onChange'>): DeviceRoom<'eid'> {
  const kept = new Map<string, Kept>();
  const isThere = ({ reader, insertion }: { readonly reader: string; readonly insertion: number }): boolean =>
    readers.supervisor.state.readers.some(
      (one) => one.name === reader && one.insertion === insertion && one.card === 'present',
    );
  readers.onChange(() => {
    for (const [readingId, reading] of kept) if (!isThere(reading)) kept.delete(readingId);
  });
  const handlers: DeviceHandlersOf<'eid'> = {
    'eid:read': async ({ reader, insertion, testRoots }) => {
      const content = await readers.supervisor.withCard(reader, async (transmit, { resetCard }) => {
        const card = await openEidCard(transmit, resetCard);
        return card.ok ? readEid(card.value) : card;
      });
      if (!content.ok) return content;
      const trust = testRoots.length > 0 ? trustIn(testRoots, belgianTrust().responders) : belgianTrust();
      const checks = await verifyEid(content.value, { trust, at: new Date(), responderAccess: null });
      // The card that was asked about may have made way for another one while it was read.
      if (!isThere({ reader, insertion })) return failure('CARD_REMOVED', { retryable: true });
      const readingId = randomUUID();
      kept.set(readingId, { reader, insertion, content: content.value, trust });
      return success(readingOf(content.value, { readingId, reader, insertion, checks }));
    },
    'eid:test': ({ reader }) =>
      readers.supervisor.withCard(reader, async (transmit, { resetCard }) => {
        const card = await openEidCard(transmit, resetCard);
        return card.ok ? success(null) : card;
      }),
    'eid:revocation': async ({ readingId }) => revocationOf(kept.get(readingId)),
  };
  return { handlers, start: () => undefined, stop: () => kept.clear() };
}

async function revocationOf(reading: Kept | undefined): Promise<Result<readonly EidCheckResult[]>> {
  if (reading === undefined) return failure('CARD_REMOVED', { retryable: true });
  const { content, trust } = reading;
  const checks = await verifyEid(content, { trust, at: new Date(), responderAccess: {} });
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
