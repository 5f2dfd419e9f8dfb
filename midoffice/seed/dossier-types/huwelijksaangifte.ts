import { dayText, dutchDay, weekday } from '../days.ts';
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

const partners = [
  'Lotte Verbeke',
  'Ümit Kaya',
  'Zoë Vandenbossche',
  'Jérôme Delvaux',
  'Agnieszka Nowak',
  'Bram De Pauw',
  'Chloé Hébert',
  'Yassine Ouali',
];

function tell({ random, openedOn, applicant }: StoryContext): Story {
  let day = openedOn + random.between(30, 150);
  while (weekday(day) !== 6 && weekday(day) !== 5) day += 1;
  const partner = random.pick(partners);
  return {
    subject: `Huwelijk ${applicant.familyName ?? applicant.displayName} - ${partner.split(' ').slice(1).join(' ')} op ${dutchDay(day)}`,
    description: `Aangifte van het huwelijk van ${applicant.displayName} en ${partner} op ${dutchDay(day)}. ${random.pick(
      [
        'Zij brengen twee getuigen mee.',
        'De plechtigheid mag in het Frans herhaald worden.',
        'Ze willen graag eigen muziek in de trouwzaal.',
        'Een van hen is in het buitenland geboren; de geboorteakte volgt.',
      ],
    )}`,
    answers: {
      naamPartner: partner,
      huwelijksdatum: dayText(day),
      uur: random.pick(['10:00', '11:00', '13:30', '14:30']),
      zaal: random.pick(['trouwzaal', 'kasteel']),
      getuigen: random.between(0, 4),
      buitenlandseAkte: random.chance(0.2),
    },
  };
}

export const huwelijksaangifte: DossierTypeSeed = {
  code: 'huwelijksaangifte',
  name: 'Huwelijksaangifte',
  weight: 3,
  applicants: ['citizen'],
  site: 'none',
  channels: ['counter', 'counter', 'email'],
  data: {
    theme: 'Burgerzaken',
    description: 'Aangifte van een huwelijk: stukken, datum, zaal en getuigen.',
    ipdcId: '90012',
    questionSchema: questions(
      {
        naamPartner: textQuestion('Naam van uw partner', 'Voornaam en naam.', 120),
        huwelijksdatum: dateQuestion('Op welke dag?', 'Minstens 14 dagen en hoogstens 6 maanden na de aangifte.'),
        uur: textQuestion('Om welk uur?', 'Bijvoorbeeld 11:00.', 5),
        zaal: choiceQuestion('Waar?', 'Het kasteel kost 150 euro extra.', {
          trouwzaal: 'Trouwzaal in het gemeentehuis',
          kasteel: 'Kasteel Ter Linde',
        }),
        getuigen: numberQuestion('Hoeveel getuigen?', 'Hoogstens vier.', 0, 4),
        buitenlandseAkte: yesNoQuestion(
          'Akte uit het buitenland?',
          'Is een van u in het buitenland geboren of getrouwd geweest?',
        ),
      },
      ['naamPartner', 'huwelijksdatum', 'zaal', 'getuigen'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'We hebben uw aangifte ontvangen.', ['complete', 'incomplete', 'inProgress', 'withdrawn']),
      status('incomplete', 'Er ontbreekt nog een akte.', ['complete', 'withdrawn'], {
        action: 'Bezorg de geboorteakte met vertaling.',
      }),
      status('complete', 'Alle stukken zijn er. Uw aangifte is opgemaakt.', ['inProgress', 'decided']),
      status('inProgress', 'We kijken de stukken na.', [
        'incomplete',
        'complete',
        'awaitingAdvice',
        'decided',
        'withdrawn',
      ]),
      status('awaitingAdvice', 'Het parket geeft advies.', ['inProgress', 'decided']),
      status('decided', 'De akte van aangifte is opgemaakt of geweigerd.', ['inExecution', 'closed'], {
        code: 'Aktename',
      }),
      status('inExecution', 'Uw huwelijk is gepland.', ['closed'], { label: 'Huwelijk gepland', code: 'Gepland' }),
      status('closed', 'Proficiat! Het huwelijk is voltrokken en de akte is klaar.', []),
      status('withdrawn', 'U hebt de aangifte ingetrokken.', []),
    ],
    termRule: calendarDays('huwelijk30', 30, { legalBasis: 'Burgerlijk Wetboek, art. 164/1' }),
    defaultTeamId: 'team-burgerzaken',
    addressRequired: false,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-onvolledig-nl'],
    retention: retention(90012, 100, 'keep'),
  },
  paths: [
    {
      weight: 72,
      steps: [
        ['submitted', 4],
        ['complete', 5],
        ['decided', 3],
        ['inExecution', 60],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 18,
      steps: [
        ['submitted', 4],
        ['incomplete', 18],
        ['complete', 5],
        ['decided', 3],
        ['inExecution', 50],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 4,
      steps: [
        ['submitted', 4],
        ['inProgress', 4],
        ['awaitingAdvice', 20],
        ['decided', 8],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 4,
      steps: [
        ['submitted', 10],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'Geboorteakte', file: 'geboorteakte.pdf', source: 'scan' },
    { title: 'Akte van aangifte', file: 'akte-aangifte.pdf', source: 'template' },
  ],
  contacts: [
    { subject: 'Ander uur gevraagd', text: 'Vraagt of het huwelijk een uur later kan plaatsvinden.' },
    { subject: 'Getuige verandert', text: 'Geeft de naam van een andere getuige door.' },
    { subject: 'Muziek in de zaal', text: 'Vraagt of er een geluidsinstallatie is in de trouwzaal.' },
  ],
  tell,
};
