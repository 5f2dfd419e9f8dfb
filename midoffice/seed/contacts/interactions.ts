import type { Author } from '@onthaal/contract/entities/building-blocks.ts';
import type { Interaction } from '@onthaal/contract/entities/contact.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { brusselsInstant, type DayNumber, dayNumber } from '../days.ts';
import type { MadeDossier } from '../dossiers/dossier.ts';
import { makeId } from '../identity.ts';
import type { Random } from '../random.ts';
import { openDayFrom } from '../references/calendars.ts';
import { clerks } from '../references/members.ts';
import { systemAuthor } from '../references/row.ts';
import {
  answerTexts,
  generalContacts,
  labels,
  mailOpenings,
  openingTexts,
  progressContacts,
} from '../words/contact-texts.ts';
import { nowMinutes, nowOf, type World } from '../world.ts';

type Draft = Pick<Interaction, 'channel' | 'direction' | 'state' | 'at' | 'by' | 'subject' | 'text'> &
  Partial<Interaction>;

const spoken: readonly Interaction['channel'][] = ['counter', 'phone', 'video'];

function finishInteraction(random: Random, person: Person, draft: Draft): Interaction {
  const isSpoken = spoken.includes(draft.channel);
  return {
    id: makeId(random, draft.at),
    createdAt: draft.at,
    updatedAt: draft.at,
    updatedBy: draft.by,
    personId: person.id,
    dossierIds: [],
    labels: random.chance(0.2) ? [random.pick(labels)] : [],
    notes: [],
    ...(isSpoken ? { durationSeconds: random.between(60, 1100) } : {}),
    ...(draft.channel === 'counter'
      ? { assurance: random.pick(['eIdRead', 'eIdRead', 'documentSeen', 'known', 'notEstablished'] as const) }
      : {}),
    ...(draft.channel === 'phone' ? { assurance: random.pick(['questions', 'known', 'notEstablished'] as const) } : {}),
    ...draft,
  };
}

function opening(random: Random, made: MadeDossier): Interaction {
  const { dossier, applicant } = made;
  const isSpoken = spoken.includes(dossier.channel);
  const created = dossier.history[0];
  const by: Author = created?.by ?? systemAuthor;
  const text = isSpoken ? random.pick(openingTexts) : `${random.pick(mailOpenings)}${dossier.description ?? ''}`;
  return finishInteraction(random, applicant, {
    channel: dossier.channel,
    direction: 'incoming',
    state:
      made.steps.length > 1 ? 'answered' : isSpoken ? 'assigned' : random.chance(0.5) ? 'labelled' : 'acknowledged',
    at: dossier.createdAt,
    by,
    subject: dossier.subject,
    text,
    result: 'dossierOpened',
    dossierIds: [dossier.id],
    teamId: dossier.teamId,
  });
}

function somewhereIn(world: World, random: Random, from: DayNumber, until: DayNumber): string | undefined {
  const day = openDayFrom(random.between(from + 1, Math.max(from + 1, until)));
  if (day > world.today) return undefined;
  return brusselsInstant(
    day,
    day === world.today ? random.between(490, nowMinutes - 2) : random.between(540, 970),
    random.between(0, 59),
  );
}

function later(world: World, random: Random, made: MadeDossier): Interaction | undefined {
  const { dossier, applicant, type, worker } = made;
  const opened = dayNumber(dossier.openedOn);
  const last = made.steps.at(-1)?.day ?? opened;
  const at = somewhereIn(world, random, opened, dossier.closedOn === undefined ? world.today : last);
  if (at === undefined) return undefined;
  const incoming = random.chance(0.65);
  const words = random.pick(random.chance(0.6) ? type.contacts : progressContacts);
  const channel = random.pick(
    incoming ? (['phone', 'phone', 'counter', 'email'] as const) : (['phone', 'email'] as const),
  );
  const asksBack = words.subject.includes('teruggebeld');
  return finishInteraction(random, applicant, {
    channel,
    direction: incoming ? 'incoming' : 'outgoing',
    state: 'answered',
    at,
    by: incoming && random.chance(0.7) ? random.pick(clerks) : worker,
    subject: words.subject,
    text: incoming ? words.text : random.pick(answerTexts),
    result:
      asksBack && incoming
        ? 'callBack'
        : random.pick(['answered', 'answered', 'answered', 'handedOver', 'appointmentMade'] as const),
    dossierIds: [dossier.id],
    teamId: dossier.teamId,
  });
}

/** The contacts about a dossier: how it came in, and what was asked and told since. */
export function interactionsOf(world: World, random: Random, made: MadeDossier): readonly Interaction[] {
  const contacts: Interaction[] = [];
  if (made.dossier.channel !== 'eCounter') contacts.push(opening(random, made));
  const count = random.weighted([
    { weight: 58, count: 0 },
    { weight: 28, count: 1 },
    { weight: 10, count: 2 },
    { weight: 4, count: 3 },
  ]).count;
  for (let index = 0; index < count; index += 1) {
    const contact = later(world, random, made);
    if (contact !== undefined) contacts.push(contact);
  }
  return contacts;
}

/** A contact that led to no dossier: a quick question at the counter or on the phone. */
export function quickQuestion(world: World, random: Random, person: Person): Interaction | undefined {
  const known = dayNumber(person.createdAt.slice(0, 10));
  const at = somewhereIn(world, random, Math.max(known, world.today - 420), world.today);
  if (at === undefined || at > nowOf(world)) return undefined;
  const words = random.pick(generalContacts);
  return finishInteraction(random, person, {
    channel: random.pick(['counter', 'counter', 'phone', 'email'] as const),
    direction: 'incoming',
    state: 'answered',
    at,
    by: random.pick(clerks),
    subject: words.subject,
    text: words.text,
    result: words.text.includes('Afspraak') ? 'appointmentMade' : 'answered',
    teamId: 'team-onthaal',
  });
}
