import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { dossierTypeSeeds } from '../dossier-types/index.ts';
import { referenceRow } from './row.ts';

type RuleData = ReferenceData['routingRule'];

interface RuleSeed extends RuleData {
  readonly code: string;
  readonly name: string;
}

/** Words and answers say more than the type alone: these come first. */
const special: readonly RuleSeed[] = [
  {
    code: 'brandveiligheid',
    name: 'Brandveiligheid naar de brandweer',
    priority: 10,
    teamId: 'team-brandweer',
    dossierTypeCodes: ['melding'],
    answerEquals: { soortProbleem: 'brandveiligheid' },
  },
  {
    code: 'melding-verkeer',
    name: 'Verkeer en borden naar mobiliteit',
    priority: 20,
    teamId: 'team-mobiliteit',
    dossierTypeCodes: ['melding'],
    answerEquals: { soortProbleem: 'verkeer' },
  },
  {
    code: 'melding-verkeerswoorden',
    name: 'Snelheid en verkeersborden naar mobiliteit',
    priority: 25,
    teamId: 'team-mobiliteit',
    dossierTypeCodes: ['melding'],
    words: ['snelheid', 'te snel', 'verkeersbord*', 'zone 30', 'parkeer*', 'zebrapad'],
  },
  {
    code: 'melding-groot-evenement',
    name: 'Hinder van horeca en fuiven naar vrije tijd',
    priority: 30,
    teamId: 'team-vrijetijd',
    dossierTypeCodes: ['melding'],
    words: ['fuif', 'evenement', 'tent'],
  },
  {
    code: 'kapvergunning',
    name: 'Bomen kappen naar omgeving',
    priority: 30,
    teamId: 'team-omgeving',
    dossierTypeCodes: ['melding', 'informatie-verbouwen'],
    words: ['kappen', 'kapvergunning', 'vellen'],
  },
  {
    code: 'terras-markt',
    name: 'Terrassen op het Marktplein naar vrije tijd',
    priority: 30,
    teamId: 'team-vrijetijd',
    dossierTypeCodes: ['inname-openbaar-domein'],
    streetNames: ['Marktplein'],
    answerEquals: { reden: 'terras' },
  },
  {
    code: 'werken-oosterlo',
    name: 'Wegdek in Oosterlo naar de technische dienst',
    priority: 40,
    teamId: 'team-technisch',
    dossierTypeCodes: ['melding'],
    postalCodes: ['9991'],
    answerEquals: { soortProbleem: 'wegdek' },
  },
  {
    code: 'klacht-factuur',
    name: 'Klachten over facturen naar financiën',
    priority: 40,
    teamId: 'team-financien',
    dossierTypeCodes: ['klacht'],
    words: ['factu*', 'retributie*', 'belasting*', 'aanslagbiljet'],
  },
];

const byType: readonly RuleSeed[] = dossierTypeSeeds.map((type) => ({
  code: type.code,
  name: `${type.name} naar ${type.data.defaultTeamId.slice('team-'.length)}`,
  priority: 100,
  teamId: type.data.defaultTeamId,
  dossierTypeCodes: [type.code],
}));

const fallback: RuleSeed = {
  code: 'onthaal',
  name: 'Al het andere naar het onthaal',
  priority: 900,
  teamId: 'team-onthaal',
  fallback: true,
};

/** The rules in the form that the routing engine asks for. */
export const routingRules = [...special, ...byType, fallback].map(({ code, ...rule }) => ({
  id: `routing-${code}`,
  ...rule,
}));

export const routingRuleRows: readonly Reference[] = [...special, ...byType, fallback].map(({ code, name, ...data }) =>
  referenceRow('routingRule', `routing-${code}`, code, name, data),
);
