import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { parseInsz, parseKbo } from '@onthaal/contract/rules/identifiers/index.ts';
import { askedChannels, withPermission } from '@onthaal/contract/rules/messages/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { todayInBrussels } from '../database/clock.ts';
import {
  alreadyThere,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  historyEvent,
  newDocumentFields,
} from './command-context.ts';

type Person = DocumentOf<'persons'>;

function nationalNumberOf(context: CommandContext, text: string | undefined): Result<string | undefined> {
  if (text === undefined || text.trim() === '') return success(undefined);
  const parsed = parseInsz(text, { testMode: context.testMode });
  if (parsed.ok) return success(parsed.value.normalised);
  const code = parsed.reason === 'testNumberNotAllowed' ? 'TEST_IDENTIFIER_REFUSED' : 'IDENTIFIER_INVALID';
  return failure(code, { field: 'nationalNumber', details: { reason: parsed.reason } });
}

function enterpriseNumberOf(text: string | undefined): Result<string | undefined> {
  if (text === undefined || text.trim() === '') return success(undefined);
  const parsed = parseKbo(text);
  if (parsed.ok) return success(parsed.value.normalised);
  return failure('IDENTIFIER_INVALID', { field: 'enterpriseNumber', details: { reason: parsed.reason } });
}

function displayNameOf(args: CommandArguments['createPerson']): string {
  const name = [args.givenName, args.familyName].filter((part) => part !== undefined && part.trim() !== '');
  return args.kind === 'citizen' ? name.join(' ').trim() : (args.organisationName ?? '').trim();
}

/** Registers a person or organisation. */
export function createPerson(context: CommandContext, args: CommandArguments['createPerson']): Result<CommandPlan> {
  const nationalNumber = nationalNumberOf(context, args.nationalNumber);
  if (!nationalNumber.ok) return nationalNumber;
  const enterpriseNumber = enterpriseNumberOf(args.enterpriseNumber);
  if (!enterpriseNumber.ok) return enterpriseNumber;
  const displayName = displayNameOf(args);
  if (displayName === '') {
    return failure('FIELD_REQUIRED', { field: args.kind === 'citizen' ? 'familyName' : 'organisationName' });
  }
  const id = args.id ?? v7();
  if (context.writer.current('persons', id) !== undefined) {
    return alreadyThere('persons', id);
  }
  return success({
    documents: () =>
      success([
        created('persons', {
          ...newDocumentFields(context, id),
          kind: args.kind,
          displayName,
          givenName: args.givenName,
          familyName: args.familyName,
          birthDate: args.birthDate,
          nationalNumber: nationalNumber.value,
          enterpriseNumber: enterpriseNumber.value,
          associationCode: undefined,
          address: args.address,
          phoneNumbers: args.phoneNumber === undefined ? [] : [{ id: v7(), number: args.phoneNumber }],
          emailAddresses: args.emailAddress === undefined ? [] : [{ id: v7(), address: args.emailAddress }],
          preferredChannel: undefined,
          language: args.language,
          optIns: [],
          flags: [],
          notes: [],
          history: [historyEvent(context, 'created')],
          lastContactAt: undefined,
        }),
      ]),
  });
}

/** The list with its first entry replaced: the desk shows and edits one number and one address. */
function withFirst<Item extends { readonly id: string }>(list: readonly Item[], replacement: Omit<Item, 'id'>): Item[] {
  const [first, ...others] = list;
  return [{ ...first, ...replacement, id: first?.id ?? v7() } as Item, ...others];
}

/** Another name is another name to show. */
function renamed(
  person: Person,
  { givenName, familyName }: CommandArguments['updatePerson']['changes'],
): Partial<Person> {
  if (givenName === undefined && familyName === undefined) return {};
  const names = [givenName ?? person.givenName ?? '', familyName ?? person.familyName ?? ''];
  const displayName = names.join(' ').trim();
  return displayName === '' ? {} : { displayName };
}

type Asked = NonNullable<CommandArguments['updatePerson']['changes']['optIns']>;

function answersOf(asked: Asked | undefined) {
  return askedChannels.flatMap((channel) => {
    const allowed = asked?.[channel];
    return allowed === undefined ? [] : [{ channel, allowed }];
  });
}

/** What somebody says of a channel holds from today; what they said before is a line of the history. */
function permitted(person: Person, asked: Asked | undefined): Partial<Person> {
  const answers = answersOf(asked);
  if (answers.length === 0) return {};
  const since = todayInBrussels();
  const said = answers.map((answer) => ({ id: v7(), ...answer, since }));
  return { optIns: said.reduce<Person['optIns']>(withPermission, person.optIns) };
}

/** For the history: which channel got which answer. */
function answersInHistory(asked: Asked | undefined): string | undefined {
  const answers = answersOf(asked).map(({ channel, allowed }) => `${channel}: ${allowed ? 'yes' : 'no'}`);
  return answers.length === 0 ? undefined : answers.join(', ');
}

/** Changes contact data and preferences. */
export function updatePerson(context: CommandContext, args: CommandArguments['updatePerson']): Result<CommandPlan> {
  return success({
    documents: () => {
      const current = context.writer.current('persons', args.personId);
      if (current === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'personId' });
      const person = current.fields;
      const { phoneNumber, emailAddress, optIns, ...others } = args.changes;
      const changes: Partial<Person> = {
        ...others,
        ...renamed(person, others),
        ...permitted(person, optIns),
        ...(phoneNumber === undefined ? {} : { phoneNumbers: withFirst(person.phoneNumbers, { number: phoneNumber }) }),
        ...(emailAddress === undefined
          ? {}
          : { emailAddresses: withFirst(person.emailAddresses, { address: emailAddress }) }),
        history: [
          ...person.history,
          historyEvent(context, 'fieldsChanged', {
            fields: Object.keys(args.changes).join(', '),
            optIns: answersInHistory(optIns),
          }),
        ],
      };
      return success([changed(context, 'persons', person, changes)]);
    },
  });
}
