import type { Address, Author } from '@onthaal/contract/entities/building-blocks.ts';
import type { Dossier } from '@onthaal/contract/entities/dossier.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { makeOgm } from '@onthaal/contract/rules/identifiers/index.ts';
import { anyAddress, placeOf } from '../addresses.ts';
import { dayText } from '../days.ts';
import { dossierTypeSeeds } from '../dossier-types/index.ts';
import type { DossierTypeSeed, Outcome } from '../dossier-types/seed-type.ts';
import { makeId } from '../identity.ts';
import type { Random } from '../random.ts';
import { clerks, handlersOf } from '../references/members.ts';
import { systemAuthor } from '../references/row.ts';
import type { World } from '../world.ts';
import { historyOf } from './history.ts';
import { type LifeStep, liveUntilToday } from './life.ts';
import type { Opening } from './opening-days.ts';
import { routingFor } from './routing.ts';
import { dueDayOf, termEventsOf } from './term.ts';

/** A dossier with what the records around it need to know. */
export interface MadeDossier {
  readonly dossier: Dossier;
  readonly type: DossierTypeSeed;
  readonly steps: readonly LifeStep[];
  readonly applicant: Person;
  /** Who does the work: its handler, or somebody of its team. */
  readonly worker: Author;
}

const typesOfKind = new Map<Person['kind'], readonly { readonly type: DossierTypeSeed; readonly weight: number }[]>(
  (['citizen', 'enterprise', 'association'] as const).map((kind) => [
    kind,
    dossierTypeSeeds
      .filter((type) => type.applicants.includes(kind))
      .map((type) => ({
        type,
        weight: (type.weight * type.applicants.filter((one) => one === kind).length) / type.applicants.length,
      })),
  ]),
);

function typeFor(random: Random, applicant: Person): DossierTypeSeed {
  return random.weighted(typesOfKind.get(applicant.kind) ?? []).type;
}

const noteTexts = [
  'Aanvrager gebeld, geen antwoord. Volgende week opnieuw proberen.',
  'Plannen nagekeken met collega, geen bezwaar.',
  'Wacht op bijkomende stukken.',
  'Plaatsbezoek gepland.',
  'Dringend volgens aanvrager, zie e-mail.',
  'Vergelijkbaar dossier vorig jaar goedgekeurd.',
  'Besproken op het dienstoverleg.',
  'Buren zijn op de hoogte.',
];

function siteOf(random: Random, type: DossierTypeSeed, applicant: Person): Address {
  return type.site === 'anywhere' || applicant.address === undefined ? anyAddress(random) : applicant.address;
}

function parcelOf(random: Random): string {
  const number = String(random.between(1, 1400)).padStart(4, '0');
  const exponent = random.chance(0.3) ? '_' : random.pick(['A', 'B', 'C', 'D', 'K', 'P']);
  return `46999${random.pick(['A', 'B', 'C', 'D'])}${number}/00${exponent}${String(random.between(0, 9)).padStart(3, '0')}`;
}

function partiesOf(applicant: Person, partner: Person | undefined): Dossier['parties'] {
  const parties: Dossier['parties'] = [{ id: 'party-1', personId: applicant.id, role: 'applicant' }];
  if (partner !== undefined) parties.push({ id: 'party-2', personId: partner.id, role: 'coApplicant' });
  return parties;
}

function decisionsOf(random: Random, type: DossierTypeSeed, steps: readonly LifeStep[], outcome: Dossier['outcome']) {
  const ready = steps.find((step) => step.status === 'readyForDecision');
  const decided = steps.find((step) => step.status === 'decided');
  const from = ready ?? decided;
  if (type.decision === undefined || from === undefined) return [];
  const decision: Dossier['decisions'][number] = {
    id: makeId(random, from.at),
    body: type.decision.body,
    title: type.decision.title,
    state: decided === undefined ? 'onAgenda' : random.chance(0.8) ? 'published' : 'signed',
  };
  if (decided === undefined) return [decision];
  const treated = outcome === 'refused' ? 'refused' : outcome === 'partly' ? 'amended' : 'approved';
  const published = decision.state === 'published' ? { publishedAt: decided.at } : {};
  return [
    {
      ...decision,
      outcome: treated as 'refused' | 'amended' | 'approved',
      meetingOn: dayText(decided.day),
      ...published,
    },
  ];
}

function paymentsOf(random: Random, type: DossierTypeSeed, opening: Opening, closed: boolean): Dossier['payments'] {
  const cents = type.data.priceCents ?? 0;
  if (cents === 0) return [];
  return [
    {
      id: makeId(random, opening.at),
      amountCents: cents,
      lines: [{ productCode: type.code, quantity: 1, unitCents: cents }],
      reference: makeOgm(random.between(1, 9_999_999_999)),
      method: random.pick(['card', 'transfer', 'online'] as const),
      state: closed || random.chance(0.8) ? 'paid' : 'open',
      stateSince: opening.at,
    },
  ];
}

function surveysOf(random: Random, closing: LifeStep | undefined): Dossier['surveys'] {
  if (closing === undefined || !random.chance(0.12)) return [];
  const answered = random.chance(0.6);
  return [
    {
      id: makeId(random, closing.at),
      askedAt: closing.at,
      ...(answered
        ? {
            answeredAt: closing.at,
            score: random.weighted([1, 2, 3, 4, 5].map((score) => ({ weight: score * score, score }))).score,
          }
        : {}),
      ...(answered && random.chance(0.4)
        ? {
            remark: random.pick([
              'Snel geholpen, bedankt.',
              'Het duurde lang maar ik kreeg een goede uitleg.',
              'Duidelijke brief.',
              'Ik moest twee keer hetzelfde vertellen.',
            ]),
          }
        : {}),
    },
  ];
}

const finished: readonly Dossier['status'][] = ['closed', 'withdrawn'];

interface Course {
  readonly type: DossierTypeSeed;
  readonly steps: readonly LifeStep[];
  readonly handler: Author | undefined;
  readonly opener: Author;
  readonly worker: Author;
}

function lifeFields(world: World, random: Random, opening: Opening, course: Course, wanted: Outcome | undefined) {
  const { type, steps, handler, opener, worker } = course;
  const last: LifeStep = steps.at(-1) ?? { status: 'submitted', day: opening.day, at: opening.at };
  const decided = steps.find((step) => step.status === 'decided');
  const outcome = decided === undefined ? undefined : wanted;
  const termEvents = termEventsOf(type.data, steps);
  const dueOn = type.data.termRule === undefined ? undefined : dueDayOf(type.data.termRule, termEvents);
  const closing = finished.includes(last.status) ? last : undefined;
  const noteAt = steps[1]?.at;
  const archive = { state: 'notDue' as const, dueOn: dayText(last.day + type.data.retention.years * 365) };
  return {
    createdAt: opening.at,
    updatedAt: last.at,
    updatedBy: steps.length > 1 ? worker : opener,
    status: last.status,
    statusSince: last.at,
    ...(outcome === undefined ? {} : { outcome }),
    openedOn: dayText(opening.day),
    ...(closing === undefined ? {} : { closedOn: dayText(closing.day), archive }),
    ...(dueOn === undefined ? {} : { dueOn }),
    termEvents,
    notes:
      noteAt !== undefined && handler !== undefined && random.chance(0.12)
        ? [{ id: makeId(random, noteAt), at: noteAt, by: handler, text: random.pick(noteTexts) }]
        : [],
    decisions: decisionsOf(random, type, steps, outcome),
    payments: paymentsOf(random, type, opening, closing !== undefined || world.today - opening.day > 30),
    surveys: surveysOf(random, closing),
  };
}

/**
 * One dossier with its whole life until today.
 *
 * @param partner somebody at the same address, who may be a co-applicant
 */
export function makeDossier(
  world: World,
  random: Random,
  opening: Opening,
  applicant: Person,
  partner: Person | undefined,
): MadeDossier {
  const type = typeFor(random, applicant);
  const address = siteOf(random, type, applicant);
  const story = type.tell({ random, applicant, site: address, place: placeOf(address), openedOn: opening.day });
  const site = type.site === 'none' ? undefined : address;
  const { teamId, routing } = routingFor(type.code, `${story.subject} ${story.description}`, site, story.answers);
  const path = random.weighted(type.paths);
  const steps = liveUntilToday(world, random, path, opening.day, opening.at);
  const worker = random.pick(handlersOf(teamId));
  const handler = steps.length > 1 && random.chance(0.9) ? worker : undefined;
  const channel = random.pick(type.channels);
  const atDesk = channel === 'counter' || channel === 'phone' || channel === 'video';
  const opener = atDesk ? random.pick(clerks) : systemAuthor;
  const together = partner !== undefined && random.chance(0.2) ? partner : undefined;
  const course: Course = { type, steps, handler, opener, worker };
  const life = lifeFields(world, random, opening, course, path.outcome);
  const dossier: Dossier = {
    id: makeId(random, opening.at),
    number: opening.number,
    typeCode: type.code,
    subject: story.subject.slice(0, 300),
    description: story.description,
    channel,
    applicantId: applicant.id,
    parties: partiesOf(applicant, together),
    ...(site === undefined ? {} : { address: site }),
    ...(type.data.theme === 'Wonen en bouwen' && random.chance(0.6) ? { parcel: parcelOf(random) } : {}),
    teamId,
    ...(handler === undefined ? {} : { handlerId: handler.memberId }),
    routing,
    answers: { ...story.answers },
    history: historyOf(random, { opening, steps, teamId, opener, handler, worker, outcome: life.outcome }),
    ...life,
  };
  return { dossier, type, steps, applicant, worker };
}

/** Whether nobody works on it any more. */
export function isFinished(dossier: Dossier): boolean {
  return finished.includes(dossier.status);
}
