import type { ConsultedEid } from '@onthaal/contract/devices/eid-reading.ts';
import { type EidCheckResult, type EidFinding, eidFindings } from '@onthaal/contract/devices/eid-verification.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { CardChecks } from './card-checks.tsx';

const document = { group: 'belgian', cardNumber: null, validFrom: null, validUntil: null } as const;
const identity = resultOf('identity', 'identitySigned');

function resultOf(check: EidCheckResult['check'], finding: EidFinding): EidCheckResult {
  return { check, finding, verdict: eidFindings[finding] };
}

/** What is read above the details: the one line that a hurried clerk sees. */
function line(checks: readonly EidCheckResult[], isAsking = false): string {
  const card = { document, checks } as unknown as ConsultedEid;
  const markup = renderToStaticMarkup(
    <IntlProvider locale="nl-BE" messages={messagesOf('nl-BE')}>
      <CardChecks card={card} isAsking={isAsking} />
    </IntlProvider>,
  );
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
  const said = line([identity, result]);
  expect(said).toContain(title);
  expect(said).toContain(sentence);
  expect(said).not.toContain('Echt, geldig en niet ingetrokken');
});

it('is fine only when everything was asked and is fine', () => {
  const unasked = resultOf('signatureStatus', 'statusNotAsked');
  expect(line([identity, resultOf('signatureStatus', 'statusGood')])).toContain('Echt, geldig en niet ingetrokken');
  expect(line([identity, unasked], true)).toContain('wordt nog nagevraagd');
  expect(line([identity, unasked])).toContain('weten we niet');
});
