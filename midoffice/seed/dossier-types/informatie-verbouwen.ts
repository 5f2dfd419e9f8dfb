import { choiceQuestion, questions, retention, status, textQuestion, workingDays, yesNoQuestion } from './building.ts';
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

const works: readonly { readonly kind: string; readonly subject: string; readonly text: string }[] = [
  { kind: 'dakkapel', subject: 'Dakkapel plaatsen', text: 'We willen een dakkapel plaatsen aan de straatkant.' },
  {
    kind: 'uitbouw',
    subject: 'Keuken uitbreiden',
    text: 'We willen de keuken achteraan een viertal meter uitbreiden.',
  },
  {
    kind: 'gevel',
    subject: 'Gevel isoleren en bepleisteren',
    text: 'We denken aan isolatie en crepi op de voorgevel.',
  },
  {
    kind: 'bijgebouw',
    subject: 'Tuinhuis van 24 m² zetten',
    text: 'Achteraan in de tuin zouden we een tuinhuis zetten.',
  },
  {
    kind: 'bijgebouw',
    subject: 'Carport naast de woning',
    text: 'Naast de woning zouden we een houten carport plaatsen.',
  },
  { kind: 'zwembad', subject: 'Zwembad aanleggen', text: 'We willen een zwembad van acht op vier meter aanleggen.' },
  {
    kind: 'opsplitsen',
    subject: 'Woning opsplitsen in twee',
    text: 'Mag de woning opgesplitst worden in twee appartementen?',
  },
  {
    kind: 'andere',
    subject: 'Zonnepanelen op beschermde gevel',
    text: 'Mogen er zonnepanelen op het dak, het huis staat op de inventaris?',
  },
  {
    kind: 'andere',
    subject: 'Mogelijkheden om te verbouwen',
    text: 'We weten nog niet goed wat we juist gaan doen en bespreken graag de mogelijkheden.',
  },
];
const endings = [
  'We wonen hier sinds een jaar en willen graag weten wat er mag voor we een aannemer zoeken.',
  'Hebben we hier een vergunning voor nodig, of is een melding genoeg?',
  'Niet alles wat er nu staat, is op plan getekend. Is dat een probleem?',
  'Kunnen we ook de oude bouwplannen inkijken?',
  'Onze architect sluit graag aan bij een gesprek.',
];

function tell({ random, place }: StoryContext): Story {
  const work = random.pick(works);
  return {
    subject: `${work.subject}, ${place}`,
    description: `${work.text} ${random.pick(endings)}`,
    answers: {
      soortWerken: work.kind,
      vraag: work.text,
      eigenaar: random.chance(0.85),
      architect: random.chance(0.45),
      contactvorm: random.weighted([
        { weight: 4, key: 'telefoon' },
        { weight: 4, key: 'email' },
        { weight: 3, key: 'afspraak' },
      ]).key,
    },
  };
}

const questionSchema = questions(
  {
    soortWerken: choiceQuestion('Wat wilt u doen?', 'Kies wat het best past.', {
      dakkapel: 'Dakkapel of dakverhoging',
      uitbouw: 'Uitbreiding of veranda',
      gevel: 'Gevel of ramen',
      bijgebouw: 'Tuinhuis, garage of carport',
      zwembad: 'Zwembad of verharding',
      opsplitsen: 'Woning opsplitsen of functie wijzigen',
      andere: 'Iets anders of nog niet beslist',
    }),
    vraag: textQuestion('Wat wilt u weten?', 'Schrijf uw vraag zoals u ze aan het loket zou stellen.', 2000),
    eigenaar: yesNoQuestion('Bent u eigenaar?', 'Bent u (mede-)eigenaar van het gebouw of de grond?'),
    architect: yesNoQuestion('Werkt u met een architect?', 'De architect kan digitaal aansluiten bij een afspraak.'),
    contactvorm: choiceQuestion('Hoe wilt u ons antwoord?', 'We houden daar rekening mee.', {
      telefoon: 'Telefoon',
      email: 'E-mail',
      afspraak: 'Afspraak, ook hybride of digitaal',
      post: 'Brief',
    }),
    perceel: textQuestion(
      'Perceelnummer',
      'Als u het kent: het staat op de aanslag van de onroerende voorheffing.',
      20,
    ),
  },
  ['soortWerken', 'vraag', 'eigenaar', 'contactvorm'],
);

const statuses = [
  status('registered', 'We hebben uw vraag goed ontvangen en maken een dossier op.', [
    'submitted',
    'inProgress',
    'withdrawn',
  ]),
  status('submitted', 'Uw vraag is toegewezen aan de dienst Omgeving.', ['inProgress', 'incomplete', 'withdrawn']),
  status('incomplete', 'We hebben nog iets van u nodig voor we kunnen antwoorden.', ['inProgress', 'withdrawn'], {
    action: 'Bezorg ons een plan of foto van de bestaande toestand.',
  }),
  status('inProgress', 'Een medewerker zoekt uit wat er kan en neemt contact met u op.', [
    'awaitingAdvice',
    'incomplete',
    'decided',
    'closed',
    'withdrawn',
  ]),
  status('awaitingAdvice', 'We vragen raad aan een andere dienst.', ['inProgress', 'closed']),
  status('decided', 'We hebben uw vraag beantwoord.', ['closed', 'reopened'], { label: 'Beantwoord' }),
  status('closed', 'Uw vraag is beantwoord en het dossier is afgesloten.', ['reopened']),
  status('withdrawn', 'U hebt uw vraag ingetrokken.', ['reopened']),
  status('reopened', 'U had nog een vraag: we bekijken uw dossier opnieuw.', ['inProgress', 'closed']),
];

export const informatieVerbouwen: DossierTypeSeed = {
  code: 'informatie-verbouwen',
  name: 'Informatie vragen over verbouwen',
  weight: 12,
  applicants: ['citizen', 'citizen', 'citizen', 'enterprise'],
  site: 'home',
  channels: ['email', 'email', 'counter', 'phone', 'eCounter'],
  data: {
    theme: 'Wonen en bouwen',
    description:
      'Een inwoner of zijn architect wil weten wat mag en moet bij een verbouwing, voor er een aanvraag komt.',
    ipdcId: '90001',
    questionSchema,
    initialStatus: 'registered',
    statuses,
    termRule: workingDays('informatieVraag15', 15, { startEvent: 'submitted' }),
    defaultTeamId: 'team-omgeving',
    addressRequired: true,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-antwoord-verbouwen-nl', 'template-afgehandeld-nl'],
    retention: retention(90001, 5, 'destroy'),
  },
  paths: [
    {
      weight: 60,
      steps: [
        ['registered', 1],
        ['submitted', 2],
        ['inProgress', 9],
        ['closed', 0],
      ],
    },
    {
      weight: 14,
      steps: [
        ['registered', 1],
        ['submitted', 2],
        ['inProgress', 8],
        ['decided', 5],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 12,
      steps: [
        ['registered', 1],
        ['submitted', 3],
        ['incomplete', 9],
        ['inProgress', 8],
        ['closed', 0],
      ],
    },
    {
      weight: 8,
      steps: [
        ['registered', 1],
        ['submitted', 2],
        ['inProgress', 5],
        ['awaitingAdvice', 9],
        ['inProgress', 3],
        ['closed', 0],
      ],
    },
    {
      weight: 3,
      steps: [
        ['registered', 1],
        ['submitted', 2],
        ['inProgress', 6],
        ['closed', 25],
        ['reopened', 3],
        ['inProgress', 8],
        ['closed', 0],
      ],
    },
    {
      weight: 3,
      steps: [
        ['registered', 1],
        ['submitted', 4],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'E-mail met de vraag', file: 'vraag.eml', source: 'mail' },
    { title: 'Foto van de bestaande toestand', file: 'bestaande-toestand.jpg', source: 'upload' },
    { title: 'Schets van de plannen', file: 'schets.pdf', source: 'upload' },
    { title: 'Bouwplan uit het archief', file: 'bouwplan-archief.pdf', source: 'scan' },
    { title: 'Antwoordbrief', file: 'antwoord.pdf', source: 'template' },
  ],
  contacts: [
    { subject: 'Stand van zaken verbouwing', text: 'Vraagt of er al meer nieuws is over de verbouwing.' },
    { subject: 'Bijkomende vraag over de bouwplannen', text: 'Wil weten of het oude bouwplan ingekeken kan worden.' },
    {
      subject: 'Afspraak met de architect',
      text: 'Wil graag samen met de architect langskomen; de architect volgt liever digitaal.',
    },
    { subject: 'Vraag over de afstand tot de perceelgrens', text: 'Hoe ver moet de uitbouw van de buren blijven?' },
  ],
  advisers: [{ teamId: 'team-technisch', title: 'Advies over riolering en hemelwater' }],
  tell,
};
