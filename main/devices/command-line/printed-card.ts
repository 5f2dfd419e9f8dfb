import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import { appletName } from '../eid/card-data.ts';
import type { EidContent } from '../eid/read-eid.ts';
import { sentence } from './card-texts.ts';
import type { Locale } from './read-options.ts';

interface PrintedReading {
  readonly reader: string;
  readonly at: Date;
  readonly content: EidContent;
  readonly checks: readonly EidCheckResult[];
  readonly milliseconds: number;
}

/** A reading as plain data for JSON: bytes in base64, hashes in hexadecimal, each check with its sentence. */
export function printedCard(reading: PrintedReading, locale: Locale) {
  const { reader, at, content, checks, milliseconds } = reading;
  const { photoHash, basicKeyHash, ...identity } = content.identity;
  return {
    reader,
    readAt: at.toISOString(),
    milliseconds,
    card: { ...content.card, applet: appletName(content.card.appletVersion) },
    identity: { ...identity, photoHash: hexadecimal(photoHash), basicKeyHash: hexadecimal(basicKeyHash) },
    address: content.address,
    photo: Buffer.from(content.photo).toString('base64'),
    checks: checks.map((result) => ({
      ...result,
      name: sentence(locale, `eidCheck.${result.check}`),
      sentence: sentence(locale, `eidFinding.${result.finding}`),
    })),
  };
}

/** A reading in sentences, for who looks at a screen. The national number stays whole: comparing it is what this is for. */
export function printedSentences(reading: PrintedReading, locale: Locale): string {
  const { reader, content, checks, milliseconds } = reading;
  const { identity, address, card } = content;
  const lines = [
    `${reader} · eID ${appletName(card.appletVersion)} · ${milliseconds} ms`,
    [identity.givenNames, identity.thirdGivenNameLetter, identity.familyName].filter((part) => part !== null).join(' '),
    [identity.nationalNumber, identity.birthDateText, identity.birthPlace].filter((part) => part !== null).join(' · '),
    `${address.line}, ${address.postalCode ?? ''} ${address.municipality ?? ''}`.trim(),
    `${identity.documentType?.name ?? ''} ${identity.cardNumber ?? ''} · ${identity.validFrom ?? '?'} - ${identity.validUntil ?? '?'}`,
    '',
    ...checks.map((result) => {
      const name = sentence(locale, `eidCheck.${result.check}`);
      return `${marks[result.verdict]} ${name}: ${sentence(locale, `eidFinding.${result.finding}`)}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

const marks = { confirmed: '[v]', refuted: '[X]', unknown: '[?]', notApplicable: '[-]' } as const;

function hexadecimal(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('hex').toUpperCase();
}
