import { dayText, dutchDay } from '../days.ts';
import {
  choiceQuestion,
  dateQuestion,
  numberQuestion,
  questions,
  retention,
  status,
  workingDays,
  yesNoQuestion,
} from './building.ts';
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

const reasons: readonly (readonly [string, string])[] = [
  ['verhuis', 'Parkeerverbod voor een verhuiswagen'],
  ['verhuis', 'Verhuislift op de stoep'],
  ['container', 'Container voor bouwafval'],
  ['stelling', 'Stelling tegen de gevel'],
  ['terras', 'Terras op het voetpad'],
  ['kraan', 'Mobiele kraan op de rijweg'],
  ['levering', 'Levering van beton'],
];

function tell({ random, place, openedOn }: StoryContext): Story {
  const [kind, words] = random.pick(reasons);
  const from = openedOn + random.between(7, 40);
  const days = kind === 'terras' ? random.between(60, 180) : random.between(1, 21);
  return {
    subject: `${words}, ${place}`,
    description: `${words} ter hoogte van ${place}, vanaf ${dutchDay(from)} voor ${days} ${days === 1 ? 'dag' : 'dagen'}. ${random.pick(
      [
        'Het voetpad blijft vrij.',
        'De bus kan er nog door.',
        'Graag ook de verkeersborden te huur.',
        'De buren weten het.',
      ],
    )}`,
    answers: {
      reden: kind,
      vanaf: dayText(from),
      aantalDagen: days,
      lengte: random.between(4, 30),
      rijwegVersperd: random.chance(0.25),
      bordenHuren: random.chance(0.5),
    },
  };
}

export const innameOpenbaarDomein: DossierTypeSeed = {
  code: 'inname-openbaar-domein',
  name: 'Inname van het openbaar domein',
  weight: 12,
  applicants: ['citizen', 'citizen', 'enterprise'],
  site: 'anywhere',
  channels: ['eCounter', 'eCounter', 'email', 'counter'],
  data: {
    theme: 'Mobiliteit en openbaar domein',
    description:
      'Tijdelijk een deel van straat of stoep gebruiken voor een verhuis, container, stelling, kraan of terras.',
    ipdcId: '90006',
    questionSchema: questions(
      {
        reden: choiceQuestion('Waarvoor?', 'Kies wat het best past.', {
          verhuis: 'Verhuizen',
          container: 'Container',
          stelling: 'Stelling',
          terras: 'Terras',
          kraan: 'Kraan',
          levering: 'Levering',
        }),
        vanaf: dateQuestion('Vanaf wanneer?', 'Vraag minstens tien werkdagen vooraf aan.'),
        aantalDagen: numberQuestion('Hoeveel dagen?', 'De eerste en de laatste dag tellen mee.', 1, 365),
        lengte: numberQuestion('Hoeveel meter?', 'De lengte langs de stoeprand.', 1, 200),
        rijwegVersperd: yesNoQuestion('Is de rijweg versperd?', 'Dan is er een omleiding nodig.'),
        bordenHuren: yesNoQuestion('Borden huren?', 'Wij kunnen de parkeerborden plaatsen.'),
      },
      ['reden', 'vanaf', 'aantalDagen', 'lengte', 'rijwegVersperd'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'Uw aanvraag is ingediend.', ['inProgress', 'incomplete', 'inadmissible', 'withdrawn']),
      status('incomplete', 'We hebben nog een plan of foto nodig.', ['inProgress', 'withdrawn'], {
        action: 'Bezorg een schets van de plaats op straat.',
      }),
      status('inProgress', 'We bekijken uw aanvraag.', ['awaitingAdvice', 'decided', 'incomplete', 'withdrawn']),
      status('awaitingAdvice', 'We vragen advies aan de politie.', ['inProgress', 'decided']),
      status('inadmissible', 'Uw aanvraag kwam te laat of is niet voor de gemeente.', ['closed']),
      status('decided', 'Er is beslist over uw aanvraag.', ['inExecution', 'closed']),
      status('inExecution', 'U mag de plaats gebruiken zoals in de vergunning staat.', ['closed'], {
        code: 'ErkendVergund',
      }),
      status('closed', 'De periode is voorbij en uw dossier is afgesloten.', [], { by: 'desk' }),
      status('withdrawn', 'U hebt uw aanvraag ingetrokken.', []),
    ],
    termRule: workingDays('inname10', 10, { legalBasis: 'Politiereglement van de gemeente Lindervelde, art. 38' }),
    defaultTeamId: 'team-mobiliteit',
    addressRequired: true,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-beslissing-nl'],
    priceCents: 2500,
    retention: retention(90006, 5, 'destroy'),
  },
  paths: [
    {
      weight: 74,
      steps: [
        ['submitted', 2],
        ['inProgress', 4],
        ['decided', 6],
        ['inExecution', 14],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 10,
      steps: [
        ['submitted', 2],
        ['inProgress', 2],
        ['awaitingAdvice', 6],
        ['decided', 6],
        ['inExecution', 14],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 8,
      steps: [
        ['submitted', 2],
        ['incomplete', 5],
        ['inProgress', 3],
        ['decided', 5],
        ['inExecution', 10],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 4,
      steps: [
        ['submitted', 2],
        ['inProgress', 5],
        ['decided', 4],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 4,
      steps: [
        ['submitted', 3],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'Schets van de inname', file: 'schets-inname.pdf', source: 'upload' },
    { title: 'Vergunning inname openbaar domein', file: 'vergunning-inname.pdf', source: 'template' },
    { title: 'Foto van de straat', file: 'straat.jpg', source: 'upload' },
  ],
  contacts: [
    { subject: 'Borden nog niet geplaatst', text: 'De parkeerborden staan er nog niet, de verhuis is overmorgen.' },
    { subject: 'Periode verlengen', text: 'De werken lopen uit; wil de container een week langer laten staan.' },
    { subject: 'Hoeveel kost het?', text: 'Vraagt naar de prijs per dag en per meter.' },
  ],
  advisers: [{ teamId: 'team-technisch', title: 'Advies over de omleiding' }],
  decision: { body: 'college', title: 'Tijdelijke inname van het openbaar domein' },
  tell,
};
