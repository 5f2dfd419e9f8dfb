import type { CommandName } from '@onthaal/contract/store/commands.ts';

export const attackedCollections = ['persons', 'dossiers', 'interactions', 'tasks'] as const;
export type AttackedCollection = (typeof attackedCollections)[number];

/** A document that a command writes. */
export interface Target {
  readonly collection: AttackedCollection;
  readonly id: string;
}

/** A command of the workload. Its mark is a word that no other command has, in something that the command writes. */
export interface AttackCommand {
  readonly mark: string;
  readonly name: CommandName;
  readonly args: Readonly<Record<string, unknown>>;
  /** What the command is about, and what else it certainly writes. */
  readonly target: Target;
  readonly alsoWrites: readonly Target[];
  readonly effect: (model: Model) => void;
  /** The mark does not stand in the outbox: only the order of the rows tells whose one is, as long as it was not answered. */
  readonly isUnmarked?: boolean;
  /** Once it is known. */
  readonly operationId?: string;
}

/** What a document must be, and nothing else. */
export interface ExpectedDocument {
  readonly target: Target;
  readonly fields: Record<string, unknown>;
  /** Texts of the notes, in the order in which they were written. */
  readonly notes: string[];
  /** How many lines of history of each kind; undefined where the document has no history. */
  readonly history: Record<string, number> | undefined;
  /** Marks that the full-text index must find in it, and marks that were written over. */
  readonly found: Set<string>;
  readonly gone: Set<string>;
  /** A contact moment that the person's last contact must not be before, by its id. */
  lastContact: string | undefined;
}

/** The whole truth about the documents of one file: what remains when its commands are done one after the other. */
export class Model {
  readonly documents = new Map<string, ExpectedDocument>();

  static key({ collection, id }: Target): string {
    return `${collection}/${id}`;
  }

  static of(commands: readonly AttackCommand[]): Model {
    const model = new Model();
    for (const command of commands) command.effect(model);
    return model;
  }

  create(target: Target, fields: Record<string, unknown>, found: readonly string[], withHistory = true): void {
    this.documents.set(Model.key(target), {
      target,
      fields,
      notes: [],
      history: withHistory ? { created: 1 } : undefined,
      found: new Set(found),
      gone: new Set(),
      lastContact: undefined,
    });
  }

  get(target: Target): ExpectedDocument {
    const document = this.documents.get(Model.key(target));
    if (document === undefined) throw new Error(`The model has no ${Model.key(target)}`);
    return document;
  }

  event(target: Target, kind: string): ExpectedDocument {
    const document = this.get(target);
    if (document.history !== undefined) document.history[kind] = (document.history[kind] ?? 0) + 1;
    return document;
  }

  /** Writes a text over another one that the search found. */
  overwrite(document: ExpectedDocument, before: string | undefined, after: string): void {
    if (before !== undefined) {
      document.found.delete(before);
      document.gone.add(before);
    }
    document.found.add(after);
  }
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join(' | ');
}

interface ActualDocument {
  readonly [field: string]: unknown;
  readonly notes?: readonly { readonly text: string }[];
  readonly history?: readonly { readonly kind: string }[];
}

/** How a stored document differs from what it must be; empty when it does not. */
export function differences(expected: ExpectedDocument, stored: Readonly<Record<string, unknown>>): string[] {
  const actual = stored as ActualDocument;
  const found: string[] = [];
  const compare = (what: string, should: string, is: string) => {
    if (should !== is) found.push(`${Model.key(expected.target)} ${what}: expected ${should}, found ${is}`);
  };
  for (const [field, value] of Object.entries(expected.fields)) {
    compare(field, JSON.stringify(value), JSON.stringify(valueAt(actual, field)));
  }
  if (expected.target.collection !== 'interactions' || expected.notes.length > 0) {
    compare('notes', sorted(expected.notes), sorted((actual.notes ?? []).map(({ text }) => text)));
  }
  if (expected.history !== undefined) {
    const kinds = (actual.history ?? []).map(({ kind }) => kind);
    const should = Object.entries(expected.history).flatMap(([kind, count]) => Array<string>(count).fill(kind));
    compare('history', sorted(should), sorted(kinds));
  }
  return found;
}

/** A field, or the first entry's inside a list: `emailAddresses.address`. */
function valueAt(document: Readonly<Record<string, unknown>>, path: string): unknown {
  const [field = '', inner] = path.split('.');
  const value = document[field];
  if (inner === undefined) return value;
  return (value as readonly Record<string, unknown>[] | undefined)?.[0]?.[inner];
}
