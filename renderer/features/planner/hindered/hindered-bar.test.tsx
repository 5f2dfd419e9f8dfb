import { failure } from '@onthaal/contract/result.ts';
import type { HinderedAppointments, HinderedRow } from '@onthaal/contract/store/planner.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { Provider } from 'react-redux';
import { expect, it } from 'vitest';
import { makeStore } from '../../../app/store.ts';
import { messagesOf } from '../../../i18n/catalogue.ts';
import { KindBar, Pages } from './hindered-bar.tsx';
import { HinderedLine } from './hindered-line.tsx';

const client: StoreClient = {
  read: () => Promise.resolve(failure('STORE_UNAVAILABLE')),
  run: () => Promise.resolve(failure('STORE_UNAVAILABLE')),
  subscribe: () => () => undefined,
};
const nothing = () => undefined;

/** The buttons of what is drawn, by their words, and whether they can be pressed. */
function buttonsOf(element: React.ReactNode) {
  const markup = renderToStaticMarkup(
    <Provider store={makeStore(client)}>
      <IntlProvider locale="nl-BE" timeZone="Europe/Brussels" messages={messagesOf('nl-BE')}>
        {element}
      </IntlProvider>
    </Provider>,
  );
  const found = [...markup.matchAll(/<button([^>]*)>.*?<span class="button-label">([^<]*)</g)];
  return found.map(([, attributes = '', words]) => [words, !/ disabled=/.test(attributes)]);
}

const list: HinderedAppointments = { rows: [], total: 130, kinds: [], open: 130 };
const pagesAt = (offset: number, isDisabled = false) =>
  buttonsOf(<Pages list={list} part={{ offset }} onPart={nothing} isDisabled={isDisabled} />);

it('turns pages as far as there are, by what is asked for and not by the rows of the page before', () => {
  expect(pagesAt(0)).toEqual([
    ['Vorige', false],
    ['Volgende', true],
  ]);
  expect(pagesAt(50)).toEqual([
    ['Vorige', true],
    ['Volgende', true],
  ]);
  expect(pagesAt(100)).toEqual([
    ['Vorige', true],
    ['Volgende', false],
  ]);
});

it('turns no page while all are put on the call sheet, and has only a way to stop', () => {
  expect(pagesAt(50, true)).toEqual([
    ['Vorige', false],
    ['Volgende', false],
  ]);
  const calling = { progress: { value: 50, total: 130 }, stop: nothing, callAll: () => Promise.resolve() };
  const bar = <KindBar list={list} part={{ offset: 50 }} onPart={nothing} calling={calling} />;
  expect(buttonsOf(bar)).toEqual([['Stoppen', true]]);
});

it.each([undefined, { at: '2026-11-23T08:00:00Z', byName: 'Els Peeters' }])(
  'lets nothing be done with a line of the part before, %o',
  (stands) => {
    const appointment = { id: 'one', startsAt: '2026-11-30T09:00:00Z', subject: 'Reispas', memberNames: [] };
    const row: HinderedRow = {
      appointment: appointment as Partial<AppointmentRow> as AppointmentRow,
      ...{ why: ['closedDay'], telephones: [], isToCall: false },
      ...(stands && { stands }),
    };
    const pressable = (isDisabled: boolean) =>
      buttonsOf(<HinderedLine row={row} isDisabled={isDisabled} onOpen={nothing} />).map(([, can]) => can);
    expect(pressable(false)).not.toContain(false);
    expect(pressable(true)).toEqual(pressable(false).map(() => false));
    expect(pressable(true).length).toBeGreaterThan(0);
  },
);
