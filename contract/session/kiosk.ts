import Type, { type Static } from 'typebox';
import { Identifier, InstantText, record, text } from '../entities/building-blocks.ts';
import type { OnthaalError } from '../result.ts';
import {
  KioskCalls,
  type KioskCheckIn,
  KioskHall,
  type KioskPrinterState,
  type KioskProof,
  KioskPurpose,
  type KioskTicket,
} from './kiosk-hall.ts';

/** The paths of the mid-office on which a kiosk proves which device it is. */
export const kioskPaths = {
  /** A one-time code of an administrator and the public half of the kiosk's key for a registration. */
  register: '/kiosk/register',
  /** Something to sign, for once. */
  challenge: '/kiosk/challenge',
  /** The signed challenge for a short access token. */
  session: '/kiosk/session',
} as const;

/** Without I, O, 0 and 1, which people mistake for each other: twelve characters, as an administrator reads them aloud. */
export const kioskCodeCharacters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const kioskCodeLength = 12;

/** What was typed as a code, without the lines and spaces between its groups; undefined when it cannot be one. */
export function readKioskCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]+/g, '');
  const isCode = code.length === kioskCodeLength && [...code].every((one) => kioskCodeCharacters.includes(one));
  return isCode ? code : undefined;
}

/** A code in groups of four, as it is shown and typed. */
export function writtenKioskCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}

/** What is signed: it names what it is for, so that this signature is good for nothing else. */
export function kioskProofText(deviceId: string, challenge: string): string {
  return `onthaal-kiosk\n${deviceId}\n${challenge}`;
}

/** What the mid-office answers to a registration. */
export const KioskRegistration = record('KioskRegistration', { deviceId: Identifier, name: text(120) });
export type KioskRegistration = Static<typeof KioskRegistration>;

export const KioskChallenge = Type.Object({ challenge: text(100) });
export type KioskChallenge = Static<typeof KioskChallenge>;

/** A session of a device, of nobody in person. */
export const KioskToken = Type.Object({
  token: text(4000),
  lifetimeSeconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
});
export type KioskToken = Static<typeof KioskToken>;

/** A time at which the room is taken; not by whom, nor for what. */
export const KioskMoment = record('KioskMoment', { startsAt: InstantText, endsAt: InstantText });
export type KioskMoment = Static<typeof KioskMoment>;

/** What a kiosk shows of its place today. */
export const KioskBoard = record('KioskBoard', {
  name: text(120),
  purpose: KioskPurpose,
  /** Of a kiosk at a room. */
  roomName: Type.Optional(text(200)),
  building: text(120),
  /** The time at the mid-office: the clock of a kiosk may be wrong. */
  now: InstantText,
  taken: Type.Array(KioskMoment, { maxItems: 200 }),
  /** Of a kiosk that gives tickets. */
  hall: Type.Optional(KioskHall),
  /** Of a screen of the waiting room. */
  screen: Type.Optional(KioskCalls),
});
export type KioskBoard = Static<typeof KioskBoard>;

/** Requests of the desk's kiosk to the mid-office, as they go through the store process, which alone has the line. */
export type KioskRequest =
  | { readonly ask: 'register'; readonly code: string; readonly publicKey: string }
  | { readonly ask: 'challenge'; readonly deviceId: string }
  | {
      readonly ask: 'session';
      readonly deviceId: string;
      readonly challenge: string;
      readonly signature: string;
    }
  | { readonly ask: 'board'; readonly token: string; readonly printer: KioskPrinterState }
  | {
      readonly ask: 'ticket';
      readonly token: string;
      readonly operationId: string;
      readonly productCode: string;
      /** SHA-256 of the token by which the page of the number will be asked. */
      readonly pageHash?: string | undefined;
    }
  | {
      readonly ask: 'checkIn';
      readonly token: string;
      readonly operationId: string;
      readonly proof: KioskProof;
      readonly pageHash?: string | undefined;
    };

/** What the mid-office answers to each of them. */
export interface KioskAnswers {
  readonly register: KioskRegistration;
  readonly challenge: KioskChallenge;
  readonly session: KioskToken;
  readonly board: KioskBoard;
  readonly ticket: KioskTicket;
  readonly checkIn: KioskCheckIn;
}

/** Where a kiosk is, for its screen. */
export interface KioskState {
  /** `unregistered`: it needs a code. `registered`: it has a key that the mid-office knows, or did when it last answered. */
  readonly registration: 'unregistered' | 'registered';
  /** The mid-office took the registration back, and the key was destroyed here. */
  readonly revoked: boolean;
  /** As the administrator called it. */
  readonly name: string;
  /** Why there is no session at this moment; null when there is one, or none was asked for yet. */
  readonly problem: OnthaalError | null;
  readonly board: KioskBoard | null;
}
