import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { useFormats } from './use-formats.ts';

function Moment() {
  return useFormats().dayTime('2026-12-11T13:05:00.000Z');
}

it.each(['nl-BE', 'en', 'fr', 'de'])('writes the day before the month and 24 hours in %s', (locale) => {
  const shown = renderToStaticMarkup(
    <IntlProvider locale={locale} messages={{}}>
      <Moment />
    </IntlProvider>,
  );
  expect(shown).toMatch(/^11[/.]12[/.]2026,? 14:05$/);
});
