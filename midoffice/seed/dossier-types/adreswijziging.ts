import { dayText } from '../days.ts';
import {
  choiceQuestion,
  dateQuestion,
  numberQuestion,
  questions,
  retention,
  status,
  textQuestion,
  workingDays,
  yesNoQuestion,
} from './building.ts';
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

const origins = [
  'Gent',
  'Aalst',
  'Brugge',
  'Kortrijk',
  'Deinze',
  'Eeklo',
  'Antwerpen',
  'Lille',
  'Rotterdam',
  'een andere straat in de gemeente',
];

function tell({ random, place, openedOn, applicant }: StoryContext): Story {
  const from = random.pick(origins);
  const people = random.between(1, 5);
  return {
    subject: `Adreswijziging naar ${place}`,
    description: `${applicant.displayName} verhuist van ${from} naar ${place}${people > 1 ? `, samen met ${people - 1} gezinsleden` : ''}. ${random.pick(
      [
        'De wijkagent komt langs voor de controle.',
        'Het huurcontract is meegebracht.',
        'De naam staat al op de bel.',
        'Vraagt ook om de bewonerskaart mee te regelen.',
      ],
    )}`,
    answers: {
      vorigeGemeente: from,
      verhuisdatum: dayText(openedOn - random.between(0, 12)),
      aantalPersonen: people,
      situatie: random.pick(['huurder', 'eigenaar', 'inwonend']),
      kinderen: people > 2,
    },
  };
}

export const adreswijziging: DossierTypeSeed = {
  code: 'adreswijziging',
  name: 'Adreswijziging',
  weight: 13,
  applicants: ['citizen'],
  site: 'home',
  channels: ['eCounter', 'counter', 'counter'],
  data: {
    theme: 'Burgerzaken',
    description: 'Aangifte van een nieuw adres, met controle ter plaatse door de wijkagent.',
    ipdcId: '90009',
    questionSchema: questions(
      {
        vorigeGemeente: textQuestion('Waar woonde u?', 'De gemeente van uw vorige adres.', 80),
        verhuisdatum: dateQuestion('Sinds wanneer woont u hier?', 'Geef uw verhuis door binnen acht werkdagen.'),
        aantalPersonen: numberQuestion('Met hoeveel verhuist u?', 'Uzelf meegeteld.', 1, 15),
        situatie: choiceQuestion('U bent', 'Hoe u in de woning woont.', {
          huurder: 'Huurder',
          eigenaar: 'Eigenaar',
          inwonend: 'Inwonend bij iemand',
        }),
        kinderen: yesNoQuestion('Verhuizen er kinderen mee?', 'Soms is een akkoord van de andere ouder nodig.'),
      },
      ['vorigeGemeente', 'verhuisdatum', 'aantalPersonen', 'situatie'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'Uw aangifte is ingediend.', ['inProgress', 'incomplete', 'awaitingAdvice', 'withdrawn']),
      status('incomplete', 'We missen nog gegevens over uw verhuis.', ['inProgress', 'withdrawn'], {
        action: 'Bezorg een kopie van uw huurcontract.',
      }),
      status('awaitingAdvice', 'De wijkagent komt bij u langs.', ['inProgress', 'decided'], {
        label: 'Controle wijkagent',
        by: 'desk',
      }),
      status('inProgress', 'We verwerken uw aangifte.', ['awaitingAdvice', 'decided', 'incomplete', 'withdrawn']),
      status('decided', 'Uw adres is aangepast in het rijksregister, of de wijziging is geweigerd.', ['closed'], {
        by: 'desk',
      }),
      status('closed', 'Uw adres staat op uw kaart. Het dossier is afgesloten.', [], { by: 'desk' }),
      status('withdrawn', 'U hebt uw aangifte ingetrokken.', []),
    ],
    termRule: workingDays('adres20', 20, { suspendable: true, legalBasis: 'KB van 16 juli 1992, art. 7' }),
    defaultTeamId: 'team-burgerzaken',
    addressRequired: true,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-afgehandeld-nl'],
    retention: retention(90009, 10, 'destroy'),
  },
  paths: [
    {
      weight: 76,
      steps: [
        ['submitted', 1],
        ['awaitingAdvice', 9],
        ['decided', 4],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 12,
      steps: [
        ['submitted', 1],
        ['incomplete', 6],
        ['inProgress', 2],
        ['awaitingAdvice', 8],
        ['decided', 4],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 7,
      steps: [
        ['submitted', 1],
        ['awaitingAdvice', 16],
        ['inProgress', 5],
        ['decided', 4],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 5,
      steps: [
        ['submitted', 2],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'Aangifte van verhuis', file: 'aangifte-verhuis.pdf', source: 'template' },
    { title: 'Huurcontract', file: 'huurcontract.pdf', source: 'scan' },
    { title: 'Verslag wijkagent', file: 'woonstcontrole.pdf', source: 'mail' },
  ],
  contacts: [
    {
      subject: 'Wijkagent niet gezien',
      text: 'De wijkagent is nog niet langs geweest; is overdag meestal uit werken.',
    },
    {
      subject: 'Pincode van de kaart',
      text: 'Brengt de kaart binnen om het adres op de chip te zetten maar weet de pincode niet meer.',
    },
    { subject: 'Post van vorige bewoner', text: 'Krijgt nog altijd post van de vorige bewoners.' },
  ],
  tell,
};
