import { choiceQuestion, questions, retention, status, textQuestion, workingDays, yesNoQuestion } from './building.ts';
import type { DossierTypeSeed, Story, StoryContext } from './seed-type.ts';

function plate(random: StoryContext['random']): string {
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
  const letter = () => letters.charAt(random.between(0, letters.length - 1));
  return `2-${letter()}${letter()}${letter()}-${String(random.between(1, 999)).padStart(3, '0')}`;
}

function tell({ random, place }: StoryContext): Story {
  const kind = random.weighted([
    { weight: 5, key: 'eigen', words: 'Bewonerskaart' },
    { weight: 2, key: 'bedrijfswagen', words: 'Bewonerskaart voor een bedrijfswagen' },
    { weight: 2, key: 'tweede', words: 'Tweede bewonerskaart' },
    { weight: 1, key: 'bezoek', words: 'Bezoekerskaart' },
  ]);
  const number = plate(random);
  return {
    subject: `${kind.words} ${number}, ${place}`,
    description: random.pick([
      `Vraagt een kaart voor de wagen met nummerplaat ${number}.`,
      `Nieuwe wagen: de oude kaart mag vervallen, de nieuwe nummerplaat is ${number}.`,
      `De kaart loopt volgende maand af. Nummerplaat ${number} blijft dezelfde.`,
    ]),
    answers: {
      soortKaart: kind.key,
      nummerplaat: number,
      zone: random.pick(['centrum', 'station', 'oosterlo']),
      elektrisch: random.chance(0.2),
    },
  };
}

export const bewonerskaart: DossierTypeSeed = {
  code: 'bewonerskaart',
  name: 'Bewonerskaart (parkeren)',
  weight: 12,
  applicants: ['citizen'],
  site: 'home',
  channels: ['counter', 'eCounter', 'eCounter', 'phone'],
  data: {
    theme: 'Mobiliteit en openbaar domein',
    description: 'Gratis parkeren in de eigen zone voor wie er woont, met de eigen wagen of een bedrijfswagen.',
    ipdcId: '90008',
    questionSchema: questions(
      {
        soortKaart: choiceQuestion('Welke kaart?', 'De eerste kaart is gratis.', {
          eigen: 'Eerste kaart, eigen wagen',
          bedrijfswagen: 'Eerste kaart, bedrijfswagen',
          tweede: 'Tweede kaart',
          bezoek: 'Bezoekerskaart',
        }),
        nummerplaat: textQuestion('Nummerplaat', 'Bijvoorbeeld 2-ABC-123.', 12),
        zone: choiceQuestion('Zone', 'De zone van uw straat.', {
          centrum: 'Centrum',
          station: 'Stationsbuurt',
          oosterlo: 'Oosterlo',
        }),
        elektrisch: yesNoQuestion('Elektrische wagen?', 'Voor onze planning van laadpalen.'),
      },
      ['soortKaart', 'nummerplaat', 'zone'],
    ),
    initialStatus: 'submitted',
    statuses: [
      status('submitted', 'Uw aanvraag is ingediend.', ['inProgress', 'incomplete', 'decided', 'withdrawn']),
      status('incomplete', 'We missen het bewijs van uw wagen.', ['inProgress', 'withdrawn'], {
        action: 'Bezorg het inschrijvingsbewijs of het attest van uw werkgever.',
      }),
      status('inProgress', 'We kijken uw gegevens na.', ['decided', 'incomplete', 'withdrawn'], { by: 'desk' }),
      status('decided', 'Uw kaart is goedgekeurd of geweigerd. U krijgt bericht.', ['closed'], { by: 'desk' }),
      status('closed', 'Uw digitale kaart is actief of uw aanvraag is afgesloten.', ['reopened'], { by: 'desk' }),
      status('withdrawn', 'U hebt uw aanvraag ingetrokken.', []),
      status('reopened', 'We bekijken uw kaart opnieuw.', ['inProgress', 'closed'], { by: 'desk' }),
    ],
    termRule: workingDays('bewonerskaart5', 5),
    defaultTeamId: 'team-mobiliteit',
    addressRequired: true,
    letterTemplateIds: ['template-ontvangstmelding-nl', 'template-afgehandeld-nl'],
    priceCents: 0,
    retention: retention(90008, 3, 'destroy'),
  },
  paths: [
    {
      weight: 66,
      steps: [
        ['submitted', 1],
        ['inProgress', 2],
        ['decided', 1],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 20,
      steps: [
        ['submitted', 1],
        ['incomplete', 6],
        ['inProgress', 2],
        ['decided', 1],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 8,
      steps: [
        ['submitted', 1],
        ['inProgress', 3],
        ['decided', 2],
        ['closed', 0],
      ],
      outcome: 'refused',
    },
    {
      weight: 3,
      steps: [
        ['submitted', 1],
        ['inProgress', 2],
        ['decided', 1],
        ['closed', 40],
        ['reopened', 3],
        ['closed', 0],
      ],
      outcome: 'approved',
    },
    {
      weight: 3,
      steps: [
        ['submitted', 2],
        ['withdrawn', 0],
      ],
    },
  ],
  papers: [
    { title: 'Inschrijvingsbewijs', file: 'inschrijvingsbewijs.pdf', source: 'scan' },
    { title: 'Attest van de werkgever', file: 'attest-werkgever.pdf', source: 'upload' },
  ],
  contacts: [
    {
      subject: 'Nieuwe nummerplaat doorgeven',
      text: 'Heeft een vervangwagen en wil de nummerplaat tijdelijk aanpassen.',
    },
    {
      subject: 'Boete ondanks kaart',
      text: 'Kreeg een retributie hoewel de kaart geldig is. Nagekeken: nummerplaat was verkeerd ingevoerd.',
    },
    { subject: 'Hoe verlengen?', text: 'Vraagt of de kaart vanzelf verlengd wordt.' },
  ],
  tell,
};
