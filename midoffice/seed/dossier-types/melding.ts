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

const problems: readonly {
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly danger?: boolean;
}[] = [
  {
    kind: 'wegdek',
    subject: 'Put in het wegdek',
    text: 'Er zit een diepe put in de weg, fietsers moeten uitwijken.',
    danger: true,
  },
  {
    kind: 'wegdek',
    subject: 'Losliggende stoeptegel',
    text: 'De stoeptegels liggen los en wiebelen als het geregend heeft.',
  },
  { kind: 'afval', subject: 'Sluikstort', text: 'Iemand heeft een zetel en enkele vuilniszakken achtergelaten.' },
  { kind: 'afval', subject: 'Volle vuilnisbak', text: 'De vuilnisbak aan de bank is al een week vol.' },
  { kind: 'verlichting', subject: 'Straatlamp stuk', text: 'De lamp brandt al enkele avonden niet meer.' },
  {
    kind: 'verkeer',
    subject: 'Te snel verkeer',
    text: "Vooral 's avonds wordt hier veel te snel gereden.",
    danger: true,
  },
  { kind: 'verkeer', subject: 'Omgereden verkeersbord', text: 'Het bord met de zone 30 ligt op de grond.' },
  { kind: 'water', subject: 'Verstopte rioolkolk', text: 'Bij elke regenbui staat de straat blank.' },
  {
    kind: 'groen',
    subject: 'Overhangende takken',
    text: 'De takken hangen zo laag dat je er met de fiets tegen rijdt.',
  },
  {
    kind: 'groen',
    subject: 'Omgewaaide boom',
    text: 'Na de storm van gisteren ligt er een boom half over het voetpad.',
    danger: true,
  },
  { kind: 'hinder', subject: 'Geluidshinder', text: 'Er is al weken muziek tot diep in de nacht.' },
  {
    kind: 'brandveiligheid',
    subject: 'Versperde brandweg',
    text: 'De doorgang voor de brandweer staat geregeld vol auto’s.',
    danger: true,
  },
  { kind: 'hinder', subject: 'Graffiti op de muur', text: 'De muur van het park is volgespoten.' },
];
const endings = [
  'Kan er iemand komen kijken?',
  'Het is al de tweede keer dat ik dit meld.',
  'Er lopen hier veel kinderen naar school.',
  'Ik heb er een foto van genomen.',
  'Alvast bedankt om dit op te volgen.',
];

function tell({ random, place, openedOn }: StoryContext): Story {
  const problem = random.pick(problems);
  return {
    subject: `${problem.subject}, ${place}`,
    description: `${problem.text} ${random.pick(endings)}`,
    answers: {
      soortProbleem: problem.kind,
      omschrijving: problem.text,
      gevaarlijk: problem.danger === true,
      vastgesteldOp: dayText(openedOn - random.between(0, 6)),
      contactNodig: random.chance(0.3),
    },
  };
}

const questionSchema = questions(
  {
    soortProbleem: choiceQuestion('Wat is het probleem?', 'Kies wat het best past.', {
      wegdek: 'Wegdek, stoep of fietspad',
      afval: 'Afval of sluikstort',
      verlichting: 'Straatverlichting',
      verkeer: 'Verkeer en borden',
      water: 'Water en riolering',
      groen: 'Bomen en groen',
      hinder: 'Hinder of vandalisme',
      brandveiligheid: 'Brandveiligheid',
    }),
    omschrijving: textQuestion('Wat hebt u gezien?', 'Zo precies mogelijk: wat, waar en sinds wanneer.', 2000),
    gevaarlijk: yesNoQuestion('Is het gevaarlijk?', 'Bij direct gevaar: bel 112.'),
    vastgesteldOp: dateQuestion('Wanneer zag u het?', 'De dag waarop u het voor het eerst zag.'),
    contactNodig: yesNoQuestion('Mogen we u bellen?', 'Soms hebben we meer uitleg nodig.'),
  },
  ['soortProbleem', 'omschrijving', 'gevaarlijk'],
);

const statuses = [
  status('submitted', 'Uw melding is ingediend. We kijken na of de gemeente bevoegd is.', [
    'admissible',
    'inadmissible',
    'incomplete',
    'withdrawn',
  ]),
  status('incomplete', 'We hebben meer uitleg of een foto nodig.', ['admissible', 'inadmissible', 'withdrawn'], {
    action: 'Stuur ons een foto of een nauwkeurige plaatsaanduiding.',
  }),
  status('admissible', 'We behandelen uw melding.', ['inProgress', 'awaitingAdvice']),
  status('inadmissible', 'Uw melding is niet voor de gemeente. We vertellen u waar u wel terechtkunt.', ['closed']),
  status('inProgress', 'Een medewerker kijkt wat er moet gebeuren.', [
    'awaitingAdvice',
    'readyForDecision',
    'inExecution',
    'incomplete',
    'closed',
    'withdrawn',
  ]),
  status('awaitingAdvice', 'We vragen advies, bijvoorbeeld aan de politie of de brandweer.', [
    'inProgress',
    'readyForDecision',
  ]),
  status('readyForDecision', 'Het college of de gemeenteraad beslist binnenkort over de voorgestelde acties.', [
    'decided',
  ]),
  status('decided', 'Er is beslist over de acties na uw melding.', ['inExecution', 'closed']),
  status('inExecution', 'De werken of acties na uw melding lopen.', ['closed']),
  status('closed', 'Uw melding is afgehandeld. U kunt ons laten weten hoe tevreden u bent.', ['reopened'], {
    action: 'Vul de korte evaluatie in, als u wilt.',
    templateId: 'template-evaluatie-nl',
  }),
  status('withdrawn', 'U hebt uw melding ingetrokken.', ['reopened']),
  status('reopened', 'Het probleem is teruggekomen: we bekijken het opnieuw.', ['inProgress', 'closed']),
];

export const melding: DossierTypeSeed = {
  code: 'melding',
  name: 'Melding van een probleem',
  weight: 20,
  applicants: ['citizen', 'citizen', 'citizen', 'citizen', 'enterprise', 'association'],
  site: 'anywhere',
  channels: ['eCounter', 'eCounter', 'phone', 'counter', 'email'],
  data: {
    theme: 'Mobiliteit en openbaar domein',
    description:
      'Een probleem op straat of in de buurt melden: wegdek, afval, verlichting, verkeer, water, groen of hinder.',
    ipdcId: '90002',
    questionSchema,
    initialStatus: 'submitted',
    statuses,
    termRule: calendarDays('melding30', 30, { legalBasis: 'Reglement meldingen van de gemeente Lindervelde, art. 4' }),
    defaultTeamId: 'team-technisch',
    addressRequired: true,
    letterTemplateIds: [
      'template-ontvangstmelding-nl',
      'template-ontvankelijk-nl',
      'template-niet-ontvankelijk-nl',
      'template-evaluatie-nl',
    ],
    retention: retention(90002, 5, 'destroy'),
  },
  paths: [
    {
      weight: 56,
      steps: [
        ['submitted', 2],
        ['admissible', 1],
        ['inProgress', 6],
        ['inExecution', 7],
        ['closed', 0],
      ],
    },
    {
      weight: 14,
      steps: [
        ['submitted', 2],
        ['admissible', 1],
        ['inProgress', 8],
        ['closed', 0],
      ],
    },
    {
      weight: 8,
      steps: [
        ['submitted', 2],
        ['inadmissible', 3],
        ['closed', 0],
      ],
    },
    {
      weight: 7,
      steps: [
        ['submitted', 2],
        ['incomplete', 6],
        ['admissible', 2],
        ['inProgress', 6],
        ['closed', 0],
      ],
    },
    {
      weight: 12,
      steps: [
        ['submitted', 2],
        ['admissible', 2],
        ['awaitingAdvice', 9],
        ['readyForDecision', 7],
        ['decided', 4],
        ['inExecution', 20],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 2,
      steps: [
        ['submitted', 2],
        ['admissible', 2],
        ['inProgress', 9],
        ['readyForDecision', 8],
        ['decided', 6],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 2,
      steps: [
        ['submitted', 1],
        ['admissible', 1],
        ['inProgress', 5],
        ['inExecution', 4],
        ['closed', 18],
        ['reopened', 3],
      ],
    },
  ],
  papers: [
    { title: 'Foto bij de melding', file: 'foto.jpg', source: 'upload' },
    { title: 'Verslag van het plaatsbezoek', file: 'plaatsbezoek.pdf', source: 'template' },
    { title: 'Advies van de politiezone', file: 'advies-politie.pdf', source: 'mail' },
  ],
  contacts: [
    { subject: 'Nog niets veranderd', text: 'Belt terug: het probleem is er nog altijd en er is nog niemand geweest.' },
    { subject: 'Wanneer komt er iemand?', text: 'Vraagt wanneer de technische dienst langskomt.' },
    { subject: 'Bedankt', text: 'Laat weten dat het opgelost is en bedankt voor de snelle opvolging.' },
    { subject: 'Bijkomende foto', text: 'Stuurt een extra foto waarop de plaats beter te zien is.' },
  ],
  advisers: [
    { teamId: 'team-brandweer', title: 'Advies van de brandweer gevraagd' },
    { teamId: 'team-mobiliteit', title: 'Advies van de politie over de verkeerssituatie' },
  ],
  decision: { body: 'college', title: 'Maatregelen na melding' },
  tell,
};
