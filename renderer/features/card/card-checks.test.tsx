import type { UncheckedEid } from '@onthaal/contract/devices/eid-reading.ts';
import { type EidCheckResult, type EidFinding, eidFindings } from '@onthaal/contract/devices/eid-verification.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { CardChecks, type CheckProgress } from './card-checks.tsx';

const document = { group: 'belgian', cardNumber: null, validFrom: null, validUntil: null } as const;
const identity = resultOf('identity', 'identitySigned');

function resultOf(check: EidCheckResult['check'], finding: EidFinding): EidCheckResult {
  return { check, finding, verdict: eidFindings[finding] };
}

function said(progress: CheckProgress): string {
  const card = { document } as unknown as UncheckedEid;
  return renderToStaticMarkup(
    <IntlProvider locale="nl-BE" messages={messagesOf('nl-BE')}>
      <CardChecks card={card} progress={progress} />
    </IntlProvider>,
  );
}

/** What is read above the details: the one line that a hurried clerk sees. */
function line(checks: readonly EidCheckResult[], isAsking = false): string {
  const markup = said({ kind: 'ended', checks, isAsking });
  return markup.slice(0, markup.indexOf('<details'));
}

it.each([
  [
    resultOf('signatureStatus', 'statusRevoked'),
    'Er is iets mis met deze kaart',
    'Ingetrokken: de kaart is als verloren',
  ],
  [resultOf('cardPeriod', 'cardExpired'), 'Er is iets mis met deze kaart', 'De kaart is vervallen.'],
  [
    resultOf('signatureStatus', 'statusUnknown'),
    'of de kaart ingetrokken is, weten we niet',
    'geen bruikbaar antwoord',
  ],
  [resultOf('signatureStatus', 'statusUnreachable'), 'of de kaart ingetrokken is, weten we niet', 'niet bereikbaar'],
  [resultOf('register', 'registerExpired'), 'Niet alles kon nagekeken worden', 'ouder dan haar certificaat'],
])('one check that is not fine is what the line says (%j)', (result, title, sentence) => {
  const seen = line([identity, result]);
  expect(seen).toContain(title);
  expect(seen).toContain(sentence);
  expect(seen).not.toContain('Echt, geldig en niet ingetrokken');
});

it('is fine only when everything was asked and is fine', () => {
  const unasked = resultOf('signatureStatus', 'statusNotAsked');
  expect(line([identity, resultOf('signatureStatus', 'statusGood')])).toContain('Echt, geldig en niet ingetrokken');
  expect(line([identity, unasked], true)).toContain('wordt nog nagevraagd');
  expect(line([identity, unasked])).toContain('weten we niet');
});

it('says in words that it is being checked, or never was, without a mark that could be taken for "in order"', () => {
  const running = said({ kind: 'running' });
  expect(running).toContain('Wordt nagekeken…');
  expect(running).toContain('Neem nog niets over');
  const never = said({ kind: 'brokenOff' });
  expect(never).toContain('Deze kaart werd niet nagekeken');
  for (const markup of [running, never]) {
    expect(markup).not.toContain('positive');
    expect(markup).not.toContain('<details');
  }
  expect(line([identity])).toContain('positive');
});
