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

it('says what is known of a mail, and not that it was read', () => {
  expect(said(message)).toMatch(/Bevestiging · E-mail · .*10[.:]42.*Verzonden.*Of een mail gelezen is, weten we niet/);
  expect(said({ ...message, channel: 'sms', state: 'delivered' })).not.toContain('gelezen');
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
