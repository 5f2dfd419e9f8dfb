import { createIntl } from 'react-intl';
import { expect, it } from 'vitest';
import { messagesOf } from '../../../i18n/catalogue.ts';

it.each(['nl-BE', 'fr', 'en', 'de'] as const)(
  'counts in %s what is not possible any more, and names what goes on all the same when that is all',
  (locale) => {
    const intl = createIntl({ locale, messages: messagesOf(locale) });
    const said = (count: number) => intl.formatMessage({ id: 'hindered.count' }, { count });
    expect(said(1)).toMatch(/^1 /);
    expect(said(12)).toMatch(/^12 /);
    expect(said(0)).toMatch(/^\D+$/);
  },
);
