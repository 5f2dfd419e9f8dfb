import { dayText } from '../days.ts';
import {
  calendarDays,
  choiceQuestion,
  dateQuestion,
  questions,
  retention,
  status,
  textQuestion,
  yesNoQuestion,
} from './building.ts';
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

const complaints: readonly (readonly [string, string, string])[] = [
  ['wachttijd', 'Te lang gewacht aan het loket', 'Ondanks een afspraak moest ik drie kwartier wachten.'],
  ['bereikbaarheid', 'Telefoon niet opgenomen', 'Ik heb vier keer gebeld en kreeg telkens het antwoordapparaat.'],
  ['bejegening', 'Onvriendelijk te woord gestaan', 'De medewerker was kortaf en liet me mijn vraag niet uitleggen.'],
  [
    'informatie',
    'Verkeerde informatie gekregen',
    'Aan de telefoon zei men dat ik geen foto nodig had, aan het loket wel.',
  ],
  ['termijn', 'Geen antwoord op mijn brief', 'Ik schreef twee maanden geleden en hoorde niets meer.'],
  ['uitvoering', 'Werken slecht uitgevoerd', 'Na de herstelling ligt de stoep nog slechter dan ervoor.'],
];

function tell({ random, openedOn }: StoryContext): Story {
  const [kind, subject, text] = random.pick(complaints);
  const team = random.pick(['burgerzaken', 'omgeving', 'sociaal', 'technisch', 'mobiliteit']);
  return {
    subject: `Klacht: ${subject.toLowerCase()}`,
    description: `${text} ${random.pick([
      'Ik verwacht dat dit in de toekomst beter gaat.',
      'Ik wil graag een uitleg.',
      'Het is niet de eerste keer.',
      'Een verontschuldiging zou fijn zijn.',
    ])}`,
    answers: {
      soort: kind,
      watGebeurde: text,
      wanneer: dayText(openedOn - random.between(0, 20)),
      dienst: team,
      gesprekGewenst: random.chance(0.4),
    },
  };
}

export const klacht: DossierTypeSeed = {
  code: 'klacht',
  name: 'Klacht over dienstverlening',
  weight: 3,
  applicants: ['citizen', 'citizen', 'citizen', 'enterprise'],
  site: 'none',
  channels: ['email', 'eCounter', 'post', 'counter', 'phone'],
  data: {
    theme: 'Bestuur',
    description:
      'Een klacht over hoe de gemeente iemand geholpen heeft. De klachtencoördinator antwoordt binnen 45 dagen.',
    ipdcId: '90013',
    questionSchema: questions(
      {
        soort: choiceQuestion('Waarover gaat de klacht?', 'Kies wat het best past.', {
          wachttijd: 'Wachttijd',
          bereikbaarheid: 'Bereikbaarheid',
          bejegening: 'Hoe u behandeld bent',
          informatie: 'Informatie',
          termijn: 'Te laat of geen antwoord',
          uitvoering: 'Uitvoering van werken',
        }),
        watGebeurde: textQuestion('Wat is er gebeurd?', 'In uw eigen woorden.', 5000),
        wanneer: dateQuestion('Wanneer was dat?', 'Klachten ouder dan een jaar kunnen we niet behandelen.'),
        dienst: choiceQuestion('Welke dienst?', 'Als u het weet.', {
          burgerzaken: 'Burgerzaken',
          omgeving: 'Omgeving',
          sociaal: 'Sociale dienst',
          technisch: 'Technische dienst',
          mobiliteit: 'Mobiliteit',
        }),
        gesprekGewenst: yesNoQuestion('Wilt u een gesprek?', 'Samen praten lost vaak veel op.'),
      },
      ['soort', 'watGebeurde', 'wanneer'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'We hebben uw klacht ontvangen.', ['admissible', 'inadmissible', 'withdrawn']),
      status('admissible', 'We onderzoeken uw klacht.', ['inProgress']),
      status('inadmissible', 'We kunnen deze klacht niet behandelen. In de brief leest u waarom.', ['closed']),
      status('inProgress', 'De klachtencoördinator spreekt met de betrokken dienst.', ['decided', 'withdrawn'], {
        by: 'handlers',
      }),
      status('decided', 'Uw klacht is beoordeeld.', ['closed'], { label: 'Beoordeeld' }),
      status('closed', 'U kreeg ons antwoord. Niet tevreden? Dan kunt u naar de Vlaamse Ombudsdienst.', ['reopened']),
      status('withdrawn', 'U hebt uw klacht ingetrokken.', ['reopened']),
      status('reopened', 'We bekijken uw klacht opnieuw.', ['inProgress', 'closed']),
    ],
    termRule: calendarDays('klacht45', 45, {
      suspendable: false,
      legalBasis: 'Decreet lokaal bestuur, art. 302 en 303; klachtenreglement van de gemeente Lindervelde',
    }),
    defaultTeamId: 'team-secretariaat',
    addressRequired: false,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-beslissing-nl'],
    retention: retention(90013, 10, 'destroy'),
  },
  paths: [
    {
      weight: 54,
      steps: [
        ['submitted', 3],
        ['admissible', 3],
        ['inProgress', 16],
        ['decided', 3],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 22,
      steps: [
        ['submitted', 3],
        ['admissible', 3],
        ['inProgress', 20],
        ['decided', 3],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 12,
      steps: [
        ['submitted', 5],
        ['inadmissible', 3],
        ['closed', 0],
      ],
    },
    {
      weight: 6,
      steps: [
        ['submitted', 3],
        ['admissible', 2],
        ['inProgress', 14],
        ['decided', 2],
        ['closed', 20],
        ['reopened', 3],
        ['inProgress', 9],
        ['decided', 2],
        ['closed', 0],
      ],
      outcome: 'partly',
    },
    {
      weight: 6,
      steps: [
        ['submitted', 4],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'Klachtbrief', file: 'klacht.pdf', source: 'scan' },
    { title: 'Antwoord van de klachtencoördinator', file: 'antwoord-klacht.pdf', source: 'template' },
  ],
  contacts: [
    { subject: 'Nog geen antwoord op de klacht', text: 'Vraagt wanneer er een antwoord komt op de klacht.' },
    { subject: 'Bedankt voor het gesprek', text: 'Is tevreden over het gesprek en de verontschuldiging.' },
  ],
  tell,
};
