import type { Hindrance } from '../entities/appointment.ts';
import type { Address, Language } from '../entities/building-blocks.ts';
import type { DossierStatus } from '../entities/dossier.ts';
import type { PaperPurpose } from '../rules/messages/index.ts';

/** Half-open range in UTF-16 code units of the text it belongs to. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export const searchKinds = ['person', 'dossier', 'appointment', 'interaction', 'task', 'document'] as const;
export type SearchKind = (typeof searchKinds)[number];

export interface SearchHit {
  readonly kind: SearchKind;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** The text that matched when it is neither in title nor subtitle, with the field it came from. */
  readonly matched?:
    | { readonly field: string; readonly text: string; readonly ranges: readonly TextRange[] }
    | undefined;
  readonly titleRanges: readonly TextRange[];
  readonly subtitleRanges: readonly TextRange[];
  /** Dossier status, appointment state or task state: the catalogue has the word. */
  readonly state?: string | undefined;
  /** The typed text equals this record's number. */
  readonly exact: boolean;
  /** What opens: the person or dossier this hit belongs to. */
  readonly opens: { readonly kind: 'person' | 'dossier'; readonly id: string } | undefined;
  /** A protected person, or what was written about one: the hit names them and says nothing else, the card opens after a reason. */
  readonly shielded?: true | undefined;
}

export interface SearchResult {
  readonly text: string;
  readonly groups: readonly {
    readonly kind: SearchKind;
    /** Number of hits, counted up to 1 000; `more` says that there are more. */
    readonly total: number;
    readonly more: boolean;
    readonly hits: readonly SearchHit[];
  }[];
  /** Present when exactly one record has the typed number: Enter opens it. */
  readonly exactHit: SearchHit | undefined;
  /** Words that had no hit and were read as their nearest neighbours. */
  readonly corrections: readonly { readonly typed: string; readonly readAs: readonly string[] }[];
}

export interface PersonRow {
  readonly id: string;
  readonly displayName: string;
  readonly kind: string;
  readonly birthDate?: string | undefined;
  readonly address?: Address | undefined;
  readonly language?: Language | undefined;
  readonly flags: readonly string[];
  /** A protected person, whose card opens after a reason: nothing but the name is here. */
  readonly shielded?: true | undefined;
}

export interface DossierRow {
  readonly id: string;
  readonly number: string;
  readonly typeCode: string;
  readonly typeName: string;
  readonly subject: string;
  readonly status: DossierStatus;
  readonly statusLabel: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly handlerName?: string | undefined;
  readonly applicantId: string;
  readonly applicantName: string;
  readonly openedOn: string;
  readonly dueOn?: string | undefined;
  readonly updatedAt: string;
  readonly closed: boolean;
  /** Of a protected person: the subject is empty, the dossier opens after a reason. */
  readonly shielded?: true | undefined;
}

/** A look of somebody else into a dossier of the team, or at a person whom the team has to do with, for which they had to give a reason. */
export interface WatchedLook {
  readonly id: string;
  readonly at: string;
  readonly memberName: string;
  readonly reason: string;
  /** Who was looked at, when nobody named a dossier. */
  readonly person?: { readonly id: string; readonly name: string } | undefined;
  readonly dossierId?: string | undefined;
  /** Number and subject; undefined when the dossier is not on this desk. */
  readonly dossierNumber?: string | undefined;
  readonly subject?: string | undefined;
}

/** A message to a citizen, as far as lists show it. */
export interface MessageRow {
  readonly id: string;
  readonly channel: string;
  readonly purpose: string;
  readonly state: string;
  readonly stateSince: string;
  /** Why it did not leave or arrive. */
  readonly problem?: string | undefined;
  readonly notBefore?: string | undefined;
  readonly costCents?: number | undefined;
  /** Its reader is asked to say that they saw it. */
  readonly asksReading?: boolean | undefined;
  /** On paper, and no longer so: the citizen has something that is wrong. */
  readonly isOutOfDate?: true | undefined;
}

export interface AppointmentRow {
  readonly id: string;
  readonly code: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: string;
  readonly mode: string;
  readonly subject: string;
  readonly personId?: string | undefined;
  readonly personName?: string | undefined;
  readonly dossierId?: string | undefined;
  readonly roomName?: string | undefined;
  /** The desk at which it is, when it is at one. */
  readonly deskName?: string | undefined;
  readonly memberNames: readonly string[];
  readonly productCode: string;
  readonly persons?: number | undefined;
  readonly locationId?: string | undefined;
  readonly bring: readonly string[];
  readonly meetingLink?: string | undefined;
  /** What was written about it, the newest first; where that is not shown: absent. */
  readonly messages?: readonly MessageRow[] | undefined;
  /** What must be printed for the citizen now. */
  readonly toPrint?: PaperPurpose | undefined;
  /** The citizen was the last to change it. */
  readonly changedByCitizen?: true | undefined;
  /** In the calendar: why it is not possible any more. */
  readonly hindrances?: readonly Hindrance[] | undefined;
  /** Of an appointment that another system has too: when both differ, or when nobody knows whether it has it. */
  readonly elsewhere?: { readonly state: 'clash' | 'unknown'; readonly startsAt?: string | undefined } | undefined;
  /** The desk, and who works there, that it is kept for: only there it can be booked, also without a line. */
  readonly reservedFor?: string | undefined;
  /** With a protected person: the subject is empty. */
  readonly shielded?: true | undefined;
}

export interface InteractionRow {
  readonly id: string;
  readonly at: string;
  readonly channel: string;
  readonly direction: string;
  readonly subject: string;
  readonly text: string;
  readonly result?: string | undefined;
  readonly byName: string;
  readonly dossiers: readonly { readonly id: string; readonly number: string }[];
}

export interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly state: string;
  readonly overdue: boolean;
  readonly dueOn?: string | undefined;
  readonly teamName: string;
  readonly memberName?: string | undefined;
  readonly personId?: string | undefined;
  readonly dossierId?: string | undefined;
}

/** The term clock's result with what the bar and its explanation need. Days are `YYYY-MM-DD`. */
export interface TermView {
  readonly state: 'notStarted' | 'running' | 'suspended' | 'stopped' | 'expired';
  readonly startDate?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly originalDueDate?: string | undefined;
  readonly today: string;
  readonly daysUsed: number;
  readonly daysLeft: number;
  readonly percentUsed: number;
  readonly warning: 'none' | 'soon' | 'late';
  readonly legalBasis?: string | undefined;
  readonly unit: 'calendarDay' | 'workingDay' | 'month';
  readonly length: number;
  readonly trace: readonly {
    readonly kind: string;
    readonly date: string;
    readonly reasonCode?: string | undefined;
    readonly parameters?: Readonly<Record<string, string | number>> | undefined;
  }[];
}

export interface TimelineEntry {
  readonly id: string;
  readonly at: string;
  readonly kind: 'history' | 'interaction' | 'task' | 'appointment' | 'document' | 'message' | 'note';
  /** Kind of history event, channel, task kind ...: selects sentence and icon. */
  readonly detail: string;
  readonly byName?: string | undefined;
  readonly text?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

export interface RoutingPreview {
  readonly teamId: string;
  readonly teamName: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly evidence: readonly { readonly kind: string; readonly field: string; readonly text: string }[];
  readonly alternatives: readonly { readonly teamId: string; readonly teamName: string; readonly ruleName: string }[];
}
