import {
  calendarDays,
  choiceQuestion,
  numberQuestion,
  questions,
  retention,
  status,
  textQuestion,
  yesNoQuestion,
} from './building.ts';
import type { DossierTypeSeed, LifePath, Story, StoryContext } from './seed-type.ts';

const simple: readonly (readonly [string, string])[] = [
  ['verbouwen', 'Verbouwen van een eengezinswoning'],
  ['verbouwen', 'Veranda achteraan de woning'],
  ['bijgebouw', 'Garage in de achtertuin'],
  ['vellen', 'Vellen van twee hoogstammige bomen'],
  ['verharding', 'Oprit en terras in waterdoorlatende klinkers'],
];
const normal: readonly (readonly [string, string])[] = [
  ['nieuwbouw', 'Bouwen van een meergezinswoning met zes appartementen'],
  ['nieuwbouw', 'Bouwen van een driegevelwoning'],
  ['functie', 'Winkel omvormen tot horecazaak'],
  ['verkaveling', 'Verkavelen van een grond in vier loten'],
  ['nieuwbouw', 'Loods voor een houtbedrijf'],
];

function tellOf(works: readonly (readonly [string, string])[]) {
  return ({ random, place, applicant }: StoryContext): Story => {
    const [kind, words] = random.pick(works);
    return {
      subject: `${words}, ${place}`,
      description: `${words} op het adres ${place}. ${applicant.kind === 'enterprise' ? 'De aanvraag gebeurt door een onderneming.' : 'De aanvraag gebeurt door de eigenaar.'} ${random.pick(
        [
          'De plannen zijn opgemaakt door een architect en ingediend via het Omgevingsloket.',
          'Er is vooraf overleg geweest met de dienst Omgeving.',
          'De aanpalende eigenaars zijn op de hoogte.',
        ],
      )}`,
      answers: {
        soortWerken: kind,
        omschrijving: words,
        omvNummer: `OMV_20${random.between(25, 26)}${String(random.between(1, 999_999)).padStart(6, '0')}`,
        oppervlakte: random.between(12, 480),
        architect: kind !== 'vellen' && random.chance(0.9),
      },
    };
  };
}

const questionSchema = questions(
  {
    soortWerken: choiceQuestion('Welke werken?', 'De belangrijkste handeling van de aanvraag.', {
      nieuwbouw: 'Nieuwbouw',
      verbouwen: 'Verbouwen of uitbreiden',
      bijgebouw: 'Bijgebouw',
      functie: 'Functie wijzigen',
      verkaveling: 'Verkavelen',
      vellen: 'Bomen vellen',
      verharding: 'Verharding of reliëfwijziging',
    }),
    omschrijving: textQuestion('Omschrijving van het project', 'Zoals in het Omgevingsloket.', 2000),
    omvNummer: textQuestion('Nummer in het Omgevingsloket', 'Begint met OMV_.', 20),
    oppervlakte: numberQuestion('Oppervlakte (m²)', 'Van wat erbij komt of verandert.', 0, 100_000),
    architect: yesNoQuestion('Is er een architect?', 'Voor de meeste werken is een architect verplicht.'),
  },
  ['soortWerken', 'omschrijving', 'omvNummer'],
);

const statuses = [
  status(
    'submitted',
    'Uw aanvraag is ingediend. We kijken na of ze volledig is.',
    ['complete', 'incomplete', 'inadmissible', 'withdrawn'],
    {
      termEffect: 'none',
    },
  ),
  status('incomplete', 'Er ontbreken stukken in uw aanvraag.', ['complete', 'inadmissible', 'withdrawn'], {
    termEffect: 'none',
    action: 'Vul de ontbrekende stukken aan in het Omgevingsloket.',
  }),
  status(
    'complete',
    'Uw aanvraag is ontvankelijk en volledig. De termijn begint te lopen.',
    ['inProgress', 'awaitingAdvice'],
    {
      by: 'handlers',
    },
  ),
  status('inadmissible', 'Uw aanvraag kan niet behandeld worden. In de brief leest u waarom.', ['closed']),
  status('inProgress', 'We onderzoeken uw aanvraag.', ['awaitingAdvice', 'readyForDecision', 'withdrawn'], {
    by: 'handlers',
  }),
  status('awaitingAdvice', 'We wachten op advies, bijvoorbeeld van de brandweer.', ['inProgress', 'readyForDecision']),
  status('readyForDecision', 'Het college beslist binnenkort over uw aanvraag.', ['decided']),
  status('decided', 'Het college heeft beslist. U vindt de beslissing in het Omgevingsloket.', [
    'inExecution',
    'closed',
  ]),
  status('inExecution', 'U mag de werken uitvoeren. Meld het begin van de werken.', ['closed'], {
    code: 'ErkendVergund',
  }),
  status('closed', 'Uw vergunningsdossier is afgesloten.', []),
  status('withdrawn', 'U hebt uw aanvraag stopgezet.', []),
];

interface Procedure {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly ipdcId: string;
  readonly days: number;
  readonly weight: number;
  readonly works: readonly (readonly [string, string])[];
  readonly paths: readonly LifePath[];
}

function procedure(choice: Procedure): DossierTypeSeed {
  return {
    code: choice.code,
    name: choice.name,
    weight: choice.weight,
    applicants: ['citizen', 'citizen', 'enterprise'],
    site: 'home',
    channels: ['eCounter'],
    data: {
      theme: 'Wonen en bouwen',
      description: choice.description,
      ipdcId: choice.ipdcId,
      questionSchema,
      initialStatus: 'submitted',
      statuses,
      termRule: calendarDays(choice.code, choice.days, {
        startEvent: 'complete',
        suspendable: false,
        extendableBy: 60,
        warnAtPercent: 80,
        legalBasis:
          choice.days === 60
            ? 'Omgevingsvergunningsdecreet 25 april 2014, art. 46 (vereenvoudigde procedure)'
            : 'Omgevingsvergunningsdecreet 25 april 2014, art. 32 (gewone procedure)',
      }),
      defaultTeamId: 'team-omgeving',
      addressRequired: true,
      letterTemplateIds: ['template-ontvangstmelding-nl', 'template-onvolledig-nl', 'template-beslissing-nl'],
      priceCents: choice.days === 60 ? 5000 : 12_500,
      retention: retention(90004, 30, 'keep'),
    },
    paths: choice.paths,
    papers: [
      { title: 'Aanvraag uit het Omgevingsloket', file: 'aanvraag-omv.pdf', source: 'upload' },
      { title: 'Inplantingsplan', file: 'inplantingsplan.pdf', source: 'upload' },
      { title: 'Fotoreportage', file: 'fotos.pdf', source: 'upload' },
      { title: 'Advies hulpverleningszone', file: 'advies-brandweer.pdf', source: 'mail' },
      { title: 'Collegebesluit', file: 'collegebesluit.pdf', source: 'template' },
    ],
    contacts: [
      {
        subject: 'Wanneer beslist het college?',
        text: 'Aannemer kan binnenkort starten; vraagt wanneer de beslissing valt.',
      },
      { subject: 'Vraag van de architect', text: 'Architect vraagt of het aangepaste plan ontvangen is.' },
      { subject: 'Buur met vragen', text: 'Buur wil de plannen inkijken tijdens het openbaar onderzoek.' },
      { subject: 'Gele affiche', text: 'Vraagt waar en hoelang de gele affiche moet hangen.' },
    ],
    advisers: [
      { teamId: 'team-brandweer', title: 'Brandweeradvies omgevingsvergunning' },
      { teamId: 'team-mobiliteit', title: 'Advies parkeren en ontsluiting' },
    ],
    decision: { body: 'college', title: 'Omgevingsvergunning' },
    tell: tellOf(choice.works),
  };
}

export const omgevingsvergunningVereenvoudigd = procedure({
  code: 'omgevingsvergunning-vereenvoudigd',
  name: 'Omgevingsvergunning, vereenvoudigde procedure',
  description: 'Kleinere werken zonder openbaar onderzoek: beslissing binnen 60 dagen na de volledigverklaring.',
  ipdcId: '90004',
  days: 60,
  weight: 7,
  works: simple,
  paths: [
    {
      weight: 62,
      steps: [
        ['submitted', 14],
        ['complete', 2],
        ['inProgress', 24],
        ['readyForDecision', 12],
        ['decided', 35],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 14,
      steps: [
        ['submitted', 12],
        ['incomplete', 16],
        ['complete', 2],
        ['awaitingAdvice', 20],
        ['readyForDecision', 14],
        ['decided', 35],
        ['inExecution', 60],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 8,
      steps: [
        ['submitted', 14],
        ['complete', 2],
        ['inProgress', 26],
        ['readyForDecision', 14],
        ['decided', 35],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 8,
      steps: [
        ['submitted', 16],
        ['inadmissible', 5],
        ['closed', 0],
      ],
    },
    {
      weight: 5,
      steps: [
        ['submitted', 14],
        ['complete', 2],
        ['inProgress', 18],
        ['withdrawn', 0],
      ],
    },
  ],
});

export const omgevingsvergunningGewoon = procedure({
  code: 'omgevingsvergunning-gewoon',
  name: 'Omgevingsvergunning, gewone procedure',
  description: 'Grotere werken met openbaar onderzoek: beslissing binnen 105 dagen na de volledigverklaring.',
  ipdcId: '90005',
  days: 105,
  weight: 4,
  works: normal,
  paths: [
    {
      weight: 60,
      steps: [
        ['submitted', 20],
        ['complete', 3],
        ['awaitingAdvice', 45],
        ['inProgress', 15],
        ['readyForDecision', 16],
        ['decided', 35],
        ['inExecution', 90],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 18,
      steps: [
        ['submitted', 18],
        ['incomplete', 20],
        ['complete', 3],
        ['awaitingAdvice', 50],
        ['readyForDecision', 18],
        ['decided', 35],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 12,
      steps: [
        ['submitted', 20],
        ['complete', 3],
        ['inProgress', 40],
        ['readyForDecision', 20],
        ['decided', 35],
        ['closed', 0],
      ],
      outcome: 'partly',
    },
    {
      weight: 6,
      steps: [
        ['submitted', 20],
        ['inadmissible', 6],
        ['closed', 0],
      ],
    },
    {
      weight: 4,
      steps: [
        ['submitted', 20],
        ['complete', 3],
        ['inProgress', 30],
        ['withdrawn', 0],
      ],
    },
  ],
});
