import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** A citizen's way to the page of one visit: the token is on paper or in a text message, here is its SHA-256. */
export const positionLink = pgTable(
  'position_link',
  {
    tokenHash: text('token_hash').primaryKey(),
    visitId: text('visit_id').notNull(),
    issuedAt: timestamp('issued_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (table) => [index('position_link_visit').on(table.visitId)],
);

/** A citizen's way to the page of one appointment. The secret half of its token is known to who has the message, here only its SHA-256. */
export const appointmentLink = pgTable(
  'appointment_link',
  {
    /** The half of the token by which it is found. */
    selector: text().primaryKey(),
    secretHash: text('secret_hash').notNull(),
    appointmentId: text('appointment_id').notNull(),
    language: text().notNull(),
    /** The message that it went out with, so that it is known that it was seen; absent: none, or one of before this was kept. */
    messageId: text('message_id'),
    /** How often somebody came with another secret; after some the link is dead. */
    wrong: integer().notNull().default(0),
    /** What the appointment was before it was cancelled here, as long as that can be taken back. */
    undo: jsonb(),
    issuedAt: timestamp('issued_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (table) => [index('appointment_link_appointment').on(table.appointmentId)],
);
