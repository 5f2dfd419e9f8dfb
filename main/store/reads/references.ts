import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceKind, ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import type { RoutingRule } from '@onthaal/contract/rules/routing/index.ts';
import type { TermCalendar } from '@onthaal/contract/rules/terms/index.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

/**
 * The reference data (teams, members, dossier types, rules, calendars), read once and kept until they change. A municipality
 * has some hundreds of rows.
 */
export class References {
  readonly #file: DatabaseFile;
  #byKind: Map<ReferenceKind, ReferenceOf<ReferenceKind>[]> | undefined;
  #byId: Map<string, ReferenceOf<ReferenceKind>> | undefined;

  constructor(file: DatabaseFile) {
    this.#file = file;
  }

  /** Reads anew at the next question. */
  forget(): void {
    this.#byKind = undefined;
    this.#byId = undefined;
  }

  /** All rows of a kind, by name. */
  list<Kind extends ReferenceKind>(kind: Kind): readonly ReferenceOf<Kind>[] {
    return (this.#load().get(kind) ?? []) as unknown as readonly ReferenceOf<Kind>[];
  }

  /** One row by its id, when it has that kind. */
  get<Kind extends ReferenceKind>(kind: Kind, id: string | undefined): ReferenceOf<Kind> | undefined {
    if (id === undefined) return undefined;
    this.#load();
    const found = this.#byId?.get(id);
    return found?.kind === kind ? (found as unknown as ReferenceOf<Kind>) : undefined;
  }

  /** The active dossier type of a code; an inactive one when there is no other, so that old dossiers stay readable. */
  dossierType(code: string): ReferenceOf<'dossierType'> | undefined {
    const types = this.list('dossierType').filter((type) => type.code === code);
    return types.find((type) => type.active) ?? types[0];
  }

  /** Name of a team, member or room; its id when it is unknown, so that something is always shown. */
  nameOf(kind: ReferenceKind, id: string): string {
    return this.get(kind, id)?.name ?? id;
  }

  /** The team of a product; undefined for a product that nobody knows. */
  teamOfProduct(): (productCode: string) => string | undefined {
    const teams = new Map(this.list('product').map(({ code, data }) => [code, data.teamId]));
    return (productCode) => teams.get(productCode);
  }

  /** The active routing rules. */
  routingRules(): RoutingRule[] {
    return this.list('routingRule')
      .filter((rule) => rule.active)
      .map((rule) => ({ id: rule.id, name: rule.name, ...rule.data }));
  }

  /** The calendars that the term clock counts with. */
  calendars(): TermCalendar[] {
    return this.list('calendar').map((calendar) => ({ code: calendar.code, days: calendar.data.days }));
  }

  #load(): Map<ReferenceKind, ReferenceOf<ReferenceKind>[]> {
    if (this.#byKind !== undefined) return this.#byKind;
    const byKind = new Map<ReferenceKind, ReferenceOf<ReferenceKind>[]>();
    const byId = new Map<string, ReferenceOf<ReferenceKind>>();
    const rows = this.#file
      .prepare<string>(`SELECT data FROM ${tableNameOf('references', 0)} WHERE deleted = 0`)
      .pluck()
      .all();
    for (const row of rows) {
      const reference = JSON.parse(row) as DocumentOf<'references'> as ReferenceOf<ReferenceKind>;
      byId.set(reference.id, reference);
      const known = byKind.get(reference.kind);
      if (known === undefined) byKind.set(reference.kind, [reference]);
      else known.push(reference);
    }
    for (const list of byKind.values()) list.sort((one, other) => one.name.localeCompare(other.name, 'nl'));
    this.#byKind = byKind;
    this.#byId = byId;
    return byKind;
  }
}
