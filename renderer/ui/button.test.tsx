import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../i18n/catalogue.ts';
import { Button } from './button.tsx';
import { ErrorMessage } from './error-message.tsx';
import { StatusBadge } from './status-badge.tsx';

const markup = (element: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="nl-BE" messages={messagesOf('nl-BE')}>
      {element}
    </IntlProvider>,
  );

describe('the kit', () => {
  it('prints the key of a button', () => {
    expect(markup(<Button keyAction="newDossier">Nieuw dossier</Button>)).toMatch(/Nieuw dossier<\/span><kbd[^>]*>F7</);
    expect(markup(<Button keyAction="newInteraction">Nieuw</Button>)).toContain('>Shift+F7<');
  });
  it('says a status in a word beside its shape', () => {
    const badge = markup(<StatusBadge status="incomplete" label="Onvolledig" />);
    expect(badge).toContain('<svg');
    expect(badge).toContain('Onvolledig');
    expect(markup(<StatusBadge status="later invented" label="Nieuw woord" />)).toContain('Nieuw woord');
  });
  it('says an error with its next step', () => {
    const message = markup(<ErrorMessage error={{ code: 'DISK_FULL', retryable: false }} />);
    expect(message).toContain('De schijf van deze computer is vol.');
    expect(message).toContain('Maak plaats op de schijf');
    expect(message).toContain('role="alert"');
  });
});
