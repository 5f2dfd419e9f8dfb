/**
 * Records that are in every seed, for demos and tests. Their ids, numbers and names never change; their dates lie around the
 * `today` of the seed.
 */

/** Marie-Hélène Van den Broeck, Kerkstraat 14: wants to renovate, prefers the phone. Lives with Thomas and their daughter. */
export const marieHelene = {
  id: 'person-marie-helene',
  displayName: 'Marie-Hélène Van den Broeck',
  nationalNumber: '88631290257',
  birthDate: '1988-03-12',
} as const;

/** Thomas Lefèvre, her partner, at the same address; co-applicant. */
export const thomas = {
  id: 'person-thomas',
  displayName: 'Thomas Lefèvre',
  nationalNumber: '86710590188',
  birthDate: '1986-11-05',
} as const;

/** Their daughter Élise. */
export const elise = {
  id: 'person-elise',
  displayName: 'Élise Lefèvre',
  nationalNumber: '17652090119',
  birthDate: '2017-05-20',
} as const;

/** The architect of Marie-Hélène and Thomas: takes part from a distance. */
export const architect = {
  id: 'person-architect',
  displayName: 'Architectenbureau De Passer BV',
  enterpriseNumber: '1999900270',
} as const;

/** An elderly man who applies for the carer's allowance; his papers are not complete. */
export const jozef = {
  id: 'person-jozef',
  displayName: 'Jozef Verstraete',
  nationalNumber: '47621990147',
  birthDate: '1947-02-19',
} as const;

/** Applicant of the permit whose last day moved because of a holiday. */
export const lukasz = {
  id: 'person-lukasz',
  displayName: 'Łukasz Wiśniewski',
  nationalNumber: '83651790111',
  birthDate: '1983-05-17',
} as const;

/** Flag `addressSecret`: her address is never told. */
export const addressSecretPerson = {
  id: 'person-address-secret',
  displayName: 'Nadia Haddad',
  nationalNumber: '92683090224',
  birthDate: '1992-08-30',
} as const;

/** Flag `deceased`. */
export const deceasedPerson = {
  id: 'person-deceased',
  displayName: 'Omer Claeys',
  nationalNumber: '38660490145',
  birthDate: '1938-06-04',
} as const;

export const bakery = {
  id: 'person-bakkerij',
  displayName: 'Bakkerij De Korenaar BV',
  enterpriseNumber: '1999900171',
} as const;

export const brassBand = {
  id: 'person-fanfare',
  displayName: 'Koninklijke Fanfare De Lindeblazers vzw',
  associationCode: 'V9999001',
} as const;

/** "Informatie over verbouwen, Kerkstraat 14": in progress at team-omgeving with Karim, with e-mail, letter, call, appointment. */
export const renovationDossier = {
  id: 'dossier-verbouwen-kerkstraat',
  number: '2026-LV-00001',
  subject: 'Informatie over verbouwen, Kerkstraat 14',
  teamId: 'team-omgeving',
  handlerId: 'member-karim',
} as const;

/** A terrace of the bakery: its term is over and nobody decided. */
export const lateDossier = { id: 'dossier-terras-te-laat', number: '2026-LV-00002' } as const;

/** Jozef's carer's allowance: incomplete, so the term stands still. */
export const suspendedDossier = { id: 'dossier-mantelzorg-onvolledig', number: '2026-LV-00003' } as const;

/** Łukasz's permit: the term would end on a legal holiday, so it ends on the next working day. */
export const holidayShiftedDossier = { id: 'dossier-vergunning-feestdag', number: '2026-LV-00004' } as const;

/** A finished report of a problem by Thomas, with advice, a decision and an evaluation. */
export const closedDossier = { id: 'dossier-melding-afgehandeld', number: '2026-LV-00005' } as const;

/** The hybrid appointment of Marie-Hélène with Karim in the Molenzaal, the architect from a distance. */
export const hybridAppointment = {
  id: 'appointment-verbouwen-hybride',
  code: 'LVMOLEN',
  roomId: 'room-molenzaal',
} as const;

/** The promise to call Marie-Hélène back, with Karim. */
export const callBackTask = { id: 'task-terugbellen-marie-helene' } as const;
