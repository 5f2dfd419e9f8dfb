import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../../i18n/catalogue.ts';
import { PaperSubject } from './paper-subject.tsx';

const appointment = { startsAt: '2026-11-27T09:42:00.000Z', subject: 'Attest van woonst', personName: 'Piet Papier' };

function said(of: Partial<typeof appointment>): string {
  return renderToStaticMarkup(
    <IntlProvider locale="nl-BE" messages={messagesOf('nl-BE')} timeZone="Europe/Brussels">
      <PaperSubject appointment={{ ...appointment, ...of }} />
    </IntlProvider>,
  );
}

it('names the citizen first', () => {
  expect(said({})).toMatch(/^<p>Piet Papier · .*10[.:]42 · Attest van woonst<\/p>$/);
});

it('says the rest of an appointment of nobody known', () => {
  expect(said({ personName: undefined } as never)).toMatch(/^<p>[^·]*10[.:]42 · Attest van woonst<\/p>$/);
});
