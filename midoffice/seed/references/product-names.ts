import type { TranslatedNames } from '@onthaal/contract/entities/reference-kinds.ts';

/** In French, English and German. */
const names: Readonly<Record<string, readonly [fr: string, en: string, de: string]>> = {
  'eid-aanvraag': ['Demander une carte d’identité', 'Apply for an identity card', 'Personalausweis beantragen'],
  'eid-afhalen': ['Retirer une carte d’identité', 'Collect an identity card', 'Personalausweis abholen'],
  'kids-id': ['Demander une Kids-ID', 'Apply for a Kids-ID', 'Kids-ID beantragen'],
  reispas: ['Demander un passeport', 'Apply for a passport', 'Reisepass beantragen'],
  rijbewijs: ['Demander un permis de conduire', 'Apply for a driving licence', 'Führerschein beantragen'],
  pincode: ['Nouveau code PIN', 'New PIN code', 'Neuer PIN-Code'],
  adreswijziging: ['Changer d’adresse', 'Change of address', 'Adresse ändern'],
  'attest-woonst': ['Certificat de résidence', 'Certificate of residence', 'Wohnsitzbescheinigung'],
  'uittreksel-strafregister': [
    'Extrait de casier judiciaire',
    'Criminal record certificate',
    'Auszug aus dem Strafregister',
  ],
  wettiging: ['Légaliser une signature', 'Legalisation of a signature', 'Unterschrift beglaubigen'],
  geboorteaangifte: ['Déclarer une naissance', 'Declare a birth', 'Geburt anmelden'],
  huwelijksaangifte: ['Déclarer un mariage', 'Declare a marriage', 'Eheschließung anmelden'],
  overlijden: ['Déclarer un décès', 'Declare a death', 'Sterbefall anmelden'],
  verbouwen: ['Conseil sur des travaux', 'Advice on building work', 'Beratung zum Umbau'],
  vergunning: [
    'Entretien sur un permis d’environnement',
    'Talk about an environmental permit',
    'Gespräch über eine Umgebungsgenehmigung',
  ],
  'premie-renovatie': [
    'Explication des primes à la rénovation',
    'Renovation grants explained',
    'Auskunft über Renovierungsprämien',
  ],
  mantelzorg: [
    'Demander la prime d’aidant proche',
    'Apply for the carer’s allowance',
    'Prämie für pflegende Angehörige beantragen',
  ],
  'sociale-hulp': [
    'Entretien avec un assistant social',
    'Talk to a social worker',
    'Gespräch mit einem Sozialarbeiter',
  ],
  thuiszorg: [
    'Aide ménagère ou repas à domicile',
    'Cleaning help or meals at home',
    'Putzhilfe oder Mahlzeiten zu Hause',
  ],
  bewonerskaart: [
    'Demander une carte de riverain',
    'Apply for a resident’s parking card',
    'Bewohnerparkausweis beantragen',
  ],
  inname: ['Occupation de la voie publique', 'Use of the public road', 'Nutzung der öffentlichen Straße'],
  evenement: ['Parler d’un événement', 'Talk about an event', 'Veranstaltung besprechen'],
  subsidie: ['Subside pour une association', 'Grant for an association', 'Zuschuss für einen Verein'],
  belasting: [
    'Question sur une taxe ou une facture',
    'Question about a tax or an invoice',
    'Frage zu einer Steuer oder Rechnung',
  ],
  inzage: ['Consulter un document', 'Inspect a document', 'Ein Dokument einsehen'],
};

/** How a product of the demo is called in other languages; nothing for one without. */
export function namesOf(code: string): { readonly names?: TranslatedNames } {
  const known = names[code];
  if (known === undefined) return {};
  const [fr, en, de] = known;
  return { names: { fr, en, de } };
}
