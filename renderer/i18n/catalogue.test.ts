import { eidChecks, eidFindings } from '@onthaal/contract/devices/eid-verification.ts';
import { appointmentModes, appointmentStates } from '@onthaal/contract/entities/appointment.ts';
import { channels, historyKinds, languages, messageChannels } from '@onthaal/contract/entities/building-blocks.ts';
import {
  assuranceLevels,
  interactionResults,
  interactionStates,
  taskKinds,
  taskStates,
} from '@onthaal/contract/entities/contact.ts';
import {
  consultationPurposes,
  documentKinds,
  documentSources,
  messageStates,
  signingStates,
} from '@onthaal/contract/entities/correspondence.ts';
import {
  archiveStates,
  dossierStatuses,
  outcomes,
  partyRoles,
  termEventKinds,
} from '@onthaal/contract/entities/dossier.ts';
import { decisionOutcomes, decisionStates } from '@onthaal/contract/entities/dossier-parts.ts';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { paymentMethods, paymentStates } from '@onthaal/contract/entities/payment.ts';
import { personFlags, personKinds } from '@onthaal/contract/entities/person.ts';
import { roles } from '@onthaal/contract/entities/reference-kinds.ts';
import { serviceStates, visitStates } from '@onthaal/contract/entities/visit.ts';
import { errorCodes } from '@onthaal/contract/errors.ts';
import { locales, themes } from '@onthaal/contract/ipc/channels.ts';
import { searchKinds } from '@onthaal/contract/store/rows.ts';
import { syncStates } from '@onthaal/contract/store/sync.ts';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';

type Messages = Readonly<Record<string, string>>;
const files = import.meta.glob<Messages>('../../resources/translations/*/*.json', { eager: true, import: 'default' });
const sources = import.meta.glob<string>(
  [
    '../**/*.{ts,tsx}',
    '!../**/*.test.{ts,tsx}',
    '../../main/{*,documents/*,lifecycle/*,session/**/*,windows/**/*}.{ts,html,js}',
  ],
  { eager: true, query: '?raw', import: 'default' },
);

const wordSets: Readonly<Record<string, readonly string[]>> = {
  role: roles,
  collection: collectionNames,
  channel: channels,
  messageChannel: messageChannels,
  language: languages,
  direction: ['incoming', 'outgoing'],
  historyKind: historyKinds,
  interactionState: interactionStates,
  interactionResult: interactionResults,
  assuranceLevel: assuranceLevels,
  taskKind: taskKinds,
  taskState: taskStates,
  serviceState: serviceStates,
  visitState: visitStates,
  appointmentMode: appointmentModes,
  appointmentState: appointmentStates,
  documentKind: documentKinds,
  documentSource: documentSources,
  signingState: signingStates,
  messageState: messageStates,
  consultationPurpose: consultationPurposes,
  decisionState: decisionStates,
  decisionOutcome: decisionOutcomes,
  paymentState: paymentStates,
  paymentMethod: paymentMethods,
  dossierStatus: dossierStatuses,
  outcome: outcomes,
  archiveState: archiveStates,
  partyRole: partyRoles,
  termEventKind: termEventKinds,
  personKind: personKinds,
  personFlag: personFlags,
  syncState: syncStates,
  searchKind: searchKinds,
  eidCheck: eidChecks,
  eidFinding: Object.keys(eidFindings),
  theme: themes,
  locale: locales,
};

const file = (locale: string, area: string) => files[`../../resources/translations/${locale}/${area}.json`];
const areas = Object.keys(files)
  .filter((path) => path.includes('/nl-BE/'))
  .map((path) => path.split('/').at(-1)?.replace('.json', '') ?? '');
const dutch: Messages = Object.assign({}, ...areas.map((area) => file('nl-BE', area)));

/** Names of the placeholders and tags of a message: `{name}`, `{name, plural, ...}`, `<name>`; not the words of a branch. */
function placeholders(message: string): readonly string[] {
  const withoutBranches = message.replace(/(?:=\d+|zero|one|two|few|many|other|true|false)\s*\{[\w\s#.,:;'’-]*\}/g, '');
  const names = [...withoutBranches.matchAll(/(?:\{\s*|<)(\w+)\s*[},>]/g)].map(([, name]) => name ?? '');
  return [...new Set(names)].sort();
}

describe('the catalogue', () => {
  it.each(locales.filter((locale) => locale !== 'nl-BE'))('has every key and placeholder in %s', (locale) => {
    for (const area of areas) {
      const own = file(locale, area) ?? {};
      expect(Object.keys(own).sort(), `${locale}/${area}.json`).toEqual(Object.keys(file('nl-BE', area) ?? {}).sort());
      for (const [key, message] of Object.entries(own)) {
        expect(placeholders(message), `${locale} ${key}`).toEqual(placeholders(dutch[key] ?? ''));
      }
    }
  });
  it.each(locales)('has only messages that can be formatted in %s', (locale) => {
    for (const area of areas) {
      for (const [key, message] of Object.entries(file(locale, area) ?? {})) {
        const errors: string[] = [];
        const onError = (error: { readonly code: string }) => void errors.push(error.code);
        const values = Object.fromEntries(placeholders(message).map((name) => [name, 2]));
        createIntl({ locale, messages: { [key]: message }, onError }).formatMessage({ id: key }, values);
        expect(
          errors.filter((code) => code !== 'MISSING_DATA'),
          `${locale} ${key}`,
        ).toEqual([]);
        expect(message.trim(), `${locale} ${key}`).not.toBe('');
      }
    }
  });
  it('keeps a key in one area', () => {
    const keys = areas.flatMap((area) => Object.keys(file('nl-BE', area) ?? {}));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
  it('has a sentence and a next step for every error', () => {
    for (const code of errorCodes) {
      expect(dutch[`error.${code}.text`], code).toBeDefined();
      expect(dutch[`error.${code}.next`], code).toBeDefined();
    }
  });
  it.each(Object.entries(wordSets))('has a word for every %s, and no other', (set, values) => {
    const words = Object.keys(dutch).filter((key) => key.startsWith(`${set}.`));
    expect(words.sort()).toEqual(values.map((value) => `${set}.${value}`).sort());
  });
  it('has no key that nothing uses', () => {
    const code = Object.values(sources).join('\n');
    const literals = new Set([...code.matchAll(/['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key));
    const prefixes = [...code.matchAll(/`([\w-]+(?:\.[\w-]+)*\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const sets = [...code.matchAll(/word\(\s*'([\w.]+)'/g)].map(([, set]) => `${set}.`);
    const known = [...prefixes, ...sets, ...Object.keys(wordSets).map((set) => `${set}.`)];
    const unused = Object.keys(dutch).filter(
      (key) => !literals.has(key) && !known.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
