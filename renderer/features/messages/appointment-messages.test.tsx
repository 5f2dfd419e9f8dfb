import type { MessageRow } from '@onthaal/contract/store/rows.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { AppointmentMessages } from './appointment-messages.tsx';

const message: MessageRow = {
  ...{ id: 'm', channel: 'email', purpose: 'confirmation', state: 'sent', stateSince: '2026-11-27T09:42:00.000Z' },
};

function said(...messages: readonly MessageRow[]): string {
  const markup = renderToStaticMarkup(
    <IntlProvider locale="nl-BE" messages={messagesOf('nl-BE')} timeZone="Europe/Brussels">
      <AppointmentMessages messages={messages} />
    </IntlProvider>,
  );
  return markup.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

it('says what is known of a mail that asks nothing, and not that it was read', () => {
  expect(said(message)).toMatch(/Bevestiging · E-mail · .*10[.:]42.*Verzonden.*Of een mail gelezen is, weten we niet/);
  expect(said({ ...message, channel: 'sms', state: 'delivered' })).not.toContain('gelezen');
});

it('says of a mail that asks to be read whether its reader said so, and since when', () => {
  const asks = { ...message, asksReading: true };
  expect(said(asks)).toMatch(/Verzonden.*liet nog niet weten/);
  expect(said({ ...asks, state: 'delivered' })).toMatch(/Afgeleverd.*liet nog niet weten/);
  expect(said({ ...asks, state: 'read' })).toMatch(/10[.:]42 Gelezen/);
  expect(said({ ...asks, state: 'read' })).not.toContain('niet');
});

it('says why one did not arrive and what to do', () => {
  const failed = { ...message, state: 'failed' };
  expect(said({ ...failed, problem: 'mailboxFull' })).toMatch(/Mislukt De mailbox .* is vol\. Bel, of stuur een sms\./);
  expect(said({ ...failed, problem: 'undeliverable' })).toContain('Verbeter het adres');
  expect(said({ ...failed, problem: 'overtaken' })).not.toContain('messageStep');
});

it('says why one waits or did not leave', () => {
  expect(said({ ...message, state: 'requested', problem: 'notConfigured' })).toContain('Verzenden is niet ingesteld');
  expect(said({ ...message, state: 'failed', problem: 'uncertain' })).toContain('niet zeker dat het vertrokken is');
  expect(said({ ...message, state: 'requested', notBefore: '2099-03-02T07:00:00.000Z' })).toContain('vanaf');
});

it('says nothing where nothing was written', () => {
  expect(said()).toBe('');
});

it('says of a paper that it is no longer right', () => {
  const paper = { ...message, channel: 'paper', isOutOfDate: true as const };
  expect(said(paper)).toMatch(/Brief .*Verzonden.*Niet meer juist/);
  expect(said({ ...paper, isOutOfDate: undefined })).not.toContain('Niet meer juist');
});
