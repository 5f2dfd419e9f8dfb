import type { Author } from '@onthaal/contract/entities/building-blocks.ts';
import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';
import { foldToAscii } from '../text.ts';
import { referenceRow } from './row.ts';

interface MemberSeed {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  readonly jobTitle: string;
}

function member(
  id: string,
  givenName: string,
  familyName: string,
  role: Role,
  teams: string,
  jobTitle: string,
): MemberSeed {
  const teamIds = teams.split(' ').map((team) => `team-${team}`);
  return { id: `member-${id}`, givenName, familyName, role, teamIds, jobTitle };
}

/** The first seven are the demo people who can be chosen at login. */
export const members: readonly MemberSeed[] = [
  member('els', 'Els', 'Peeters', 'clerk', 'onthaal burgerzaken', 'Onthaalmedewerker'),
  member('karim', 'Karim', 'El Amrani', 'caseHandler', 'omgeving', 'Deskundige omgeving'),
  member('sofie', 'Sofie', 'De Smet', 'caseHandler', 'burgerzaken', 'Dossierbehandelaar burgerzaken'),
  member('jan', 'Jan', 'Wouters', 'teamLead', 'omgeving', 'Diensthoofd omgeving'),
  member('noor', 'Noor', 'Claes', 'clerk', 'onthaal', 'Onthaalmedewerker'),
  member('ann', 'Ann', 'Vermeulen', 'administrator', 'secretariaat', 'Functioneel beheerder'),
  member('piet', 'Piet', 'Maes', 'adviser', 'brandweer', 'Adviseur brandveiligheid'),
  member('fatima', 'Fatima', 'Benali', 'clerk', 'onthaal', 'Onthaalmedewerker'),
  member('luc', 'Luc', 'Hermans', 'teamLead', 'onthaal', 'Diensthoofd onthaal'),
  member('zoe', 'Zoë', 'Vandenbossche', 'clerk', 'onthaal burgerzaken', 'Loketbediende'),
  member('rita', 'Rita', 'Goossens', 'teamLead', 'burgerzaken', 'Diensthoofd burgerzaken'),
  member('umit', 'Ümit', 'Kaya', 'caseHandler', 'burgerzaken', 'Ambtenaar burgerlijke stand'),
  member('hilde', 'Hilde', 'Van Acker', 'clerk', 'burgerzaken', 'Loketbediende burgerzaken'),
  member('stijn', 'Stijn', 'Baert', 'caseHandler', 'omgeving', 'Omgevingsambtenaar'),
  member('celine', 'Céline', 'Dubois', 'caseHandler', 'omgeving', 'Deskundige wonen'),
  member('nathalie', 'Nathalie', "D'Hondt", 'caseHandler', 'sociaal', 'Maatschappelijk werker'),
  member('bart', 'Bart', 'Lievens', 'teamLead', 'sociaal', 'Diensthoofd sociale dienst'),
  member('samira', 'Samira', 'Ouali', 'caseHandler', 'sociaal', 'Maatschappelijk werker'),
  member('jonas', 'Jonas', 'Verbeke', 'caseHandler', 'vrijetijd', 'Evenementencoördinator'),
  member('lotte', 'Lotte', 'Segers', 'caseHandler', 'vrijetijd', 'Verenigingsconsulent'),
  member('greet', 'Greet', 'Moens', 'teamLead', 'vrijetijd', 'Diensthoofd vrije tijd'),
  member('wim', 'Wim', 'Pauwels', 'caseHandler', 'financien', 'Medewerker belastingen'),
  member('lukasz', 'Łukasz', 'Nowak', 'caseHandler', 'financien', 'Medewerker facturatie'),
  member('katrien', 'Katrien', 'Declercq', 'caseHandler', 'secretariaat', 'Klachtencoördinator'),
  member('herve', 'Hervé', 'Lambert', 'teamLead', 'secretariaat', 'Bestuurssecretaris'),
  member('tine', 'Tine', 'Callens', 'recordManager', 'secretariaat', 'Informatiebeheerder'),
  member('tom', 'Tom', 'Rombouts', 'caseHandler', 'mobiliteit', 'Mobiliteitsambtenaar'),
  member('ilse', 'Ilse', 'Verstraete', 'caseHandler', 'mobiliteit', 'Medewerker parkeren'),
  member('geert', 'Geert', 'Stevens', 'teamLead', 'mobiliteit technisch', 'Diensthoofd openbaar domein'),
  member('dirk', 'Dirk', 'Claeys', 'caseHandler', 'technisch', 'Werkleider wegen'),
  member('murat', 'Murat', 'Demir', 'caseHandler', 'technisch', 'Werkleider groen'),
  member('veerle', 'Veerle', 'Op de Beeck', 'adviser', 'brandweer', 'Officier hulpverleningszone'),
];

/** What members may do beyond their team: sign for the civil registry, work the biometric station. */
const skillsOf: Readonly<Record<string, readonly string[]>> = {
  'member-umit': ['burgerlijke-stand'],
  'member-rita': ['burgerlijke-stand'],
  'member-sofie': ['burgerlijke-stand', 'biometrie'],
  'member-hilde': ['biometrie'],
  'member-zoe': ['biometrie'],
};

/** Leave and half days. */
const absencesOf: Readonly<Record<string, NonNullable<ReferenceData['member']['absences']>>> = {
  'member-hilde': [{ from: '2026-12-21', until: '2026-12-31' }],
  'member-umit': [{ from: '2026-12-07', until: '2026-12-11' }],
  'member-stijn': [{ from: '2026-11-30', until: '2026-12-24', start: '12:00', end: '20:00' }],
};

export const memberRows: readonly Reference[] = members.map((seed) => {
  const { id, givenName, familyName, role, teamIds, jobTitle } = seed;
  const skills = skillsOf[id];
  const absences = absencesOf[id];
  const mailbox = `${foldToAscii(givenName)}.${foldToAscii(familyName)}`.replaceAll(/[^a-z.]/g, '');
  return referenceRow('member', id, id.slice('member-'.length), `${givenName} ${familyName}`, {
    givenName,
    familyName,
    role,
    teamIds: [...teamIds],
    jobTitle,
    emailAddress: `${mailbox}@lindervelde.example.be`,
    ...(skills === undefined ? {} : { skills: [...skills] }),
    ...(absences === undefined ? {} : { absences: [...absences] }),
  });
});

function authorOf(seed: MemberSeed): Author {
  return { memberId: seed.id, name: `${seed.givenName} ${seed.familyName}` };
}

const authors = new Map(members.map((seed) => [seed.id, authorOf(seed)]));

/** The author line of a member; throws for an unknown id (a bug). */
export function author(memberId: string): Author {
  const found = authors.get(memberId);
  if (found === undefined) throw new RangeError(`No member ${memberId}`);
  return found;
}

/** Authors who work at the counter. */
export const clerks: readonly Author[] = members
  .filter((seed) => seed.role === 'clerk' && seed.teamIds.includes('team-onthaal'))
  .map(authorOf);

const handlersOfTeam = new Map<string, readonly Author[]>();

/** Authors who handle dossiers of a team; its advisers or leads where it has no handler. */
export function handlersOf(teamId: string): readonly Author[] {
  let found = handlersOfTeam.get(teamId);
  if (found === undefined) {
    const team = members.filter((seed) => seed.teamIds.includes(teamId));
    const handlers = team.filter((seed) => seed.role === 'caseHandler');
    found = (handlers.length > 0 ? handlers : team).map(authorOf);
    handlersOfTeam.set(teamId, found);
  }
  return found;
}
