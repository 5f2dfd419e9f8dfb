/** What people say and what was answered, for contacts of every kind. */
export const generalContacts: readonly { readonly subject: string; readonly text: string }[] = [
  { subject: 'Openingsuren gevraagd', text: 'Vraagt of het loket op donderdagavond open is. Ja, tot 19 uur.' },
  {
    subject: 'Attest van woonst',
    text: 'Heeft een attest van woonst nodig voor de bank. Meteen afgedrukt en meegegeven.',
  },
  {
    subject: 'Identiteitskaart vervalt',
    text: 'Kreeg een brief dat de kaart vervalt. Afspraak gemaakt bij Burgerzaken.',
  },
  {
    subject: 'Pasfoto in orde?',
    text: 'Vraagt of een foto van vorig jaar nog goed is. Uitgelegd dat ze recent moet zijn.',
  },
  { subject: 'Factuur kerkhof', text: 'Begrijpt de factuur van de concessie niet. Doorgegeven aan Financiën.' },
  { subject: 'Ophaling grofvuil', text: 'Wil grofvuil laten ophalen. Doorverwezen naar de afvalintercommunale.' },
  { subject: 'Sportkamp inschrijven', text: 'Wil de kinderen inschrijven voor het sportkamp in de paasvakantie.' },
  { subject: 'Rijbewijs kwijt', text: 'Rijbewijs verloren; aangifte gedaan bij de politie en duplicaat aangevraagd.' },
  { subject: 'Verloren voorwerp', text: 'Vraagt of er een blauwe fietshelm binnengebracht is.' },
  {
    subject: 'Uitleg Mijn Burgerprofiel',
    text: 'Weet niet waar de stand van zaken te vinden is. Samen bekeken op het scherm.',
  },
];

export const progressContacts: readonly { readonly subject: string; readonly text: string }[] = [
  { subject: 'Stand van zaken', text: 'Vraagt hoever het dossier staat. Status en verwachte datum meegedeeld.' },
  {
    subject: 'Bijkomende stukken bezorgd',
    text: 'Brengt de gevraagde stukken binnen. Ingescand en bij het dossier gevoegd.',
  },
  { subject: 'Ander telefoonnummer', text: 'Geeft een nieuw gsm-nummer door om teruggebeld te worden.' },
  { subject: 'Vraag om teruggebeld te worden', text: 'Wil de behandelaar zelf spreken. Terugbelverzoek gemaakt.' },
  {
    subject: 'Brief niet begrepen',
    text: 'Heeft onze brief gekregen maar begrijpt niet wat er nu moet gebeuren. Rustig uitgelegd.',
  },
];

export const openingTexts: readonly string[] = [
  'Vraag gesteld en samen de gegevens overlopen. Dossier aangemaakt.',
  'Aanvraag ingediend. Gezegd wanneer een antwoord te verwachten is.',
  'Uitleg gegeven over het verdere verloop en het dossiernummer meegegeven.',
  'Identiteit nagekeken, formulier samen ingevuld.',
];

export const mailOpenings: readonly string[] = [
  'Beste, ik heb een vraag. ',
  'Goedemiddag, graag had ik het volgende gevraagd. ',
  'Geachte mevrouw, geachte heer, ',
  'Hallo, ',
];

export const answerTexts: readonly string[] = [
  'Teruggebeld en de beslissing toegelicht. Alles is duidelijk.',
  'Gemeld dat de aanvraag in behandeling is en dat er volgende week nieuws komt.',
  'Uitgelegd welke stukken er nog ontbreken. Worden deze week bezorgd.',
  'Geen antwoord, bericht ingesproken.',
  'Antwoord gemaild met de nodige uitleg en de link naar Mijn Burgerprofiel.',
];

export const labels = [
  'dringend',
  'stand van zaken',
  'nieuw dossier',
  'bijkomende stukken',
  'compliment',
  'doorverwezen',
];
