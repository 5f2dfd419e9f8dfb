/** What a person types to show a locked screen again, when they have chosen one. */
export type LockSecretKind = 'none' | 'pin' | 'password';

/** Why the screen is locked: a key, nobody there for a while, or the operating system locked or slept. */
export type LockReason = 'key' | 'idle' | 'system';

/** Digits of a PIN: fewer are guessed, more are forgotten. What is not all digits is a password. */
export const PIN_DIGITS = { least: 4, most: 8 } as const;
export const PASSWORD_CHARACTERS = { least: 8, most: 128 } as const;

/** Whether the desk shows anything, as main decides it and the page draws it. */
export interface LockState {
  readonly locked: boolean;
  readonly reason: LockReason;
  /** What shows the screen again; `none`: any key does. */
  readonly secret: LockSecretKind;
  /** After wrong attempts no other is taken before this moment: milliseconds since 1970, 0 when there is none. */
  readonly waitUntil: number;
}

/** Minutes without keyboard and mouse after which the screen locks by itself. */
export const LOCK_MINUTES = { least: 1, usual: 5, most: 60 } as const;

/** Unsent work in the file of somebody who is not logged in now. */
export interface WaitingWork {
  readonly items: number;
  /** When the oldest of it was written (ISO 8601). */
  readonly since: string;
}

/** The unsent work of everybody together. */
export interface AllWaitingWork extends WaitingWork {
  /** How many people left it. */
  readonly people: number;
}

/** What the login screen must say about this computer, before anybody logged in. */
export interface LoginNotes {
  /** By member id, for those whose name is on the list. */
  readonly waiting: Readonly<Record<string, WaitingWork>>;
  /** The unsent work of everybody together; null when nothing waits. */
  readonly allWaiting: AllWaitingWork | null;
  /** Those on the list who worked on this computer before: without a line only they can log in. By member id. */
  readonly workedHere: readonly string[];
  /** Access that the mid-office took away, until somebody says it was read. */
  readonly revoked: { readonly unsentItems: number; readonly at: string } | null;
  /** The last session was ended because the PIN was wrong too often. */
  readonly endedByWrongPin: boolean;
}

/** What this session can do with the keyring of the operating system. */
export interface KeyringInformation {
  /** `missing`: there is none, or it is locked. `changed`: not the one that keeps the keys of this computer. */
  readonly state: 'ready' | 'plain' | 'missing' | 'changed';
  /** Name of what keeps secrets now, e.g. `gnome_libsecret`. */
  readonly backend: string;
  /** Name of what keeps the keys of this computer; empty when nothing was kept yet. */
  readonly recorded: string;
}
