import mustache from 'mustache';
import type { Language } from '../../entities/building-blocks.ts';

/** What a standard text may have filled in, under the names that message templates use too. */
export const textFields = [
  'person.displayName',
  'today',
  'dossier.number',
  'dossier.typeName',
  'appointment.time',
  'visit.ticket',
  'member.name',
] as const;
export type TextField = (typeof textFields)[number];
export type TextValues = Readonly<Partial<Record<TextField, string>>>;

/** A stretch of a filled-in text; a gap is for the clerk to fill. */
export interface TextPart {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly start: number;
  readonly isGap: boolean;
}

/** What a gap says, in the language of the text: it stands in a letter to a citizen if nobody fills it. */
const gapWords: Readonly<Record<Language, Readonly<Record<TextField, string>>>> = {
  nl: {
    'person.displayName': 'naam',
    today: 'datum',
    'dossier.number': 'dossiernummer',
    'dossier.typeName': 'soort dossier',
    'appointment.time': 'uur van de afspraak',
    'visit.ticket': 'ticketnummer',
    'member.name': 'naam medewerker',
  },
  fr: {
    'person.displayName': 'nom',
    today: 'date',
    'dossier.number': 'numéro de dossier',
    'dossier.typeName': 'type de dossier',
    'appointment.time': 'heure du rendez-vous',
    'visit.ticket': 'numéro de ticket',
    'member.name': 'nom de l’agent',
  },
  de: {
    'person.displayName': 'Name',
    today: 'Datum',
    'dossier.number': 'Aktennummer',
    'dossier.typeName': 'Art der Akte',
    'appointment.time': 'Uhrzeit des Termins',
    'visit.ticket': 'Ticketnummer',
    'member.name': 'Name des Mitarbeiters',
  },
  en: {
    'person.displayName': 'name',
    today: 'date',
    'dossier.number': 'file number',
    'dossier.typeName': 'type of file',
    'appointment.time': 'time of the appointment',
    'visit.ticket': 'ticket number',
    'member.name': 'name of the clerk',
  },
};

type Token = readonly [kind: string, value: string, ...rest: readonly unknown[]];

function isTextField(name: string): name is TextField {
  return textFields.some((field) => field === name);
}

function tokensOf(body: string): readonly Token[] | undefined {
  try {
    return mustache.parse(body) as unknown as readonly Token[];
  } catch {
    return undefined;
  }
}

/** What is wrong with a tag of a text; `tag` as far as it can be read. */
export interface TextProblem {
  readonly problem: 'tagNotClosed' | 'unknownField' | 'notAField';
  readonly tag: string;
}

/** What is wrong with the tags of a text that an administrator wrote: only the known fields, in double braces, can be filled in. */
export function textProblems(body: string): readonly TextProblem[] {
  const tokens = tokensOf(body);
  if (tokens === undefined) return [{ problem: 'tagNotClosed', tag: '' }];
  return tokens.flatMap(([kind, value]): TextProblem[] => {
    if (kind === 'text') return [];
    if (kind !== 'name') return [{ problem: 'notAField', tag: value }];
    return isTextField(value) ? [] : [{ problem: 'unknownField', tag: value }];
  });
}

/** A gap of which the text does not say what belongs there. */
const nameless = '…';

/**
 * A standard text with what is known filled in. What is not known, or is empty, becomes a gap in square brackets that says what belongs
 * there; never an empty place, and never a raw tag.
 */
export function fillText(body: string, language: Language, values: TextValues): readonly TextPart[] {
  const tokens = tokensOf(body);
  // Refused when it is kept; what came in otherwise is not shown with half a tag.
  if (tokens === undefined) return [{ text: body.replaceAll(/[{}]/g, ''), start: 0, isGap: false }];
  let start = 0;
  return tokens.flatMap(([kind, value]): TextPart[] => {
    if (kind === '!') return [];
    const known = kind === 'text' ? value : isTextField(value) ? values[value]?.trim() : '';
    const gap = `[${isTextField(value) ? gapWords[language][value] : nameless}]`;
    const part = { text: known || gap, start, isGap: !known };
    start += part.text.length;
    return [part];
  });
}
