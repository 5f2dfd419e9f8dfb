import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';

/** The collection that the storage benchmarks fill. */
export const DOSSIERS = 'dossiers';
export const dossierSchema = rxdbSchemas.dossiers;

/** A dossier, as far as the indexes know it. */
export interface BenchDossier {
  readonly id: string;
  readonly number: string;
  readonly applicantId: string;
  readonly teamId: string;
  readonly status: string;
  readonly handlerId?: string;
  readonly dueOn?: string;
  readonly updatedAt: string;
}

export const TEAMS: readonly string[] = [
  'omgeving',
  'burgerzaken',
  'sociaal',
  'vrijetijd',
  'financien',
  'mobiliteit',
].map((name) => `team-${name}`);
/** Most dossiers of a municipality are closed. */
export const STATUSES: readonly string[] = [
  ...['registered', 'submitted', 'incomplete', 'complete', 'admissible', 'inProgress', 'awaitingAdvice', 'decided'],
  ...['inExecution', 'closed', 'withdrawn'],
];
const CLOSED_PART = 0.6;
const DAY_MILLISECONDS = 86_400_000;
const DAYS = 400;
const FIRST_DAY = Date.UTC(2025, 10, 1);
const LENGTH = 2048;
const WORDS =
  'aanvraag bezwaar bestemming dakkapel verbouwing vergunning perceel buurman fietspad inname terras kermis attest adres verhuis afspraak'.split(
    ' ',
  );

/** Numbers from 0 to 1, the same for the same seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Dossiers of 2 kB JSON each, always the same for the same count. */
export function makeDossiers(count: number): BenchDossier[] {
  const random = randomFrom(count);
  return Array.from({ length: count }, (_, index) => makeDossier(index, random));
}

/** Every day on which a dossier may be due. */
export function dueDays(): string[] {
  return Array.from({ length: DAYS }, (_, day) => isoDay(day));
}

function isoDay(day: number): string {
  return new Date(FIRST_DAY + day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

function makeDossier(index: number, random: () => number): BenchDossier {
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? '';
  const words = (count: number): string => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const at = new Date(FIRST_DAY + Math.floor(random() * DAYS * DAY_MILLISECONDS)).toISOString();
  const by = { memberId: `member-${Math.floor(random() * 80)}`, name: 'Karim El Amrani' };
  const status = random() < CLOSED_PART ? 'closed' : pick(STATUSES);
  const teamId = pick(TEAMS);
  const dossier = {
    id: `01a1c486-53a0-7${String(index).padStart(7, '0')}-${Math.floor(random() * 1e9)}`,
    createdAt: at,
    updatedAt: at,
    updatedBy: by,
    number: `2026-LV-${String(index).padStart(6, '0')}`,
    typeCode: 'informatie-verbouwen',
    subject: words(5),
    status,
    statusSince: at,
    channel: 'desk',
    applicantId: `person-${Math.floor(random() * 50_000)}`,
    parties: [{ id: 'party-1', personId: 'person-1', role: 'applicant' }],
    address: {
      streetName: words(1),
      houseNumber: '14',
      postalCode: '9990',
      municipality: 'Lindervelde',
      country: 'België',
    },
    teamId,
    ...(random() < 0.8 ? { handlerId: by.memberId } : {}),
    answers: { soortWerken: words(2), eigenaar: true },
    openedOn: at.slice(0, 10),
    ...(random() < 0.9 ? { dueOn: isoDay(Math.floor(random() * DAYS)) } : {}),
    termEvents: [{ id: 'term-1', kind: 'start', date: at.slice(0, 10) }],
    notes: [{ id: 'note-1', at, by, text: words(20) }],
    history: [{ id: 'history-1', at, by, kind: 'created', parameters: { status: 'registered', teamId } }],
    decisions: [],
    payments: [],
    surveys: [],
    description: '',
  };
  const left = LENGTH - JSON.stringify(dossier).length;
  dossier.description = words(Math.ceil(left / 6)).slice(0, Math.max(0, left));
  return dossier;
}
