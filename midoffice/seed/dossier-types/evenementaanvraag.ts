import { dayText, dutchDay } from '../days.ts';
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

const events: readonly (readonly [string, string])[] = [
  ['straatfeest', 'Straatfeest'],
  ['straatfeest', 'Buurtbarbecue'],
  ['sport', 'Stratenloop'],
  ['sport', 'Wielerwedstrijd voor nieuwelingen'],
  ['markt', 'Rommelmarkt'],
  ['markt', 'Kerstmarkt'],
  ['muziek', 'Openluchtconcert van de harmonie'],
  ['fuif', 'Fuif in de parochiezaal'],
  ['optocht', 'Lampionnentocht'],
  ['optocht', 'Halloweentocht'],
  ['andere', 'Spaghettiavond'],
];

function tell({ random, place, openedOn, applicant }: StoryContext): Story {
  const [kind, words] = random.pick(events);
  const day = openedOn + random.between(30, 120);
  const visitors = random.pick([40, 60, 80, 120, 150, 250, 400, 800, 1500]);
  return {
    subject: `${words} op ${dutchDay(day)}, ${place}`,
    description: `${words} georganiseerd door ${applicant.displayName}. We verwachten ongeveer ${visitors} bezoekers. ${random.pick(
      [
        'We vragen om de straat af te sluiten van 14 tot 23 uur.',
        'Er is een tent en een kleine drankstand.',
        'Graag zes nadarhekken en twintig tafels.',
        'De muziek stopt om 1 uur.',
      ],
    )}`,
    answers: {
      soort: kind,
      naam: words,
      datum: dayText(day),
      bezoekers: visitors,
      straatAfsluiten: kind === 'straatfeest' || random.chance(0.4),
      alcohol: random.chance(0.7),
      muziek: kind === 'muziek' || kind === 'fuif' || random.chance(0.5),
    },
  };
}

export const evenementaanvraag: DossierTypeSeed = {
  code: 'evenementaanvraag',
  name: 'Evenement aanvragen',
  weight: 7,
  applicants: ['association', 'association', 'association', 'citizen', 'enterprise'],
  site: 'anywhere',
  channels: ['eCounter', 'email', 'counter'],
  data: {
    theme: 'Vrije tijd',
    description: 'Toelating voor een feest, wedstrijd, markt, optocht of concert, met advies van politie en brandweer.',
    ipdcId: '90007',
    questionSchema: questions(
      {
        naam: textQuestion('Naam van het evenement', 'Zoals op de affiche.', 200),
        soort: choiceQuestion('Soort evenement', 'Kies wat het best past.', {
          straatfeest: 'Straat- of buurtfeest',
          sport: 'Sportwedstrijd',
          markt: 'Markt of beurs',
          muziek: 'Concert',
          fuif: 'Fuif',
          optocht: 'Optocht',
          andere: 'Iets anders',
        }),
        datum: dateQuestion('Op welke dag?', 'De eerste dag van het evenement.'),
        bezoekers: numberQuestion('Hoeveel bezoekers?', 'Op het drukste moment.', 1, 50_000),
        straatAfsluiten: yesNoQuestion('Straat afsluiten?', 'Dan vragen we advies aan de politie.'),
        alcohol: yesNoQuestion('Wordt er alcohol geschonken?', 'Voor sterke drank is een aparte toelating nodig.'),
        muziek: yesNoQuestion('Is er versterkte muziek?', 'Dan gelden geluidsnormen.'),
      },
      ['naam', 'soort', 'datum', 'bezoekers', 'straatAfsluiten', 'alcohol'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'Uw aanvraag is ingediend.', ['complete', 'incomplete', 'inadmissible', 'withdrawn']),
      status('incomplete', 'We missen nog gegevens over uw evenement.', ['complete', 'withdrawn'], {
        action: 'Bezorg het inplantingsplan en het verzekeringsbewijs.',
      }),
      status('complete', 'Uw aanvraag is volledig.', ['awaitingAdvice', 'inProgress']),
      status('inadmissible', 'Uw aanvraag kwam te laat binnen.', ['closed']),
      status('awaitingAdvice', 'Politie en brandweer geven advies.', ['inProgress', 'readyForDecision']),
      status('inProgress', 'We bereiden de beslissing voor.', ['readyForDecision', 'awaitingAdvice', 'withdrawn']),
      status('readyForDecision', 'Het college beslist binnenkort.', ['decided']),
      status('decided', 'Het college heeft beslist over uw evenement.', ['inExecution', 'closed']),
      status('inExecution', 'Uw evenement mag doorgaan. Het materiaal wordt geleverd.', ['closed'], {
        code: 'ErkendVergund',
      }),
      status('closed', 'Uw evenement is voorbij en het dossier is afgesloten.', []),
      status('withdrawn', 'U hebt uw aanvraag ingetrokken.', []),
    ],
    termRule: calendarDays('evenement42', 42, {
      legalBasis: 'Evenementenreglement van de gemeente Lindervelde, art. 5',
    }),
    defaultTeamId: 'team-vrijetijd',
    addressRequired: true,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-onvolledig-nl', 'template-beslissing-nl'],
    retention: retention(90007, 5, 'destroy'),
  },
  paths: [
    {
      weight: 62,
      steps: [
        ['submitted', 3],
        ['complete', 2],
        ['awaitingAdvice', 12],
        ['readyForDecision', 8],
        ['decided', 14],
        ['inExecution', 20],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 20,
      steps: [
        ['submitted', 3],
        ['incomplete', 9],
        ['complete', 2],
        ['awaitingAdvice', 10],
        ['readyForDecision', 7],
        ['decided', 14],
        ['inExecution', 15],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 6,
      steps: [
        ['submitted', 3],
        ['complete', 2],
        ['awaitingAdvice', 12],
        ['readyForDecision', 8],
        ['decided', 10],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 6,
      steps: [
        ['submitted', 4],
        ['inadmissible', 4],
        ['closed', 0],
      ],
    },
    {
      weight: 6,
      steps: [
        ['submitted', 6],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'Inplantingsplan evenement', file: 'inplantingsplan-evenement.pdf', source: 'upload' },
    { title: 'Verzekeringsbewijs', file: 'verzekering.pdf', source: 'upload' },
    { title: 'Advies brandweer', file: 'advies-brandweer.pdf', source: 'mail' },
    { title: 'Toelating van het college', file: 'toelating.pdf', source: 'template' },
  ],
  contacts: [
    { subject: 'Materiaal ophalen', text: 'Wanneer worden de hekken en tafels geleverd?' },
    { subject: 'Einduur verlengen', text: 'Zou graag tot 2 uur muziek spelen in plaats van 1 uur.' },
    { subject: 'Advies brandweer', text: 'Vraagt of de brandweer al langs geweest is voor de tent.' },
  ],
  advisers: [
    { teamId: 'team-brandweer', title: 'Brandweeradvies evenement' },
    { teamId: 'team-mobiliteit', title: 'Advies politie over afsluiten straat' },
  ],
  decision: { body: 'college', title: 'Toelating evenement' },
  tell,
};
