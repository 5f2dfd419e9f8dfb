/** What ACM calls a hoedanigheid: the organisation for which somebody logs in, and what the person may do there. */
export interface Capacity {
  readonly targetGroup: 'LB' | 'EA' | 'OV' | 'GID' | 'BUR';
  readonly targetGroupName: string;
  readonly organisationCode: string;
  readonly organisationName: string;
  /** Role strings of the application, each with its organisation: `role:organisation[,organisation]`. */
  readonly roles: readonly string[];
}

/** Somebody who can log in at the stand-in. */
export interface Persona {
  /** Also the subject (`sub`) and the person's number in the user management (`vo_id`). */
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly emailAddress: string;
  readonly capacities: readonly Capacity[];
}

/** Means of logging in, as `acr` names them. */
export const means = {
  eid: 'urn:be:vlaanderen:authmech:eid',
  totp: 'urn:be:vlaanderen:authmech:csamtotp',
} as const;

/** The enterprise number of the demo municipality in this stand-in. */
export const municipalityCode = '0207500123';
const municipality = { organisationCode: municipalityCode, organisationName: 'Gemeente Lindervelde' };

function staffOf(organisation: typeof municipality, roles: readonly string[]): Capacity {
  return {
    targetGroup: 'LB',
    targetGroupName: 'Lokaal bestuur',
    ...organisation,
    roles: roles.map((role) => `${role}:${organisation.organisationCode}`),
  };
}

function staff(id: string, givenName: string, familyName: string, mailbox: string, role: string): Persona {
  const emailAddress = `${mailbox}@lindervelde.example.be`;
  return { id, givenName, familyName, emailAddress, capacities: [staffOf(municipality, [role])] };
}

const elsewhere = { organisationCode: '0207500999', organisationName: 'Gemeente Elders' };

/** The demo municipality's people, and some who must not get in. */
export const personas: readonly Persona[] = [
  staff('vo-els', 'Els', 'Peeters', 'els.peeters', 'OnthaalLoketmedewerker'),
  staff('vo-karim', 'Karim', 'El Amrani', 'karim.elamrani', 'OnthaalDossierbehandelaar'),
  staff('vo-sofie', 'Sofie', 'De Smet', 'sofie.desmet', 'OnthaalDossierbehandelaar'),
  staff('vo-jan', 'Jan', 'Wouters', 'jan.wouters', 'OnthaalTeamverantwoordelijke'),
  staff('vo-noor', 'Noor', 'Claes', 'noor.claes', 'OnthaalLoketmedewerker'),
  staff('vo-ann', 'Ann', 'Vermeulen', 'ann.vermeulen', 'OnthaalBeheerder'),
  staff('vo-piet', 'Piet', 'Maes', 'piet.maes', 'OnthaalAdviseur'),
  staff('vo-tine', 'Tine', 'Callens', 'tine.callens', 'OnthaalInformatiebeheerder'),
  // Works for two municipalities: chooses the capacity at each login.
  {
    id: 'vo-luc',
    givenName: 'Luc',
    familyName: 'Hermans',
    emailAddress: 'luc.hermans@lindervelde.example.be',
    capacities: [
      staffOf(municipality, ['OnthaalTeamverantwoordelijke']),
      staffOf(elsewhere, ['OnthaalTeamverantwoordelijke']),
    ],
  },
  // Has a role, but is nobody in Onthaal.
  staff('vo-nobody', 'Nele', 'Onbekend', 'nele.onbekend', 'OnthaalLoketmedewerker'),
  // Is somebody in Onthaal, but ACM/IDM gives no role.
  {
    ...staff('vo-fatima', 'Fatima', 'Benali', 'fatima.benali', ''),
    capacities: [staffOf(municipality, [])],
  },
  // Is a clerk in Onthaal; ACM/IDM gives the role of an adviser only.
  staff('vo-zoe', 'Zoë', 'Vandenbossche', 'zoe.vandenbossche', 'OnthaalAdviseur'),
  {
    id: 'vo-citizen',
    givenName: 'Burger',
    familyName: 'Voorbeeld',
    emailAddress: 'burger@example.be',
    capacities: [
      { targetGroup: 'BUR', targetGroupName: 'Burger', organisationCode: '', organisationName: '', roles: [] },
    ],
  },
];
