import type { Address, Channel } from '@onthaal/contract/entities/building-blocks.ts';
import type { DossierStatus, outcomes } from '@onthaal/contract/entities/dossier.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import type { DossierType } from '@onthaal/contract/entities/reference-kinds.ts';
import type { Random } from '../random.ts';

export type Outcome = (typeof outcomes)[number];
export type Answer = string | number | boolean;

/** A course that dossiers of a type take: each status with the working weeks' days usually spent in it (calendar days). */
export interface LifePath {
  readonly weight: number;
  readonly steps: readonly (readonly [status: DossierStatus, days: number])[];
  readonly outcome?: Outcome;
}

export interface StoryContext {
  readonly random: Random;
  readonly applicant: Person;
  /** Where the dossier is about; the applicant's own address or another one in the municipality. */
  readonly site: Address;
  /** "Kerkstraat 14". */
  readonly place: string;
  /** Day on which it was opened, as a day number. */
  readonly openedOn: number;
}

export interface Story {
  readonly subject: string;
  readonly description: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

export interface PaperSeed {
  readonly title: string;
  readonly file: string;
  readonly source: 'scan' | 'mail' | 'template' | 'upload';
}

export interface ContactSeed {
  readonly subject: string;
  readonly text: string;
}

/** A dossier type as reference data, with what is needed to make believable dossiers of it. */
export interface DossierTypeSeed {
  readonly code: string;
  readonly name: string;
  readonly data: DossierType;
  /** Share among all dossiers. */
  readonly weight: number;
  readonly applicants: readonly Person['kind'][];
  readonly site: 'home' | 'anywhere' | 'none';
  readonly channels: readonly Channel[];
  readonly paths: readonly LifePath[];
  readonly papers: readonly PaperSeed[];
  /** What people ask about such a dossier while it runs. */
  readonly contacts: readonly ContactSeed[];
  readonly advisers?: readonly { readonly teamId: string; readonly title: string }[];
  readonly decision?: { readonly body: 'college' | 'council'; readonly title: string };
  readonly tell: (context: StoryContext) => Story;
}
