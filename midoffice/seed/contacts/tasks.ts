import type { Task } from '@onthaal/contract/entities/contact.ts';
import { brusselsInstant, type DayNumber, dayNumber, dayText } from '../days.ts';
import { isFinished, type MadeDossier } from '../dossiers/dossier.ts';
import { makeId } from '../identity.ts';
import type { Random } from '../random.ts';
import { openDayFrom } from '../references/calendars.ts';
import { clerks, handlersOf } from '../references/members.ts';
import { nowMinutes, type World } from '../world.ts';

interface TaskSeed {
  readonly kind: Task['kind'];
  readonly title: string;
  readonly text: string;
  readonly teamId: string;
  readonly promised?: string;
}

const actions: readonly (readonly [string, string])[] = [
  ['Ontbrekend stuk opvragen', 'Aanvrager heeft beloofd het stuk deze week te bezorgen.'],
  ['Plaatsbezoek doen', 'Foto’s nemen en verslag bij het dossier voegen.'],
  ['Brief nakijken', 'Ontwerpbrief nalezen voor ze vertrekt.'],
  ['Gegevens nakijken in het register', 'Adres en gezinssamenstelling controleren.'],
  ['Dossier klaarmaken voor het college', 'Nota en bijlagen klaarzetten.'],
];

function seedFor(random: Random, made: MadeDossier): TaskSeed {
  const { dossier, type, applicant } = made;
  const adviser = type.advisers?.length ? random.pick(type.advisers) : undefined;
  const draw = random.next();
  if (adviser !== undefined && draw < 0.35) {
    return {
      kind: 'advice',
      title: adviser.title,
      text: `Graag advies voor dossier ${dossier.number}: ${dossier.subject}.`,
      teamId: adviser.teamId,
    };
  }
  if (draw < 0.65) {
    return {
      kind: 'callBack',
      title: `${applicant.displayName} terugbellen`,
      text: 'Wil weten hoever het dossier staat en wat er nog nodig is.',
      teamId: dossier.teamId,
      promised: random.pick([
        'Vandaag nog teruggebeld.',
        'Teruggebeld binnen twee werkdagen.',
        'Deze week een antwoord.',
      ]),
    };
  }
  if (draw < 0.75) {
    return {
      kind: 'handover',
      title: 'Overgenomen van het onthaal',
      text: 'Vraag is gesteld aan het loket; de dienst neemt het over.',
      teamId: dossier.teamId,
    };
  }
  const [title, text] = random.pick(actions);
  return { kind: 'action', title, text, teamId: dossier.teamId };
}

function stateOf(random: Random, finished: boolean, age: number): Task['state'] {
  if (finished || age > 25) return random.chance(0.95) ? 'done' : 'cancelled';
  if (random.chance(0.08)) return 'returned';
  return random.pick(['open', 'open', 'received', 'inProgress', 'done'] as const);
}

function makeTask(world: World, random: Random, made: MadeDossier, day: DayNumber, finished: boolean): Task {
  const seed = seedFor(random, made);
  const minutes = day === world.today ? random.between(495, nowMinutes - 5) : random.between(540, 960);
  const at = brusselsInstant(day, minutes);
  const by = random.chance(0.5) ? random.pick(clerks) : made.worker;
  const state = stateOf(random, finished, world.today - day);
  const ends = state === 'done' || state === 'cancelled';
  const endedOn = ends ? openDayFrom(day + random.between(1, 4)) : day;
  const late = ends && endedOn > world.today;
  const endedAt = brusselsInstant(Math.min(endedOn, world.today), 565);
  const doer = random.pick(handlersOf(seed.teamId));
  const taken = state !== 'open' && state !== 'returned';
  const done = ends && !late;
  return {
    id: makeId(random, at),
    createdAt: at,
    updatedAt: done ? endedAt : at,
    updatedBy: done ? doer : by,
    kind: seed.kind,
    title: seed.title.slice(0, 300),
    text: seed.text,
    state: late ? 'inProgress' : state,
    teamId: seed.teamId,
    ...(taken ? { memberId: doer.memberId } : {}),
    personId: made.applicant.id,
    dossierId: made.dossier.id,
    dueOn: dayText(openDayFrom(day + random.pick([1, 2, 2, 5, 10, 15]))),
    ...(state === 'returned'
      ? {
          returnReason: random.pick([
            'Niet voor onze dienst.',
            'Telefoonnummer klopt niet.',
            'Dubbel: staat al bij een ander dossier.',
          ]),
        }
      : {}),
    ...(seed.promised === undefined ? {} : { promised: seed.promised }),
    ...(done ? { doneAt: endedAt } : {}),
    notes: [],
  };
}

/** The work that a dossier gave rise to: 0.4 on average. */
export function tasksOf(world: World, random: Random, made: MadeDossier): readonly Task[] {
  const finished = isFinished(made.dossier);
  const waitsForAdvice = made.dossier.status === 'awaitingAdvice';
  if (!waitsForAdvice && !random.chance(finished ? 0.34 : 0.6)) return [];
  const opened = dayNumber(made.dossier.openedOn);
  const last = finished ? (made.steps.at(-1)?.day ?? opened) : world.today;
  const day = openDayFrom(random.between(opened, Math.max(opened, last)));
  if (day > world.today) return [];
  return [makeTask(world, random, made, day, finished)];
}
