import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { highlightRanges, tokenise } from '@onthaal/contract/rules/search/index.ts';
import type { SearchHit, SearchKind } from '@onthaal/contract/store/rows.ts';
import { Temporal } from 'temporal-polyfill';
import { wordless } from '../reads/protection.ts';
import { documentsWhere, personNames, type ReadContext, shown } from '../reads/read-context.ts';
import { isShielded } from '../reads/shielded.ts';
import { nameWords } from './search-entry.ts';
import type { SearchWord } from './search-query.ts';

/** The parts of a hit before the marks are set. */
interface HitTexts {
  readonly id: string;
  readonly title: string;
  readonly subtitle: readonly (string | undefined)[];
  readonly state?: string | undefined;
  readonly opens: SearchHit['opens'];
  /** Other texts in which the match may be, by the name of their field. */
  readonly others: readonly (readonly [field: string, text: string | undefined])[];
  readonly shielded?: true;
}

interface AddressFields {
  readonly streetName: string;
  readonly houseNumber: string;
  readonly boxNumber?: string | undefined;
  readonly postalCode: string;
  readonly municipality: string;
}

const SNIPPET_LENGTH = 160;
const SNIPPET_LEAD = 40;

function addressLine(address: AddressFields | undefined): string | undefined {
  if (address === undefined) return undefined;
  const box = address.boxNumber === undefined ? '' : ` bus ${address.boxNumber}`;
  return `${address.streetName} ${address.houseNumber}${box}, ${address.postalCode} ${address.municipality}`;
}

function dayText(day: string | undefined): string | undefined {
  return day?.split('-').reverse().join('/');
}

function momentText(instant: string): string {
  const moment = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Brussels');
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${dayText(moment.toPlainDate().toString())} ${time}`;
}

function opensOf(personId: string | undefined, dossierId: string | undefined): SearchHit['opens'] {
  if (dossierId !== undefined) return { kind: 'dossier', id: dossierId };
  return personId === undefined ? undefined : { kind: 'person', id: personId };
}

function noteTexts(notes: readonly { readonly text: string }[]): [string, string][] {
  return notes.map((note) => ['notes', note.text]);
}

type Texts<Name extends CollectionName> = (
  context: ReadContext,
  document: DocumentOf<Name>,
  names: ReadonlyMap<string, string>,
) => HitTexts;

const personTexts: Texts<'persons'> = (_context, person) => ({
  id: person.id,
  title: person.displayName,
  subtitle: [dayText(person.birthDate), addressLine(person.address)],
  opens: { kind: 'person', id: person.id },
  others: [
    ['nationalNumber', person.nationalNumber],
    ['enterpriseNumber', person.enterpriseNumber],
    ['associationCode', person.associationCode],
    ...person.phoneNumbers.map((phone): [string, string] => ['phoneNumbers', phone.number]),
    ...person.emailAddresses.map((email): [string, string] => ['emailAddresses', email.address]),
    ...noteTexts(person.notes),
  ],
});

const dossierTexts: Texts<'dossiers'> = (context, dossier, names) => ({
  id: dossier.id,
  title: dossier.subject,
  subtitle: [
    dossier.number,
    context.references.dossierType(dossier.typeCode)?.name ?? dossier.typeCode,
    names.get(dossier.applicantId),
  ],
  state: dossier.status,
  opens: { kind: 'dossier', id: dossier.id },
  others: [
    ['address', addressLine(dossier.address)],
    ['parcel', dossier.parcel],
    ['description', dossier.description],
    ...Object.entries(dossier.answers).map(([name, answer]): [string, string] => [`answers.${name}`, String(answer)]),
    ...noteTexts(dossier.notes),
  ],
});

const appointmentTexts: Texts<'appointments'> = (_context, appointment, names) => ({
  id: appointment.id,
  title: appointment.subject,
  subtitle: [
    appointment.code,
    momentText(appointment.startsAt),
    appointment.personId === undefined ? undefined : names.get(appointment.personId),
  ],
  state: appointment.state,
  opens: opensOf(appointment.personId, appointment.dossierId),
  others: [
    ...appointment.guests.map((guest): [string, string] => ['guests', guest.name]),
    ...noteTexts(appointment.notes),
  ],
});

const interactionTexts: Texts<'interactions'> = (_context, interaction, names) => ({
  id: interaction.id,
  title: interaction.subject,
  subtitle: [
    momentText(interaction.at),
    interaction.personId === undefined ? undefined : names.get(interaction.personId),
    interaction.by.name,
  ],
  state: interaction.state,
  opens: opensOf(interaction.personId, interaction.personId === undefined ? interaction.dossierIds[0] : undefined),
  others: [['text', interaction.text], ['labels', interaction.labels.join(', ')], ...noteTexts(interaction.notes)],
});

const taskTexts: Texts<'tasks'> = (context, task, names) => ({
  id: task.id,
  title: task.title,
  subtitle: [
    context.references.nameOf('team', task.teamId),
    dayText(task.dueOn),
    task.personId === undefined ? undefined : names.get(task.personId),
  ],
  state: task.state,
  opens: opensOf(task.personId, task.dossierId),
  others: [['text', task.text], ['promised', task.promised], ...noteTexts(task.notes)],
});

const documentTexts: Texts<'documents'> = (_context, document) => ({
  id: document.id,
  title: document.title,
  subtitle: [document.fileName, dayText(document.receivedOn)],
  state: document.signing,
  opens: opensOf(document.personId, document.dossierId),
  others: [],
});

/** The part of a long text around its first match, with the marks moved along. */
function snippetOf(text: string, words: readonly string[]) {
  const [first] = highlightRanges(text, words);
  if (first === undefined) return undefined;
  const from = first.start <= SNIPPET_LEAD ? 0 : text.indexOf(' ', first.start - SNIPPET_LEAD) + 1;
  const start = Math.min(from, first.start);
  const part = text.slice(start, start + SNIPPET_LENGTH).replace(/\s+/gu, ' ');
  const lead = start > 0 ? '… ' : '';
  const shown = `${lead}${part}${start + SNIPPET_LENGTH < text.length ? ' …' : ''}`;
  return { text: shown, ranges: highlightRanges(shown, words) };
}

function hitOf(kind: SearchKind, texts: HitTexts, words: readonly string[], exact: boolean): SearchHit {
  const subtitle = texts.subtitle.filter((part) => part !== undefined && part !== '').join(' · ');
  const titleRanges = highlightRanges(texts.title, words);
  const subtitleRanges = highlightRanges(subtitle, words);
  let matched: SearchHit['matched'];
  // A word that neither title nor subtitle shows must come from somewhere: say where.
  const unseen = words.filter((word) => highlightRanges(`${texts.title} ${subtitle}`, [word]).length === 0);
  if (unseen.length > 0) {
    for (const [field, text] of texts.others) {
      const snippet = text === undefined ? undefined : snippetOf(text, unseen);
      if (snippet === undefined) continue;
      matched = { field, ...snippet };
      break;
    }
  }
  return {
    kind,
    id: texts.id,
    title: texts.title,
    subtitle,
    ...(matched === undefined ? {} : { matched }),
    titleRanges,
    subtitleRanges,
    state: texts.state,
    exact,
    opens: texts.opens,
    shielded: texts.shielded,
  };
}

interface HitSource<Name extends CollectionName> {
  readonly collection: Name;
  readonly texts: Texts<Name>;
  readonly personId: (document: DocumentOf<Name>) => string | undefined;
}

function source<Name extends CollectionName>(
  collection: Name,
  texts: Texts<Name>,
  personId: (document: DocumentOf<Name>) => string | undefined = () => undefined,
): HitSource<Name> {
  return { collection, texts, personId };
}

const sources = {
  person: source('persons', personTexts),
  dossier: source('dossiers', dossierTexts, (dossier) => dossier.applicantId),
  appointment: source('appointments', appointmentTexts, (appointment) => appointment.personId),
  interaction: source('interactions', interactionTexts, (interaction) => interaction.personId),
  task: source('tasks', taskTexts, (task) => task.personId),
  document: source('documents', documentTexts),
};

/**
 * What is said of a protected person before the glass is broken: the name, and that by the name or a whole number alone. Whoever
 * types a street or the start of a number would learn it from a hit.
 */
function shieldedTexts(
  context: ReadContext,
  person: DocumentOf<'persons'>,
  words: readonly SearchWord[],
  exact: boolean,
): HitTexts | 'notFound' | undefined {
  if (!isShielded(context, person)) return undefined;
  const names = nameWords(person);
  const isNamed = ({ readAs, corrected }: SearchWord) =>
    readAs.some((form) => names.some((name) => (corrected ? name === form : name.startsWith(form))));
  if (!exact && !words.every(isNamed)) return 'notFound';
  const { id, displayName } = person;
  return { id, title: displayName, subtitle: [], opens: { kind: 'person', id }, others: [], shielded: true };
}

function startsAny(texts: readonly string[], { readAs, corrected }: SearchWord): boolean {
  const found = texts.flatMap((text) => tokenise(text));
  return readAs.some((form) => found.some((word) => (corrected ? word === form : word.startsWith(form))));
}

/**
 * What is said of the dossier or appointment of a protected person: its number, and that by its number alone. What else was written
 * about them is found by nothing.
 */
function wordlessTexts(
  context: ReadContext,
  kind: SearchKind,
  document: DocumentOf<'dossiers'> | DocumentOf<'appointments'>,
  words: readonly SearchWord[],
  exact: boolean,
): HitTexts | 'notFound' {
  const number = 'number' in document ? document.number : kind === 'appointment' ? document.code : undefined;
  if (number === undefined || (!exact && !words.every((word) => startsAny([number], word)))) return 'notFound';
  const { id } = document;
  const subtitle =
    'number' in document ? context.references.dossierType(document.typeCode)?.name : momentText(document.startsAt);
  const opens = 'number' in document ? opensOf(undefined, id) : opensOf(document.personId, document.dossierId);
  return { id, title: number, subtitle: [subtitle], opens, others: [], shielded: true };
}

function hitsFrom<Name extends CollectionName>(
  context: ReadContext,
  kind: SearchKind,
  { collection, texts, personId }: HitSource<Name>,
  ids: readonly string[],
  words: readonly SearchWord[],
  exactIds: ReadonlySet<string>,
): SearchHit[] {
  const marked = words.flatMap((word) => [word.typed, ...word.readAs]);
  const stored = documentsWhere(context, collection, 'd.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  const byId = new Map(stored.map((document) => [document.id, document]));
  const names = personNames(context, stored.map(personId));
  const hidden = collection === 'persons' ? new Set() : wordless(context, collection as 'dossiers', stored as never);
  return ids.flatMap((id) => {
    const document = byId.get(id);
    if (document === undefined) return [];
    const exact = exactIds.has(id);
    const shielded =
      kind === 'person'
        ? shieldedTexts(context, document as DocumentOf<'persons'>, words, exact)
        : hidden.has(id)
          ? wordlessTexts(context, kind, document as DocumentOf<'dossiers'>, words, exact)
          : undefined;
    if (shielded === 'notFound') return [];
    const seen = shielded ?? texts(context, shown(context, collection, document), names);
    return [hitOf(kind, seen, marked, exact)];
  });
}

/**
 * Hits ready to show for documents of one kind, in the order of `ids`; without protected persons that the name does not find.
 * `words` are marked in the texts.
 */
export function hitsOf(
  context: ReadContext,
  kind: SearchKind,
  ids: readonly string[],
  words: readonly SearchWord[],
  exactIds: ReadonlySet<string>,
): SearchHit[] {
  if (ids.length === 0) return [];
  return hitsFrom(context, kind, sources[kind] as unknown as HitSource<CollectionName>, ids, words, exactIds);
}
