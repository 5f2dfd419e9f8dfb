import { yearOf } from '../days.ts';
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
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

function tell({ random, openedOn, applicant }: StoryContext): Story {
  const kind = random.weighted([
    { weight: 5, key: 'werking', words: `Werkingssubsidie ${yearOf(openedOn)}` },
    { weight: 2, key: 'jubileum', words: `Jubileumsubsidie ${random.pick([10, 25, 40, 50, 75, 100])} jaar` },
    { weight: 2, key: 'project', words: 'Projectsubsidie' },
    { weight: 1, key: 'materiaal', words: 'Subsidie voor materiaal' },
  ]);
  const members = random.between(12, 260);
  return {
    subject: `${kind.words}, ${applicant.displayName}`,
    description: `${applicant.displayName} telt ${members} leden en vraagt ${kind.words.toLowerCase()}. ${random.pick([
      'Het jaarverslag en de afrekening zijn bijgevoegd.',
      'De ledenlijst volgt nog.',
      'De penningmeester geeft graag toelichting.',
    ])}`,
    answers: {
      soort: kind.key,
      leden: members,
      jeugdleden: Math.floor(members * random.next() * 0.8),
      bedrag: random.pick([250, 400, 500, 750, 1000, 1250, 2500]),
      jaarverslag: random.chance(0.8),
    },
  };
}

export const verenigingssubsidie: DossierTypeSeed = {
  code: 'verenigingssubsidie',
  name: 'Subsidie voor verenigingen',
  weight: 3,
  applicants: ['association'],
  site: 'none',
  channels: ['eCounter', 'email'],
  data: {
    theme: 'Vrije tijd',
    description: 'Werkings-, project- of jubileumsubsidie voor erkende verenigingen.',
    ipdcId: '90010',
    questionSchema: questions(
      {
        soort: choiceQuestion('Welke subsidie?', 'Lees eerst het reglement.', {
          werking: 'Werking',
          jubileum: 'Jubileum',
          project: 'Project',
          materiaal: 'Materiaal',
        }),
        leden: numberQuestion('Aantal leden', 'Op 31 december van vorig jaar.', 1, 10_000),
        jeugdleden: numberQuestion('Waarvan jonger dan 26', 'Telt mee voor de berekening.', 0, 10_000),
        bedrag: numberQuestion('Gevraagd bedrag (euro)', 'Zonder cijfers na de komma.', 1, 100_000),
        jaarverslag: yesNoQuestion('Jaarverslag bijgevoegd?', 'Verplicht voor de werkingssubsidie.'),
        toelichting: textQuestion('Toelichting', 'Wat doet u met de subsidie?', 2000),
      },
      ['soort', 'leden', 'bedrag', 'jaarverslag'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'Uw aanvraag is ingediend.', ['complete', 'incomplete', 'inadmissible', 'withdrawn']),
      status('incomplete', 'Uw aanvraag is nog niet volledig.', ['complete', 'withdrawn'], {
        action: 'Bezorg het jaarverslag en de afrekening.',
      }),
      status('complete', 'Uw aanvraag is volledig.', ['inProgress', 'readyForDecision']),
      status('inadmissible', 'Uw vereniging of aanvraag voldoet niet aan het reglement.', ['closed']),
      status('inProgress', 'We berekenen uw subsidie.', ['readyForDecision', 'incomplete', 'withdrawn']),
      status('readyForDecision', 'Het college beslist binnenkort.', ['decided']),
      status('decided', 'Het college heeft beslist over uw subsidie.', ['inExecution', 'closed']),
      status('inExecution', 'Uw subsidie wordt uitbetaald.', ['closed'], { code: 'KlaarVoorBetaling' }),
      status('closed', 'Uw subsidie is betaald en het dossier is afgesloten.', [], { code: 'Betaald' }),
      status('withdrawn', 'U hebt uw aanvraag ingetrokken.', []),
    ],
    termRule: {
      ...calendarDays('subsidie3maanden', 3),
      unit: 'month',
      legalBasis: 'Subsidiereglement voor verenigingen van de gemeente Lindervelde, art. 9',
    },
    defaultTeamId: 'team-vrijetijd',
    addressRequired: false,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-onvolledig-nl', 'template-beslissing-nl'],
    retention: retention(90010, 10, 'keep'),
  },
  paths: [
    {
      weight: 66,
      steps: [
        ['submitted', 5],
        ['complete', 6],
        ['inProgress', 18],
        ['readyForDecision', 10],
        ['decided', 8],
        ['inExecution', 20],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 18,
      steps: [
        ['submitted', 5],
        ['incomplete', 18],
        ['complete', 5],
        ['readyForDecision', 12],
        ['decided', 8],
        ['inExecution', 20],
        ['closed', 0],
      ],
      outcome: 'partly',
    },
    {
      weight: 8,
      steps: [
        ['submitted', 6],
        ['inadmissible', 6],
        ['closed', 0],
      ],
    },
    {
      weight: 6,
      steps: [
        ['submitted', 6],
        ['complete', 4],
        ['readyForDecision', 12],
        ['decided', 8],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
  ],
  papers: [
    { title: 'Jaarverslag', file: 'jaarverslag.pdf', source: 'upload' },
    { title: 'Afrekening', file: 'afrekening.xlsx', source: 'upload' },
    { title: 'Ledenlijst', file: 'ledenlijst.xlsx', source: 'upload' },
  ],
  contacts: [
    {
      subject: 'Nieuw rekeningnummer',
      text: 'De vereniging heeft een nieuwe penningmeester en een ander rekeningnummer.',
    },
    { subject: 'Wanneer uitbetaling?', text: 'Vraagt of de subsidie nog voor het kamp gestort wordt.' },
  ],
  decision: { body: 'council', title: 'Toekenning subsidie' },
  tell,
};
