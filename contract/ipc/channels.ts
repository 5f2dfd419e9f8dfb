import Type, { type Static, type TSchema } from 'typebox';
import type { DeskDevices } from '../devices/desk-devices.ts';
import { PrinterOrder, type WatchedHealth } from '../devices/device-health.ts';
import {
  type FoundPrinter,
  type PrinterDescription,
  PrinterPlace,
  type PrintJob,
  PrintKind,
  PrintServer,
} from '../devices/printing.ts';
import type { ReadersState } from '../devices/readers.ts';
import type { ScannerPage, ScanProgress } from '../devices/scanners.ts';
import { type OfferedFiles, WatchedFileId } from '../devices/watch-folder.ts';
import { closed, DayText, Identifier, Language } from '../entities/building-blocks.ts';
import { DocumentKind } from '../entities/correspondence.ts';
import { exportFormats } from '../graphql/export-pages.ts';
import { AppointmentPaper, appointmentTemplates } from '../letters/appointment-paper.ts';
import { DayPaper } from '../letters/day-paper.ts';
import { InvitationValues, invitationTemplates } from '../letters/invitation.ts';
import { LetterValues, letterTemplates, type MadeLetter } from '../letters/letters.ts';
import { VisitTicket } from '../letters/visit-ticket.ts';
import type { Result } from '../result.ts';
import type { KioskState } from '../session/kiosk.ts';
import {
  type KeyringInformation,
  LOCK_MINUTES,
  type LockState,
  type LoginNotes,
  PASSWORD_CHARACTERS,
} from '../session/lock.ts';
import type { LoginMethod } from '../session/login.ts';
import type { DemoPerson, SessionMember } from '../session/session.ts';
import { AppointmentFile } from '../store/appointment-file.ts';
import type { OpeningProgress } from '../store/control.ts';
import { type AddedDocuments, mostContentBytes } from '../store/document-content.ts';
import { type DeviceResults, deviceRequests } from './device-channels.ts';
import { type KioskResults, kioskRequests } from './kiosk-channels.ts';
import { waitingRoomRequests } from './waiting-room.ts';

export const locales = ['nl-BE', 'en', 'fr', 'de'] as const;
export const themes = ['system', 'light', 'dark', 'highContrast'] as const;

export const Preferences = Type.Object(
  {
    locale: Type.Enum(locales),
    theme: Type.Enum(themes),
    singleLetterKeys: Type.Boolean(),
    /** Minutes without keyboard and mouse after which the screen locks; absent: the usual number. */
    lockMinutes: Type.Optional(Type.Integer({ minimum: LOCK_MINUTES.least, maximum: LOCK_MINUTES.most })),
  },
  closed,
);
export type Preferences = Static<typeof Preferences>;

/** State of a supervised process, as the status bar says it in words. */
export interface ProcessState {
  readonly state: 'starting' | 'running' | 'restarting' | 'failed';
  readonly restarts: number;
}

/** Moments of a start that only the renderer knows; main writes them beside its own, on one clock. */
export const markNames = ['rendererStarted', 'firstPaint', 'shellPainted', 'loginShown', 'listUsable'] as const;
export type MarkName = (typeof markNames)[number];

export interface ApplicationInformation {
  readonly version: string;
  readonly electronVersion: string;
  readonly demo: boolean;
  /** The demo has simulated devices with a page of switches. */
  readonly demoPanel: boolean;
  /** True when keys are not protected by the keyring of the operating system (demo and tests only). */
  readonly keysUnprotected: boolean;
  readonly keyring: KeyringInformation;
  /** Everybody needs a PIN or a password for the locked screen (outside the demo). */
  readonly pinRequired: boolean;
  readonly platform: string;
  /** This computer stands in public and is nobody's: it has no login, and nothing of persons or dossiers. */
  readonly kiosk: boolean;
}

export interface PeopleAnswer {
  /** How people log in here; with `acmIdm` the list is of those who worked on this computer before, for logging in without a line. */
  readonly method: LoginMethod;
  readonly people: readonly DemoPerson[];
  /** False: this list was remembered from an earlier day, because the mid-office does not answer. */
  readonly live: boolean;
}

/** What somebody types to unlock; longer is nobody's PIN or password. */
const Secret = Type.String({ minLength: 1, maxLength: PASSWORD_CHARACTERS.most });

/** Bytes that a page made: no more than a desk takes in. */
const ContentBytes = Type.Refine(
  Type.Unsafe<Uint8Array>({}),
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= mostContentBytes,
);

/** Requests from the renderer to main: the argument's schema, checked at the border. */
export const requestArguments = {
  'application:information': Type.Object({}, closed),
  'application:openExternal': Type.Object({ url: Type.String({ maxLength: 2000 }) }, closed),
  'application:copyText': Type.Object({ text: Type.String({ maxLength: 100_000 }) }, closed),
  'application:openLogFolder': Type.Object({}, closed),
  /** Opens the page that switches the simulated devices of the demo, in the system's browser. */
  'application:openDemoPanel': Type.Object({}, closed),
  /** Ends Onthaal and starts it again: a keyring that comes back is only seen at a start. */
  'application:restart': Type.Object({}, closed),
  'preferences:read': Type.Object({}, closed),
  'preferences:write': Preferences,
  'session:people': Type.Object({}, closed),
  /** `secret`: the PIN or password that is asked for without a line. */
  'session:logIn': Type.Object({ memberId: Type.String({ maxLength: 64 }), secret: Type.Optional(Secret) }, closed),
  /** Opens the system's browser and answers when it came back, or did not: that may take minutes. */
  'session:browserLogIn': Type.Object({}, closed),
  /** Opens the browser again for the login that waits. */
  'session:browserOpenAgain': Type.Object({}, closed),
  'session:browserCancel': Type.Object({}, closed),
  'session:logOut': Type.Object({}, closed),
  'session:current': Type.Object({}, closed),
  'session:loginNotes': Type.Object({}, closed),
  /** Somebody read what the login screen said about the last session and about revoked access. */
  'session:notesRead': Type.Object({}, closed),
  'session:lockState': Type.Object({}, closed),
  'session:lock': Type.Object({}, closed),
  'session:unlock': Type.Object({ secret: Type.Optional(Secret) }, closed),
  /** `current` may be absent just after a login with a line, or when there was none. */
  'session:setSecret': Type.Object({ next: Secret, current: Type.Optional(Secret) }, closed),
  ...kioskRequests,
  /** Opens a dialog of the system for choosing files, and takes them in as documents of a dossier. */
  'documents:add': Type.Object({ dossierId: Identifier }, closed),
  /** The same with files that were dropped on the page. Only the preload asks this: a page cannot name a path. */
  'documents:addDropped': Type.Object(
    { dossierId: Identifier, paths: Type.Array(Type.String({ minLength: 1, maxLength: 4096 }), { maxItems: 50 }) },
    closed,
  ),
  /** Takes in what was scanned at the desk. It is on no disk before, and then encrypted like every content. */
  'documents:addScanned': Type.Object(
    {
      dossierId: Identifier,
      fileName: Type.String({ minLength: 1, maxLength: 200 }),
      bytes: ContentBytes,
      documentKind: Type.Optional(DocumentKind),
    },
    closed,
  ),
  /** What a copier dropped in the folder of this desk. */
  'documents:watchedFiles': Type.Object({}, closed),
  /** Shows such a file in a window of its own. */
  'documents:showWatched': Type.Object({ fileId: WatchedFileId }, closed),
  /** Files it; it leaves the folder when the store has it. */
  'documents:fileWatched': Type.Object(
    {
      fileId: WatchedFileId,
      dossierId: Identifier,
      fileName: Type.String({ minLength: 1, maxLength: 200 }),
      documentKind: Type.Optional(DocumentKind),
    },
    closed,
  ),
  /** Removes a file that the store has already. */
  'documents:removeWatched': Type.Object({ fileId: WatchedFileId }, closed),
  /** Shows a document in a window of its own, or, when it cannot be shown, offers to save it. Needs the log row of the look. */
  'documents:open': Type.Object({ documentId: Identifier, consultationId: Identifier }, closed),
  /** Warns that a document leaves the protected store, and saves it where the clerk chooses. */
  'documents:save': Type.Object({ documentId: Identifier, consultationId: Identifier }, closed),
  ...deviceRequests,
  /** Makes a letter or a ticket and keeps it in memory. What it is filled with was looked at and logged before. */
  'printing:make': Type.Object(
    { template: Type.Enum(letterTemplates), language: Language, values: LetterValues },
    closed,
  ),
  /** Makes an invitation to pay by bank transfer, as a letter or as a ticket. */
  'printing:makeInvitation': Type.Object(
    { template: Type.Enum(invitationTemplates), language: Language, values: InvitationValues },
    closed,
  ),
  /** Makes what a citizen is told of an appointment, as a letter or as a ticket. */
  'printing:makeAppointment': Type.Object(
    { template: Type.Enum(appointmentTemplates), paper: AppointmentPaper },
    closed,
  ),
  /** Shows a letter as it will be on paper. */
  'printing:preview': Type.Object({ letterId: Identifier }, closed),
  'printing:print': Type.Object({ letterId: Identifier, order: PrinterOrder }, closed),
  /** Prints the ticket of a visitor on the ticket printer of this desk, in Dutch. */
  'printing:visitTicket': VisitTicket,
  'printing:cancel': Type.Object({ jobId: Identifier }, closed),
  /** The letter becomes a document of its dossier. */
  'printing:keep': Type.Object({ letterId: Identifier, dossierId: Identifier }, closed),
  /** It is on paper, or will never be: the letter leaves the memory. */
  'printing:forget': Type.Object({ letterId: Identifier }, closed),
  /** Which printers a print server knows. */
  'printing:find': Type.Object({ server: PrintServer }, closed),
  /** The queues of the operating system. */
  'printing:queues': Type.Object({}, closed),
  'printing:describe': Type.Object({ kind: PrintKind, place: PrinterPlace }, closed),
  'printing:testPage': Type.Object({ kind: PrintKind, place: PrinterPlace }, closed),
  ...waitingRoomRequests,
  /** Main answers by posting a MessagePort to the window (see preload); the nonce ties port and asker together. */
  'store:connect': Type.Object({ nonce: Type.String({ minLength: 16, maxLength: 64 }) }, closed),
  'store:restart': Type.Object({}, closed),
  /** Main asks for a file, and writes the log of consultations about a person or by a member into it. */
  'oversight:exportLog': Type.Object(
    { about: Type.Enum(['person', 'member'] as const), id: Identifier, format: Type.Enum(exportFormats) },
    closed,
  ),
  /** Main asks for a file, and writes an appointment into it that calendars open (iCalendar). */
  'appointments:save': AppointmentFile,
  /** Main asks for a file, and writes the list of what this desk took on a day into it: CSV that spreadsheets in Belgium open. */
  'payments:saveDay': Type.Object({ day: DayText, table: Type.String({ maxLength: 4_000_000 }) }, closed),
  /** Main asks for a file, and writes the figures of a day into it: CSV, as above. */
  'day:save': Type.Object({ day: DayText, table: Type.String({ maxLength: 4_000_000 }) }, closed),
  /** Makes the figures of a day a page of A4, which is printed and shown as a letter is. */
  'day:makePaper': DayPaper,
  /** Main asks for a file, and writes such a page into it, as a PDF. DOCUMENT_UNKNOWN for any other letter. */
  'day:savePaper': Type.Object({ letterId: Identifier, day: DayText }, closed),
  /** `at` is `performance.timeOrigin + performance.now()`: milliseconds since 1970. */
  'performance:mark': Type.Object({ name: Type.Enum(markNames), at: Type.Number({ minimum: 0 }) }, closed),
} as const satisfies Record<string, TSchema>;

export type RequestChannel = keyof typeof requestArguments;
/** What a page may ask by name. */
export type PageChannel = Exclude<RequestChannel, 'documents:addDropped'>;
export type RequestArguments = { [Channel in RequestChannel]: Static<(typeof requestArguments)[Channel]> };

export interface RequestResults extends DeviceResults, KioskResults {
  readonly 'application:information': ApplicationInformation;
  readonly 'application:openExternal': null;
  readonly 'application:copyText': null;
  readonly 'application:openLogFolder': null;
  readonly 'application:openDemoPanel': null;
  readonly 'application:restart': null;
  readonly 'preferences:read': Preferences;
  readonly 'preferences:write': Preferences;
  readonly 'session:people': PeopleAnswer;
  readonly 'session:logIn': SessionMember;
  readonly 'session:browserLogIn': SessionMember;
  readonly 'session:browserOpenAgain': null;
  readonly 'session:browserCancel': null;
  readonly 'session:logOut': null;
  readonly 'session:current': SessionMember | null;
  readonly 'session:loginNotes': LoginNotes;
  readonly 'session:notesRead': null;
  readonly 'session:lockState': LockState;
  readonly 'session:lock': LockState;
  readonly 'session:unlock': LockState;
  readonly 'session:setSecret': LockState;
  readonly 'documents:add': AddedDocuments;
  readonly 'documents:addDropped': AddedDocuments;
  readonly 'documents:addScanned': { readonly documentId: string };
  readonly 'documents:watchedFiles': OfferedFiles;
  readonly 'documents:showWatched': null;
  readonly 'documents:fileWatched': { readonly documentId: string; readonly isRemoved: boolean };
  readonly 'documents:removeWatched': null;
  readonly 'documents:open': { readonly saved: boolean };
  readonly 'documents:save': { readonly saved: boolean };
  readonly 'printing:make': MadeLetter;
  readonly 'printing:makeInvitation': MadeLetter;
  readonly 'printing:makeAppointment': MadeLetter;
  readonly 'printing:preview': null;
  readonly 'printing:print': PrintJob;
  readonly 'printing:visitTicket': PrintJob;
  readonly 'printing:cancel': null;
  readonly 'printing:keep': { readonly documentId: string };
  readonly 'printing:forget': null;
  readonly 'printing:find': readonly FoundPrinter[];
  readonly 'printing:queues': readonly FoundPrinter[];
  readonly 'printing:describe': PrinterDescription;
  readonly 'printing:testPage': PrintJob;
  readonly 'waitingRoom:show': null;
  readonly 'store:connect': null;
  readonly 'store:restart': null;
  /** Null when no file was chosen. */
  readonly 'oversight:exportLog': LogExported | null;
  /** Null when no file was chosen. */
  readonly 'appointments:save': { readonly fileName: string } | null;
  /** Null when no file was chosen. */
  readonly 'payments:saveDay': { readonly fileName: string } | null;
  /** Null when no file was chosen. */
  readonly 'day:save': { readonly fileName: string } | null;
  readonly 'day:makePaper': MadeLetter;
  /** Null when no file was chosen. */
  readonly 'day:savePaper': { readonly fileName: string } | null;
  readonly 'performance:mark': null;
}

/** What was written into a file. */
export interface LogExported {
  readonly rows: number;
  /** Without its folders. */
  readonly fileName: string;
}

/** Events from main to the renderer. */
export interface EventPayloads {
  readonly 'store:processState': ProcessState;
  /** A user's database is being opened, and it takes long. */
  readonly 'store:opening': OpeningProgress;
  readonly 'session:changed': SessionMember | null;
  readonly 'session:lockChanged': LockState;
  readonly 'preferences:changed': Preferences;
  readonly 'kiosk:changed': KioskState;
  readonly 'devices:processState': ProcessState;
  readonly 'devices:readersChanged': ReadersState;
  readonly 'devices:settingsChanged': DeskDevices;
  readonly 'devices:healthChanged': WatchedHealth;
  readonly 'devices:scanProgress': ScanProgress;
  /** A page of a scan that this window asked for. */
  readonly 'devices:scannedPage': ScannerPage;
  /** Where a print job stands; nothing of what is printed. */
  readonly 'printing:jobChanged': PrintJob;
  /** A card is before the terminal of this desk. */
  readonly 'devices:cardShown': { readonly operationId: string };
}
export type EventChannel = keyof EventPayloads;
export const eventChannels = [
  'store:processState',
  'store:opening',
  'session:changed',
  'session:lockChanged',
  'preferences:changed',
  'kiosk:changed',
  'devices:processState',
  'devices:readersChanged',
  'devices:settingsChanged',
  'devices:healthChanged',
  'devices:scanProgress',
  'devices:scannedPage',
  'printing:jobChanged',
  'devices:cardShown',
] as const;

/**
 * The one object on `window` (`window.onthaal`). The preload freezes it; nothing else crosses. The store's port is delivered by
 * a window message `{ source: 'onthaal', kind: 'storePort', nonce }` with the port transferred, because a MessagePort cannot
 * cross the context bridge.
 */
export interface DesktopBridge {
  request<Channel extends PageChannel>(
    channel: Channel,
    args: RequestArguments[Channel],
  ): Promise<Result<RequestResults[Channel]>>;
  /** Takes files that were dropped on the page in as documents of a dossier. Only what the system dropped has a place on this computer. */
  addDropped(dossierId: string, files: readonly unknown[]): Promise<Result<AddedDocuments>>;
  /** Returns the function that stops listening. */
  on<Channel extends EventChannel>(channel: Channel, listener: (payload: EventPayloads[Channel]) => void): () => void;
}
