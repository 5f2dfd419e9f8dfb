import type { Address, Author } from '@onthaal/contract/entities/building-blocks.ts';
import type { Dossier, DossierStatus } from '@onthaal/contract/entities/dossier.ts';
import { reservedAddress } from '../addresses.ts';
import { brusselsInstant, type DayNumber, dayText } from '../days.ts';
import { dossierTypeSeeds } from '../dossier-types/index.ts';
import type { Answer, Outcome } from '../dossier-types/seed-type.ts';
import { historyOf } from '../dossiers/history.ts';
import type { LifeStep } from '../dossiers/life.ts';
import { routingFor } from '../dossiers/routing.ts';
import { dueDayOf, termEventsOf } from '../dossiers/term.ts';
import {
  architect,
  bakery,
  closedDossier,
  holidayShiftedDossier,
  jozef,
  lateDossier,
  lukasz,
  marieHelene,
  renovationDossier,
  suspendedDossier,
  thomas,
} from '../fixed-records.ts';
import { createRandom } from '../random.ts';
import { author } from '../references/members.ts';
import { systemAuthor } from '../references/row.ts';
import type { World } from '../world.ts';
import { holidayForTerm, openDays } from './fixed-days.ts';

interface FixedDossier {
  readonly id: string;
  readonly number: string;
  readonly typeCode: string;
  readonly subject: string;
  readonly description: string;
  readonly applicantId: string;
  readonly parties?: Dossier['parties'];
  readonly address: Address;
  readonly channel: Dossier['channel'];
  readonly answers: Readonly<Record<string, Answer>>;
  readonly handler: Author;
  readonly opener: Author;
  readonly steps: readonly (readonly [status: DossierStatus, day: DayNumber])[];
  readonly more?: Partial<Dossier>;
}

function stepsOf(fixed: FixedDossier): readonly LifeStep[] {
  return fixed.steps.map(([status, day], index) => ({ status, day, at: brusselsInstant(day, 555 + index * 25) }));
}

function build(world: World, fixed: FixedDossier): Dossier {
  const type = dossierTypeSeeds.find((candidate) => candidate.code === fixed.typeCode);
  if (type === undefined) throw new RangeError('No such dossier type');
  const steps = stepsOf(fixed);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('A dossier has a status');
  const text = `${fixed.subject} ${fixed.description}`;
  const { teamId, routing } = routingFor(fixed.typeCode, text, fixed.address, fixed.answers);
  const termEvents = termEventsOf(type.data, steps);
  const dueOn = type.data.termRule === undefined ? undefined : dueDayOf(type.data.termRule, termEvents);
  const opening = { at: first.at, number: fixed.number };
  const outcome = fixed.more?.outcome as Outcome | undefined;
  const { handler, opener } = fixed;
  return {
    id: fixed.id,
    createdAt: first.at,
    updatedAt: last.at,
    updatedBy: handler,
    number: fixed.number,
    typeCode: fixed.typeCode,
    subject: fixed.subject,
    description: fixed.description,
    status: last.status,
    statusSince: last.at,
    channel: fixed.channel,
    applicantId: fixed.applicantId,
    parties: fixed.parties ?? [{ id: 'party-1', personId: fixed.applicantId, role: 'applicant' }],
    address: fixed.address,
    teamId,
    handlerId: handler.memberId,
    routing,
    answers: { ...fixed.answers },
    openedOn: dayText(first.day),
    ...(dueOn === undefined ? {} : { dueOn }),
    termEvents,
    notes: [],
    history: historyOf(createRandom(world.seed, fixed.id), {
      opening,
      steps,
      teamId,
      opener,
      handler,
      worker: handler,
      outcome,
    }),
    decisions: [],
    payments: [],
    surveys: [],
    ...fixed.more,
  };
}

/** Days of the renovation dossier, shared with the contacts around it. */
export function renovationDays(
  today: DayNumber,
): Readonly<Record<'mail' | 'acknowledged' | 'assigned' | 'call' | 'meeting', DayNumber>> {
  return {
    mail: openDays(today, -8),
    acknowledged: openDays(today, -8),
    assigned: openDays(today, -7),
    call: openDays(today, -3),
    meeting: openDays(today, 3),
  };
}

function renovation(world: World): FixedDossier {
  const days = renovationDays(world.today);
  const karim = author('member-karim');
  const noteAt = brusselsInstant(days.call, 960);
  return {
    ...renovationDossier,
    typeCode: 'informatie-verbouwen',
    description:
      'We hebben hier vorig jaar een huisje gekocht en zouden graag verbouwen: een uitbouw achteraan en misschien een dakkapel. We weten nog niet goed wat we juist gaan doen. Niet alles wat er nu staat, is op plan getekend. Wat mag er?',
    applicantId: marieHelene.id,
    parties: [
      { id: 'party-1', personId: marieHelene.id, role: 'applicant' },
      { id: 'party-2', personId: thomas.id, role: 'coApplicant' },
      { id: 'party-3', personId: architect.id, role: 'architect' },
    ],
    address: reservedAddress('Kerkstraat 14'),
    channel: 'email',
    answers: {
      soortWerken: 'uitbouw',
      vraag: 'Wat mag er als we achteraan uitbouwen en een dakkapel plaatsen?',
      eigenaar: true,
      architect: true,
      contactvorm: 'telefoon',
      perceel: '46999A0214/00C002',
    },
    handler: karim,
    opener: author('member-els'),
    steps: [
      ['registered', days.mail],
      ['submitted', days.assigned],
      ['inProgress', openDays(days.assigned, 1)],
    ],
    more: {
      parcel: '46999A0214/00C002',
      notes: [
        {
          id: 'note-verbouwen-1',
          at: noteAt,
          by: karim,
          text: 'De veranda van 1994 staat niet op plan. Eerst samen met de architect bekijken wat geregulariseerd kan worden.',
        },
      ],
    },
  };
}

function late(world: World): FixedDossier {
  const opened = openDays(world.today, -16);
  return {
    ...lateDossier,
    typeCode: 'inname-openbaar-domein',
    subject: 'Terras voor de bakkerij, Marktplein 5',
    description:
      'Bakkerij De Korenaar wil zes tafeltjes op het voetpad zetten. Het voetpad blijft anderhalve meter vrij.',
    applicantId: bakery.id,
    address: reservedAddress('Marktplein 5'),
    channel: 'eCounter',
    answers: {
      reden: 'terras',
      vanaf: dayText(world.today + 20),
      aantalDagen: 120,
      lengte: 8,
      rijwegVersperd: false,
      bordenHuren: false,
    },
    handler: author('member-jonas'),
    opener: systemAuthor,
    steps: [
      ['submitted', opened],
      ['inProgress', openDays(opened, 4)],
    ],
  };
}

function suspended(world: World): FixedDossier {
  const opened = openDays(world.today, -14);
  return {
    ...suspendedDossier,
    typeCode: 'mantelzorgpremie',
    subject: 'Mantelzorgpremie, zorg voor mijn partner',
    description:
      'Jozef zorgt elke dag voor zijn vrouw Maria. Hij kwam zelf naar het loket; het attest van de huisarts ontbreekt nog.',
    applicantId: jozef.id,
    address: { ...reservedAddress('Lindelaan 21'), boxNumber: '1' },
    channel: 'counter',
    answers: {
      relatie: 'partner',
      zorgvrager: 'Maria De Backer',
      urenPerWeek: 40,
      zorgSinds: dayText(world.today - 500),
      samenwonend: true,
      attest: 'geen',
      rekeningOpNaam: true,
    },
    handler: author('member-nathalie'),
    opener: author('member-noor'),
    steps: [
      ['registered', opened],
      ['submitted', openDays(opened, 1)],
      ['incomplete', openDays(opened, 5)],
    ],
  };
}

function holidayShifted(world: World): FixedDossier {
  const start = holidayForTerm(world.today, 105) - 105;
  const opened = openDays(start, -8);
  return {
    ...holidayShiftedDossier,
    typeCode: 'omgevingsvergunning-gewoon',
    subject: 'Bouwen van een driegevelwoning, Molenweg 8',
    description:
      'Bouwen van een driegevelwoning op het adres Molenweg 8. De plannen zijn opgemaakt door een architect.',
    applicantId: lukasz.id,
    address: { ...reservedAddress('Molenweg 8'), boxNumber: '2' },
    channel: 'eCounter',
    answers: {
      soortWerken: 'nieuwbouw',
      omschrijving: 'Bouwen van een driegevelwoning',
      omvNummer: 'OMV_2026000104',
      oppervlakte: 180,
      architect: true,
    },
    handler: author('member-karim'),
    opener: systemAuthor,
    steps: [
      ['submitted', opened],
      ['complete', start],
      ['inProgress', start + 1],
    ],
    more: { parcel: '46999B0077/00_000' },
  };
}

function closed(world: World): FixedDossier {
  const opened = openDays(world.today, -60);
  const days = [0, 2, 4, 12, 18, 22, 34].map((count) => openDays(opened, count));
  const at = (index: number) => days[index] ?? opened;
  const decidedAt = brusselsInstant(at(4), 655);
  return {
    ...closedDossier,
    typeCode: 'melding',
    subject: 'Te snel verkeer, Kerkstraat 14',
    description: "Vooral 's avonds wordt in onze straat veel te snel gereden. Er lopen hier veel kinderen naar school.",
    applicantId: thomas.id,
    address: reservedAddress('Kerkstraat 14'),
    channel: 'eCounter',
    answers: {
      soortProbleem: 'verkeer',
      omschrijving: "Vooral 's avonds wordt hier veel te snel gereden.",
      gevaarlijk: true,
      vastgesteldOp: dayText(opened - 3),
      contactNodig: true,
    },
    handler: author('member-tom'),
    opener: systemAuthor,
    steps: [
      ['submitted', at(0)],
      ['admissible', at(1)],
      ['awaitingAdvice', at(2)],
      ['readyForDecision', at(3)],
      ['decided', at(4)],
      ['inExecution', at(5)],
      ['closed', at(6)],
    ],
    more: {
      outcome: 'approved',
      closedOn: dayText(at(6)),
      archive: { state: 'notDue', dueOn: dayText(at(6) + 5 * 365) },
      decisions: [
        {
          id: 'decision-melding-kerkstraat',
          body: 'college',
          title: 'Zone 30 en wegversmalling in de Kerkstraat',
          state: 'published',
          outcome: 'approved',
          meetingOn: dayText(at(4)),
          publishedAt: decidedAt,
        },
      ],
      surveys: [
        {
          id: 'survey-melding-kerkstraat',
          askedAt: brusselsInstant(at(6), 720),
          answeredAt: brusselsInstant(at(6), 1200),
          score: 4,
          remark: 'Goed opgevolgd, het duurde alleen wat lang.',
        },
      ],
    },
  };
}

/** The dossiers of `fixed-records.ts`. */
export function fixedDossiers(world: World): readonly Dossier[] {
  return [renovation, late, suspended, holidayShifted, closed].map((make) => build(world, make(world)));
}
