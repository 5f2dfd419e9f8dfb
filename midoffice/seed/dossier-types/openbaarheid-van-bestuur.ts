import { calendarDays, choiceQuestion, questions, retention, status, textQuestion, yesNoQuestion } from './building.ts';
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

const subjects = [
  'het collegebesluit over de heraanleg van de straat',
  'de verkeerstellingen van vorig jaar',
  'de bouwvergunning van de buren',
  'de facturen van de kerstverlichting',
  'het verslag van de brandveiligheidscontrole in de sporthal',
  'de studie over de overstromingen aan de beek',
  'de correspondentie over de kapvergunning',
  'de punten van het examen voor administratief medewerker',
];

function tell({ random, place }: StoryContext): Story {
  const subject = random.pick(subjects);
  return {
    subject: `Inzage in ${subject}`,
    description: `Vraagt ${random.pick(['een kopie van', 'inzage in', 'uitleg bij'])} ${subject}, in verband met ${place}. ${random.pick(
      ['Digitaal is goed.', 'Wil het document ter plaatse inkijken.', 'Dient zich aan als betrokken buur.'],
    )}`,
    answers: {
      document: subject,
      vorm: random.pick(['kopie', 'inzage', 'uitleg']),
      persoonlijkBelang: random.chance(0.4),
    },
  };
}

export const openbaarheidVanBestuur: DossierTypeSeed = {
  code: 'openbaarheid-van-bestuur',
  name: 'Openbaarheid van bestuur',
  weight: 3,
  applicants: ['citizen', 'citizen', 'enterprise', 'association'],
  site: 'home',
  channels: ['email', 'post', 'eCounter'],
  data: {
    theme: 'Bestuur',
    description:
      'Inzage in, uitleg bij of een kopie van een bestuursdocument. Antwoord binnen 20 dagen, één keer met 20 dagen te verlengen.',
    ipdcId: '90011',
    questionSchema: questions(
      {
        document: textQuestion('Welk document?', 'Zo precies mogelijk: onderwerp, jaar, dienst.', 1000),
        vorm: choiceQuestion('Hoe wilt u het krijgen?', 'Een kopie sturen we liefst digitaal.', {
          kopie: 'Kopie',
          inzage: 'Inzage ter plaatse',
          uitleg: 'Uitleg',
        }),
        persoonlijkBelang: yesNoQuestion(
          'Gaat het over uzelf?',
          'Voor documenten over personen moet u een belang aantonen.',
        ),
      },
      ['document', 'vorm'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'Uw vraag is ingeschreven in het register.', [
        'inProgress',
        'inadmissible',
        'incomplete',
        'withdrawn',
      ]),
      status('incomplete', 'Uw vraag is nog te algemeen.', ['inProgress', 'withdrawn'], {
        termEffect: 'run',
        action: 'Omschrijf nauwkeuriger welk document u bedoelt.',
      }),
      status('inadmissible', 'We kunnen op deze vraag niet ingaan. In de brief leest u waarom.', ['closed']),
      status(
        'inProgress',
        'We zoeken het document op en kijken na wat openbaar is.',
        ['readyForDecision', 'decided', 'withdrawn'],
        {
          by: 'handlers',
        },
      ),
      status('readyForDecision', 'De beslissing wordt ondertekend.', ['decided']),
      status('decided', 'Er is beslist over uw vraag. U krijgt het document of een motivering.', [
        'inExecution',
        'closed',
      ]),
      status('inExecution', 'We bezorgen u het document.', ['closed']),
      status('closed', 'Uw vraag is afgehandeld. U kunt in beroep gaan bij de beroepsinstantie.', []),
      status('withdrawn', 'U hebt uw vraag ingetrokken.', []),
    ],
    termRule: calendarDays('openbaarheid20', 20, {
      suspendable: false,
      extendableBy: 20,
      warnDaysBefore: 5,
      legalBasis: 'Bestuursdecreet van 7 december 2018, art. II.43 en II.44',
    }),
    defaultTeamId: 'team-secretariaat',
    addressRequired: false,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-beslissing-nl'],
    retention: retention(90011, 10, 'destroy'),
  },
  paths: [
    {
      weight: 64,
      steps: [
        ['submitted', 2],
        ['inProgress', 9],
        ['decided', 3],
        ['inExecution', 4],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 14,
      steps: [
        ['submitted', 2],
        ['inProgress', 10],
        ['readyForDecision', 4],
        ['decided', 4],
        ['closed', 0],
      ],
      outcome: 'partly',
    },
    {
      weight: 12,
      steps: [
        ['submitted', 3],
        ['inProgress', 11],
        ['decided', 3],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 6,
      steps: [
        ['submitted', 4],
        ['inadmissible', 3],
        ['closed', 0],
      ],
    },
    {
      weight: 4,
      steps: [
        ['submitted', 2],
        ['incomplete', 6],
        ['inProgress', 7],
        ['decided', 3],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
  ],
  papers: [
    { title: 'Vraag om inzage', file: 'vraag-inzage.eml', source: 'mail' },
    { title: 'Beslissing openbaarheid', file: 'beslissing-openbaarheid.pdf', source: 'template' },
  ],
  contacts: [
    { subject: 'Wanneer kan ik het inkijken?', text: 'Vraagt wanneer het document klaarligt om in te kijken.' },
    { subject: 'Niet akkoord met schrappen', text: 'Vindt dat er te veel zwart gemaakt is in het document.' },
  ],
  tell,
};
