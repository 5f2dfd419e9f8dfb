import type { TranslatedNames } from '@onthaal/contract/entities/reference-kinds.ts';

type Words = Readonly<Record<string, readonly [fr: string, en: string, de: string]>>;

const themes: Words = {
  Burgerzaken: ['Population et état civil', 'Civil affairs', 'Bürgerangelegenheiten'],
  'Wonen en bouwen': ['Logement et construction', 'Housing and building', 'Wohnen und Bauen'],
  'Welzijn en gezondheid': ['Bien-être et santé', 'Welfare and health', 'Soziales und Gesundheit'],
  Mobiliteit: ['Mobilité', 'Mobility', 'Mobilität'],
  'Vrije tijd': ['Loisirs', 'Leisure', 'Freizeit'],
  Financiën: ['Finances', 'Finance', 'Finanzen'],
};

const papers: Words = {
  'Uw identiteitskaart': ['Votre carte d’identité', 'Your identity card', 'Ihr Personalausweis'],
  'Een recente pasfoto': ['Une photo d’identité récente', 'A recent passport photo', 'Ein aktuelles Passfoto'],
  'De brief met pin- en pukcode': [
    'La lettre avec les codes PIN et PUK',
    'The letter with the PIN and PUK codes',
    'Der Brief mit PIN- und PUK-Code',
  ],
  'Het kind zelf': ['L’enfant lui-même', 'The child itself', 'Das Kind selbst'],
  'Een pasfoto van het kind': [
    'Une photo d’identité de l’enfant',
    'A passport photo of the child',
    'Ein Passfoto des Kindes',
  ],
  'Het bewijs van het examen': ['La preuve de l’examen', 'Proof of the exam', 'Der Nachweis der Prüfung'],
  'De kaart van iedereen die verhuist': [
    'La carte de chaque personne qui déménage',
    'The card of everybody who moves',
    'Der Ausweis aller, die umziehen',
  ],
  'Het stuk, nog niet ondertekend': [
    'Le document, pas encore signé',
    'The document, not signed yet',
    'Das Schriftstück, noch nicht unterschrieben',
  ],
  'Het attest van de arts of vroedvrouw': [
    'L’attestation du médecin ou de la sage-femme',
    'The certificate of the doctor or midwife',
    'Die Bescheinigung des Arztes oder der Hebamme',
  ],
  'De identiteitskaart van beide partners': [
    'La carte d’identité des deux partenaires',
    'The identity cards of both partners',
    'Die Personalausweise beider Partner',
  ],
  'Het attest van de arts': [
    'L’attestation du médecin',
    'The certificate of the doctor',
    'Die Bescheinigung des Arztes',
  ],
  'Het trouwboekje': ['Le livret de mariage', 'The marriage booklet', 'Das Familienstammbuch'],
  'Bewijs van inkomen': ['Une preuve de revenus', 'Proof of income', 'Einkommensnachweis'],
  'Het attest van de huisarts': [
    'L’attestation du médecin traitant',
    'The certificate of the family doctor',
    'Die Bescheinigung des Hausarztes',
  ],
  'Het inschrijvingsbewijs van de wagen': [
    'Le certificat d’immatriculation de la voiture',
    'The registration certificate of the car',
    'Der Fahrzeugschein',
  ],
};

const trees: Words = {
  'Mijn kaart, reispas of rijbewijs': [
    'Ma carte, mon passeport ou mon permis de conduire',
    'My card, passport or driving licence',
    'Mein Ausweis, Reisepass oder Führerschein',
  ],
  'Waarover gaat het?': ['De quoi s’agit-il ?', 'What is it about?', 'Worum geht es?'],
  'Mijn identiteitskaart': ['Ma carte d’identité', 'My identity card', 'Mein Personalausweis'],
  'De kaart van mijn kind': ['La carte de mon enfant', 'The card of my child', 'Der Ausweis meines Kindes'],
  'Een reispas': ['Un passeport', 'A passport', 'Ein Reisepass'],
  'Een rijbewijs': ['Un permis de conduire', 'A driving licence', 'Ein Führerschein'],
  'Wat is er met de kaart?': ['Qu’y a-t-il avec la carte ?', 'What is it with the card?', 'Was ist mit dem Ausweis?'],
  'Ze vervalt, is kapot of ben ik kwijt': [
    'Elle expire, est abîmée ou je l’ai perdue',
    'It expires, is broken or I lost it',
    'Er läuft ab, ist kaputt oder ich habe ihn verloren',
  ],
  'Ik kreeg de brief om ze af te halen': [
    'J’ai reçu la lettre pour la retirer',
    'I got the letter to collect it',
    'Ich habe den Brief zum Abholen bekommen',
  ],
  'Ik ken mijn pincode niet meer': [
    'Je ne connais plus mon code PIN',
    'I forgot my PIN code',
    'Ich habe meinen PIN-Code vergessen',
  ],
  'Hoe oud is het kind?': ['Quel âge a l’enfant ?', 'How old is the child?', 'Wie alt ist das Kind?'],
  'Jonger dan 12': ['Moins de 12 ans', 'Under 12', 'Jünger als 12'],
  '12 of ouder': ['12 ans ou plus', '12 or older', '12 oder älter'],
  'Ik ben verhuisd of ga verhuizen': [
    'J’ai déménagé ou je vais déménager',
    'I moved or am going to move',
    'Ich bin umgezogen oder ziehe um',
  ],
  'Wie verhuist er?': ['Qui déménage ?', 'Who is moving?', 'Wer zieht um?'],
  'Ik alleen': ['Moi seul', 'Just me', 'Ich allein'],
  'Wij met twee': ['Nous deux', 'The two of us', 'Wir zu zweit'],
  'Een gezin': ['Une famille', 'A family', 'Eine Familie'],
  'Ik wil een bewonerskaart voor mijn wagen': [
    'Je veux une carte de riverain pour ma voiture',
    'I want a resident’s permit for my car',
    'Ich möchte einen Bewohnerausweis für mein Auto',
  ],
  'Een geboorte, huwelijk of overlijden': [
    'Une naissance, un mariage ou un décès',
    'A birth, marriage or death',
    'Eine Geburt, eine Heirat oder ein Todesfall',
  ],
  'Wat wilt u aangeven?': ['Que voulez-vous déclarer ?', 'What do you want to declare?', 'Was möchten Sie anmelden?'],
  'Een geboorte': ['Une naissance', 'A birth', 'Eine Geburt'],
  'Een huwelijk': ['Un mariage', 'A marriage', 'Eine Heirat'],
  'Een overlijden': ['Un décès', 'A death', 'Ein Todesfall'],
  'Ik heb hulp nodig': ['J’ai besoin d’aide', 'I need help', 'Ich brauche Hilfe'],
  'Waarbij?': ['Pour quoi ?', 'With what?', 'Wobei?'],
  'Met geld, wonen of papieren': [
    'L’argent, le logement ou les papiers',
    'Money, housing or papers',
    'Bei Geld, Wohnen oder Papieren',
  ],
  'Ik zorg voor iemand': ['Je m’occupe de quelqu’un', 'I care for somebody', 'Ich sorge für jemanden'],
  'In het huishouden, of warme maaltijden': [
    'Le ménage, ou des repas chauds',
    'Housekeeping, or warm meals',
    'Im Haushalt, oder warme Mahlzeiten',
  ],
  'Ik heb een attest of handtekening nodig': [
    'J’ai besoin d’une attestation ou d’une signature',
    'I need a certificate or a signature',
    'Ich brauche eine Bescheinigung oder Unterschrift',
  ],
  'Wat hebt u nodig?': ['De quoi avez-vous besoin ?', 'What do you need?', 'Was brauchen Sie?'],
  'Een bewijs van waar ik woon': ['Une preuve de mon domicile', 'Proof of where I live', 'Ein Nachweis, wo ich wohne'],
};

const words: Words = { ...themes, ...papers, ...trees };

/** What is translated for the demo; some is not, as it is in a municipality. */
export function translationsOf(dutch: string): TranslatedNames | undefined {
  const found = Object.hasOwn(words, dutch) ? words[dutch] : undefined;
  if (found === undefined) return undefined;
  const [fr, en, de] = found;
  return { fr, en, de };
}
