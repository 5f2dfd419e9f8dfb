import { failure } from '@onthaal/contract/result.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { LoginError } from './login-error.tsx';

const karim: DemoPerson = {
  memberId: 'member-karim',
  name: 'Karim El Amrani',
  jobTitle: 'Deskundige omgeving',
  role: 'caseHandler',
  teamNames: ['Omgeving'],
};

const said = (element: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="nl-BE" messages={messagesOf('nl-BE')}>
      {element}
    </IntlProvider>,
  );

describe('why logging in did not work', () => {
  it('without a line is about who tries, when others could', () => {
    const { error } = failure('MIDOFFICE_UNREACHABLE', { retryable: true });
    expect(said(<LoginError error={error} person={karim} />)).toContain(
      'Karim El Amrani werkte nog niet op deze computer',
    );
    const nobody = said(<LoginError error={error} />);
    expect(nobody).toContain('De verbinding met het centrale systeem is weg.');
    expect(nobody).not.toContain('Werk gewoon verder');
  });
  it.each(['DISK_FULL', 'DISK_READ_ONLY'] as const)('with %s speaks of no text that stays', (code) => {
    const words = said(<LoginError error={failure(code, { retryable: true }).error} person={karim} />);
    expect(words).toContain('Er is niets verloren.');
    expect(words).not.toContain('uw tekst blijft staan');
  });
  it('says every other error as it is', () => {
    const words = said(<LoginError error={failure('STORE_NEWER_VERSION').error} person={karim} />);
    expect(words).toContain('van een nieuwere versie van Onthaal');
    expect(words).toContain('Werk intussen aan een ander loket.');
  });
});
