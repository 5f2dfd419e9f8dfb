import { collectionNames } from '../../entities/index.ts';
import { roles } from '../../entities/reference-kinds.ts';
import {
  type FieldGroup,
  type Policy,
  type PolicyAction,
  policyActions,
  type ReasonRule,
  type Relation,
  relations,
} from './policy.ts';
import { actionWords, collectionWords, relationWords, roleWords } from './policy-words.ts';

const fieldGroupWords: Readonly<Record<FieldGroup, string>> = {
  residence: 'adres en perceel, ook in de geschiedenis',
  identity: 'rijksregisternummer, geboortedatum, notities, geschiedenis, voorkeuren',
  money: 'betalingen en evaluaties',
  words: 'onderwerp, tekst, antwoorden, notities, adres en bestandsnaam',
};
const flagWords: Readonly<Record<string, string>> = {
  addressSecret: 'geheimhouding',
  shielded: 'een afgeschermde persoon',
};

function rowsWord(rows: readonly Relation[] | undefined): string {
  if (rows === undefined || rows.length === 0) return '-';
  if (relations.every((relation) => rows.includes(relation))) return 'alle';
  return rows.map((relation) => relationWords[relation]).join(', ');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function sectionOf(policy: Policy, role: (typeof roles)[number]): string {
  const grants = policy.grants[role];
  const used = policyActions.filter((action: PolicyAction) => collectionNames.some((name) => grants[name]?.[action]));
  const rows = collectionNames
    .filter((name) => grants[name] !== undefined)
    .map((name) => [collectionWords[name], ...used.map((action) => rowsWord(grants[name]?.[action]))]);
  return `## ${roleWords[role]} (\`${role}\`)\n\n${table(['', ...used.map((action) => actionWords[action])], rows)}`;
}

function fieldsTable(policy: Policy): string {
  const rows = policy.fieldRules.map(({ collection, group, flag, hiddenFrom, shownForReason = [], unless }) => [
    collectionWords[collection],
    fieldGroupWords[group],
    flag === undefined ? 'altijd' : `bij ${flagWords[flag] ?? flag}`,
    hiddenFrom
      .filter((role) => !shownForReason.includes(role))
      .map((role) => roleWords[role])
      .join(', ') || '-',
    shownForReason.map((role) => roleWords[role]).join(', ') || '-',
    rowsWord(unless),
  ]);
  return table(['gegevens', 'velden', 'wanneer', 'nooit voor', 'na een reden voor', 'niet bij'], rows);
}

function reasonLine(rule: ReasonRule): string {
  const who = rule.roles.map((role) => roleWords[role]).join(', ');
  const which = [
    rule.flag === undefined ? undefined : `met ${flagWords[rule.flag] ?? rule.flag}`,
    rule.relations === undefined ? undefined : `van: ${rowsWord(rule.relations)}`,
  ].filter((part) => part !== undefined);
  const what = rule.actions.map((action) => actionWords[action]).join(', ');
  return `- ${collectionWords[rule.collection]} ${which.join(', ')}: ${what} na een reden, voor ${who}; niet bij ${rowsWord(rule.unless)}.`;
}

/** The policy as a page to read: who may do what on which rows, made from the data that the program decides by. */
export function rightsTable(policy: Policy): string {
  return `${[
    '<!-- Generated from contract/rules/policy by contract/graphql/generate.ts. Do not edit. -->',
    '# Wie mag wat',
    'Wat hier niet staat, mag niet. Een cel zegt op welke rijen: **eigen** (op eigen naam), **team** (van een team van het lid), **via werk** (hangt aan een dossier of taak daarvan), **zonder team**, **ander team**, **met een reden in eigen werk gekeken** (raadplegingen van anderen in dossiers van het team, of van een persoon met wie het lid of het team een open dossier of een afspraak heeft), **van de eigen ruimte**, **van de eigen locatie** (van de ruimte of de locatie waar de kiosk staat), **openbaar** (referentiegegevens zonder namen van medewerkers), of **alle**. Wijzigen en verwijderen kan alleen op rijen die men ook ziet. Met `ONTHAAL_SCOPE=all` zien en openen alle rollen behalve kiosk en gast alle rijen, behalve de raadplegingen van anderen. Wie een status mag zetten, zegt bovendien het dossiertype.',
    ...roles.map((role) => sectionOf(policy, role)),
    `## Velden\n\n${fieldsTable(policy)}`,
    `## Eerst een reden\n\n${policy.reasonRules.map(reasonLine).join('\n')}`,
  ].join('\n\n')}\n`;
}
