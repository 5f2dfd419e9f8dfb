import { index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** What a desk shares with the others in its building: printers, a terminal and a scanner in the network, under its name. */
export const deskShare = pgTable(
  'desk_share',
  {
    deviceId: text('device_id').primaryKey(),
    /** Where it stands; empty: nobody knows. */
    building: text().notNull(),
    name: text().notNull(),
    printers: jsonb().notNull(),
    /** Its payment terminal; absent: it shares none. */
    terminal: jsonb(),
    /** Its scanner in the network; absent: it shares none. */
    scanner: jsonb(),
    /** Which of what it shares does not work now: kinds of printers, or the terminal. */
    failing: jsonb().notNull().default([]),
    /** The member who was logged in. */
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (table) => [index('desk_share_building').on(table.building)],
);

/** Which desk has a payment at a terminal, or looks one up there. */
export const terminalHold = pgTable(
  'terminal_hold',
  {
    building: text().notNull(),
    terminal: text().notNull(),
    deviceId: text('device_id').notNull(),
    /** From then on it counts no more: the desk died. */
    until: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.building, table.terminal] })],
);

/** Which desk may say how a payment of another desk ended: it held the terminal where that was. See neighbours/payment-look-ups.ts. */
export const paymentLookUp = pgTable(
  'payment_look_up',
  {
    paymentId: text('payment_id').notNull(),
    deviceId: text('device_id').notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.paymentId, table.deviceId] })],
);
