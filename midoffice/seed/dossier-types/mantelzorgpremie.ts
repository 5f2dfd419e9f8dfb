import { dayText } from '../days.ts';
import {
  calendarDays,
  choiceQuestion,
  dateQuestion,
  numberQuestion,
  questions,
  retention,
  status,
  textQuestion,
  yesNoQuestion,
} from './building.ts';
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

const bonds: readonly { readonly key: string; readonly words: string }[] = [
  { key: 'ouder', words: 'mijn moeder' },
  { key: 'ouder', words: 'mijn vader' },
  { key: 'partner', words: 'mijn partner' },
  { key: 'kind', words: 'onze zoon' },
  { key: 'kind', words: 'onze dochter' },
  { key: 'buur', words: 'mijn buurvrouw' },
  { key: 'andere', words: 'mijn tante' },
];
const reasons = [
  'na een heupoperatie',
  'sinds de diagnose van dementie',
  'omdat alleen wonen niet meer lukt',
  'na een beroerte in het voorjaar',
  'met een zware beperking',
];

function tell({ random, openedOn, applicant }: StoryContext): Story {
  const bond = random.pick(bonds);
  const hours = random.between(6, 40);
  return {
    subject: `Mantelzorgpremie, zorg voor ${bond.words}`,
    description: `${applicant.displayName} zorgt ${hours} uur per week voor ${bond.words} ${random.pick(reasons)}. ${random.pick(
      [
        'De aanvraag wordt verder ingevuld in een videogesprek.',
        'Aan het loket uitleg gegeven over de digitale balie.',
        'Het attest van de huisarts volgt nog.',
        'Wil graag hulp bij het digitaal ondertekenen.',
      ],
    )}`,
    answers: {
      relatie: bond.key,
      urenPerWeek: hours,
      zorgSinds: dayText(openedOn - random.between(60, 1500)),
      samenwonend: bond.key === 'partner' || random.chance(0.3),
      attest: random.weighted([
        { weight: 5, key: 'zorgverzekering' },
        { weight: 3, key: 'huisarts' },
        { weight: 2, key: 'geen' },
      ]).key,
      rekeningOpNaam: true,
    },
  };
}

const questionSchema = questions(
  {
    relatie: choiceQuestion('Voor wie zorgt u?', 'Uw band met de persoon die zorg krijgt.', {
      partner: 'Partner',
      ouder: 'Ouder of schoonouder',
      kind: 'Kind',
      buur: 'Buur of vriend',
      andere: 'Iemand anders',
    }),
    zorgvrager: textQuestion('Naam van de zorgvrager', 'Voornaam en naam van wie zorg krijgt.', 120),
    urenPerWeek: numberQuestion('Hoeveel uur per week?', 'Een gemiddelde is goed genoeg.', 1, 168),
    zorgSinds: dateQuestion('Sinds wanneer zorgt u?', 'De premie kan tot drie maanden terug ingaan.'),
    samenwonend: yesNoQuestion('Woont u samen?', 'Wonen u en de zorgvrager op hetzelfde adres?'),
    attest: choiceQuestion('Welk bewijs hebt u?', 'Zonder bewijs is de aanvraag nog niet volledig.', {
      zorgverzekering: 'Beslissing van de zorgverzekering',
      huisarts: 'Attest van de huisarts',
      geen: 'Nog geen bewijs',
    }),
    rekeningOpNaam: yesNoQuestion('Rekening op eigen naam?', 'We betalen alleen op een rekening van de mantelzorger.'),
  },
  ['relatie', 'urenPerWeek', 'zorgSinds', 'samenwonend', 'attest'],
);

const statuses = [
  status('registered', 'We hebben uw inschrijving als mantelzorger genoteerd.', ['submitted', 'withdrawn']),
  status('submitted', 'Uw aanvraag is ingediend.', ['complete', 'incomplete', 'inProgress', 'withdrawn']),
  status('incomplete', 'Er ontbreekt nog een bewijsstuk.', ['complete', 'withdrawn'], {
    action: 'Bezorg het attest van de huisarts of de zorgverzekering.',
  }),
  status('complete', 'Uw aanvraag is volledig.', ['inProgress', 'readyForDecision']),
  status('inProgress', 'We onderzoeken uw recht op de premie.', ['incomplete', 'readyForDecision', 'withdrawn']),
  status('readyForDecision', 'Uw aanvraag wordt voorgelegd voor beslissing.', ['decided']),
  status('decided', 'Er is beslist over uw premie. U krijgt een brief met uitleg.', ['inExecution', 'closed']),
  status('inExecution', 'We betalen uw premie uit.', ['closed'], { code: 'KlaarVoorBetaling' }),
  status('closed', 'Uw aanvraag is afgehandeld.', ['reopened']),
  status('withdrawn', 'U hebt uw aanvraag ingetrokken.', ['reopened']),
  status('reopened', 'We bekijken uw aanvraag opnieuw.', ['inProgress', 'closed']),
];

export const mantelzorgpremie: DossierTypeSeed = {
  code: 'mantelzorgpremie',
  name: 'Mantelzorgpremie',
  weight: 7,
  applicants: ['citizen'],
  site: 'home',
  channels: ['counter', 'video', 'eCounter', 'counter'],
  data: {
    theme: 'Welzijn en gezondheid',
    description:
      'Premie van 40 euro per maand voor wie zorgt voor een naaste. Aanvragen kan aan het loket of via de digitale balie.',
    ipdcId: '90003',
    questionSchema,
    initialStatus: 'registered',
    statuses,
    termRule: calendarDays('mantelzorg45', 45, {
      legalBasis: 'Reglement mantelzorgpremie van de gemeente Lindervelde, art. 6',
    }),
    defaultTeamId: 'team-sociaal',
    addressRequired: true,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-onvolledig-nl', 'template-beslissing-nl'],
    retention: retention(90003, 10, 'destroy'),
  },
  paths: [
    {
      weight: 52,
      steps: [
        ['registered', 4],
        ['submitted', 3],
        ['complete', 4],
        ['readyForDecision', 9],
        ['decided', 5],
        ['inExecution', 12],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 28,
      steps: [
        ['registered', 3],
        ['submitted', 4],
        ['incomplete', 14],
        ['complete', 4],
        ['readyForDecision', 9],
        ['decided', 5],
        ['inExecution', 12],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 12,
      steps: [
        ['registered', 3],
        ['submitted', 3],
        ['inProgress', 9],
        ['readyForDecision', 8],
        ['decided', 10],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 4,
      steps: [
        ['registered', 3],
        ['submitted', 3],
        ['inProgress', 12],
        ['readyForDecision', 8],
        ['decided', 5],
        ['inExecution', 10],
        ['closed', 0],
      ],
      outcome: 'partly',
    },
    {
      weight: 4,
      steps: [
        ['registered', 3],
        ['submitted', 5],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'Aanvraagformulier mantelzorgpremie', file: 'aanvraag-mantelzorg.pdf', source: 'template' },
    { title: 'Attest van de huisarts', file: 'attest-huisarts.pdf', source: 'scan' },
    { title: 'Beslissing zorgverzekering', file: 'zorgverzekering.pdf', source: 'upload' },
  ],
  contacts: [
    {
      subject: 'Hulp bij de digitale balie',
      text: 'Weet niet hoe het videogesprek werkt. Stap voor stap samen doorlopen en een handleiding meegegeven.',
    },
    { subject: 'Wanneer wordt er betaald?', text: 'Vraagt wanneer de premie van dit kwartaal gestort wordt.' },
    { subject: 'Attest nog niet klaar', text: 'De huisarts is met vakantie, het attest komt volgende week.' },
    { subject: 'Videogesprek gevoerd', text: 'Aanvraag samen overlopen op het scherm en digitaal ondertekend.' },
  ],
  decision: { body: 'college', title: 'Toekenning mantelzorgpremie' },
  tell,
};
