import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** A one-time code for registering a kiosk, as its SHA-256. */
export const kioskCode = pgTable('kiosk_code', {
  hash: text().primaryKey(),
  name: text().notNull(),
  /** What the kiosk is for: it stands at a room, or at a location. */
  purpose: text().notNull().default('room'),
  roomId: text('room_id'),
  locationId: text('location_id'),
  /** The administrator. */
  by: text().notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'string' }).notNull(),
  usedAt: timestamp('used_at', { withTimezone: true, mode: 'string' }),
  /** The kiosk that it was redeemed for. */
  deviceId: text('device_id'),
});

/** A device without a person, at a place. Its access is taken away as that of any device (`revocation`). */
export const kiosk = pgTable('kiosk', {
  deviceId: text('device_id').primaryKey(),
  name: text().notNull(),
  /** What it is for: it stands at a room, or at a location. */
  purpose: text().notNull().default('room'),
  roomId: text('room_id'),
  locationId: text('location_id'),
  /** Ed25519, SPKI, base64url. */
  publicKey: text('public_key').notNull(),
  by: text().notNull(),
  registeredAt: timestamp('registered_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
});

/** When a kiosk asked last, and how it said its printer was. Apart: what changes every few seconds is no change for the audit trail. */
export const kioskHealth = pgTable('kiosk_health', {
  deviceId: text('device_id').primaryKey(),
  seenAt: timestamp('seen_at', { withTimezone: true, mode: 'string' }).notNull(),
  printer: text().notNull(),
});

/** What a kiosk was asked to sign and has not yet, as its SHA-256. */
export const kioskChallenge = pgTable('kiosk_challenge', {
  hash: text().primaryKey(),
  deviceId: text('device_id').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'string' }).notNull(),
});
