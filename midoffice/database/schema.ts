import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

export * from './citizen-tables.ts';
export * from './kiosk-tables.ts';
export * from './neighbour-tables.ts';

/** PostgreSQL's 64-bit transaction id, as text: it exceeds what a JavaScript number holds. */
const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Orders the writes inside one transaction. */
export const changeSequence = pgSequence('change_sequence');

/** A member's work, found without walking through that of the municipality: see scope/work-query.ts. */
function workIndexes() {
  return [
    index('document_open_dossier_team')
      .on(sql`(data ->> 'teamId')`)
      .where(sql`collection = 'dossiers' AND data ->> 'closedOn' IS NULL`),
    index('document_open_dossier_handler')
      .on(sql`(data ->> 'handlerId')`)
      .where(sql`collection = 'dossiers' AND data ->> 'closedOn' IS NULL`),
    index('document_closed_dossier_team')
      .on(sql`(data ->> 'teamId')`, sql`((data ->> 'closedOn') COLLATE "C")`)
      .where(sql`collection = 'dossiers' AND data ->> 'closedOn' IS NOT NULL`),
    index('document_closed_dossier_handler')
      .on(sql`(data ->> 'handlerId')`, sql`((data ->> 'closedOn') COLLATE "C")`)
      .where(sql`collection = 'dossiers' AND data ->> 'closedOn' IS NOT NULL`),
    index('document_open_task_team')
      .on(sql`(data ->> 'teamId')`)
      .where(sql`collection = 'tasks' AND data ->> 'state' NOT IN ('done', 'cancelled')`),
    index('document_open_task_member')
      .on(sql`(data ->> 'memberId')`)
      .where(sql`collection = 'tasks' AND data ->> 'state' NOT IN ('done', 'cancelled')`),
    index('document_watched_handover')
      .on(sql`(data ->> 'senderId')`)
      .where(sql`collection = 'tasks' AND data ->> 'seenAt' IS NULL AND data ->> 'senderId' IS NOT NULL`),
  ];
}

/**
 * Every replicated document. One table for all collections: they share one change order, one pull query and one migration,
 * and the shape of `data` is guarded by contract/ and not by columns. What must be found otherwise has an expression index.
 */
export const document = pgTable(
  'document',
  {
    collection: text().notNull(),
    id: text().notNull(),
    data: jsonb().notNull(),
    deleted: boolean().notNull().default(false),
    /** Transaction of the last write. A pull serves only transactions below the oldest one still running. */
    transactionId: transactionId('transaction_id').notNull().default(sql`pg_current_xact_id()`),
    sequence: bigint({ mode: 'bigint' }).notNull().default(sql`nextval('change_sequence')`),
  },
  (table) => [
    primaryKey({ columns: [table.collection, table.id] }),
    index('document_change').on(table.collection, table.transactionId, table.sequence),
    uniqueIndex('document_dossier_number').on(sql`(data ->> 'number')`).where(sql`collection = 'dossiers'`),
    index('document_of_dossier')
      .on(sql`(data ->> 'dossierId')`, table.collection)
      .where(sql`data ->> 'dossierId' IS NOT NULL`),
    index('document_about_dossiers').using('gin', sql`(data -> 'dossierIds')`).where(sql`collection = 'interactions'`),
    index('document_reference_code')
      .on(sql`(data ->> 'kind')`, sql`(data ->> 'code')`)
      .where(sql`collection = 'references'`),
    // What decides whether a desk needs a document: see scope/. Days and instants are compared byte by byte.
    index('document_created').on(table.collection, sql`((data ->> 'createdAt') COLLATE "C")`),
    index('document_closed')
      .on(sql`((data ->> 'closedOn') COLLATE "C")`)
      .where(sql`collection = 'dossiers' AND data ->> 'closedOn' IS NOT NULL`),
    index('document_starts').on(sql`((data ->> 'startsAt') COLLATE "C")`).where(sql`collection = 'appointments'`),
    index('document_arrived').on(sql`((data ->> 'arrivedAt') COLLATE "C")`).where(sql`collection = 'visits'`),
    index('document_of_person').on(sql`(data ->> 'personId')`).where(sql`data ->> 'personId' IS NOT NULL`),
    index('document_of_applicant').on(sql`(data ->> 'applicantId')`).where(sql`collection = 'dossiers'`),
    index('document_parties')
      .using('gin', sql`(jsonb_path_query_array(data -> 'parties', '$[*].personId'))`)
      .with({ fastupdate: false })
      .where(sql`collection = 'dossiers'`),
    ...workIndexes(),
    index('document_open_contact')
      .on(table.id)
      .where(sql`collection = 'interactions' AND data ->> 'state' <> 'answered'`),
    index('document_open_visit')
      .on(sql`(data ->> 'memberId')`)
      .where(sql`collection = 'visits' AND data ->> 'finishedAt' IS NULL`),
    index('document_consultation_member').on(sql`(data ->> 'memberId')`).where(sql`collection = 'consultations'`),
    index('document_consultation_reason')
      .on(sql`(data ->> 'dossierId')`)
      .where(sql`collection = 'consultations' AND data ? 'reason'`),
    index('document_of_appointment')
      .on(sql`(data ->> 'appointmentId')`)
      .where(sql`collection = 'messages' AND data ->> 'appointmentId' IS NOT NULL`),
    index('document_unsent').on(table.id).where(sql`collection = 'messages' AND data ->> 'state' = 'requested'`),
    index('document_search')
      .using('gin', sql`onthaal_search_words(collection, data)`)
      .with({ fastupdate: false })
      .where(sql`collection IN ('persons', 'dossiers')`),
  ],
);

/** Who changed what, when, on which device. A trigger refuses every change to a line once written. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    sequence: bigserial({ mode: 'bigint' }).primaryKey(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    memberId: text('member_id').notNull(),
    deviceId: text('device_id').notNull(),
    operationId: text('operation_id').notNull(),
    collection: text().notNull(),
    documentId: text('document_id').notNull(),
    before: jsonb(),
    after: jsonb().notNull(),
  },
  (table) => [index('audit_entry_document').on(table.collection, table.documentId, table.sequence)],
);

/**
 * The chain of the log of consultations: a link per consultation, in the order of their arrival, each with the hash of the one
 * before. A trigger on `document` writes it, so that no way of writing passes it by; triggers refuse every change to it.
 */
export const consultationEntry = pgTable(
  'consultation_entry',
  {
    /** 1, 2, 3, ... without a gap. */
    sequence: bigint({ mode: 'bigint' }).primaryKey(),
    documentId: text('document_id').notNull().unique(),
    memberId: text('member_id').notNull(),
    personId: text('person_id').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true, mode: 'string' }).notNull(),
    /** The consultation as it came, as text: what the hash covers. */
    entry: text().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index('consultation_entry_person').on(table.personId, table.sequence),
    index('consultation_entry_member').on(table.memberId, table.sequence),
  ],
);

/** A desk that has logged in, with the code that starts every dossier number made on it. */
export const device = pgTable('device', {
  id: text().primaryKey(),
  numberPrefix: text('number_prefix').notNull().unique(),
  firstSeenAt: timestamp('first_seen_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
});

/** What a member fetched from the centre: it stays on the member's desks until after its last day. */
export const deskPin = pgTable(
  'desk_pin',
  {
    memberId: text('member_id').notNull(),
    collection: text().notNull(),
    id: text().notNull(),
    lastDay: text('last_day').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.collection, table.id] }),
    index('desk_pin_day').on(table.lastDay),
  ],
);

/** Accepted operations of a device, so that a push repeated after a lost answer is accepted once. */
export const operation = pgTable(
  'operation',
  {
    deviceId: text('device_id').notNull(),
    operationId: text('operation_id').notNull(),
    collection: text().notNull(),
    documentId: text('document_id').notNull(),
    /** SHA-256 of the accepted state: the same operation id with other content is a new attempt. */
    stateHash: text('state_hash').notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.deviceId, table.operationId, table.collection, table.documentId] })],
);

/**
 * A mark in the history of this database, made at every start and whenever changes may have been missed. Desks remember the marks that
 * they worked under: a mark that is gone, or a checkpoint behind the end of its stretch, tells that the database was put back.
 */
export const historyMark = pgTable('history_mark', {
  sequence: bigserial({ mode: 'bigint' }).primaryKey(),
  id: text().notNull().unique(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  /** No document had a newer transaction than this when the mark was made: the stretch before it ends here. */
  previousEnd: transactionId('previous_end').notNull(),
  /** When the last write before the mark was accepted; null when nothing ever was. */
  previousAt: timestamp('previous_at', { withTimezone: true, mode: 'string' }),
});

/** Members and devices whose access an administrator took away. */
export const revocation = pgTable(
  'revocation',
  {
    /** `member` or `device`. */
    kind: text().notNull(),
    id: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    /** The administrator. */
    by: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
);

/** Small facts that the mid-office keeps for itself (name of the change feed, demo signing secret). */
export const setting = pgTable('setting', { name: text().primaryKey(), value: text().notNull() });

/** Who of the identity provider is which member. Made at the first login, never changed by a login. */
export const memberIdentity = pgTable('member_identity', {
  /** The person's number in the user management (`vo_id`). */
  subject: text().primaryKey(),
  memberId: text('member_id').notNull().unique(),
  linkedAt: timestamp('linked_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
});

/** A login that began in a browser and has not come back from the identity provider yet. */
export const loginAttempt = pgTable('login_attempt', {
  state: text().primaryKey(),
  /** SHA-256 of the cookie that only the browser that began has. */
  browserHash: text('browser_hash').notNull(),
  nonce: text().notNull(),
  /** PKCE between mid-office and identity provider. */
  verifier: text().notNull(),
  /** PKCE between desk and mid-office. */
  deskChallenge: text('desk_challenge').notNull(),
  deskPort: integer('desk_port').notNull(),
  deskState: text('desk_state').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'string' }).notNull(),
});

/** A one-time code on its way through the browser to the desk, as its SHA-256. */
export const loginCode = pgTable('login_code', {
  hash: text().primaryKey(),
  memberId: text('member_id').notNull(),
  subject: text().notNull(),
  /** Session at the identity provider (`sid`), for its logout messages. */
  providerSession: text('provider_session'),
  challenge: text().notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'string' }).notNull(),
  usedAt: timestamp('used_at', { withTimezone: true, mode: 'string' }),
  /** What the code was redeemed for. */
  sessionId: text('session_id'),
});

/** A session of one member on one desk; all its refresh tokens are one family. */
export const loginSession = pgTable(
  'login_session',
  {
    id: text().primaryKey(),
    memberId: text('member_id').notNull(),
    deviceId: text('device_id').notNull(),
    subject: text().notNull(),
    providerSession: text('provider_session'),
    startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    endsAt: timestamp('ends_at', { withTimezone: true, mode: 'string' }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true, mode: 'string' }),
    /** Why it ended before its time: `logOut`, `reuse`, `provider` or `access`. */
    endedBy: text('ended_by'),
  },
  (table) => [
    index('login_session_subject').on(table.subject),
    index('login_session_provider').on(table.providerSession),
  ],
);

/** A refresh token, as its SHA-256. Only the newest of a session counts. */
export const refreshToken = pgTable(
  'refresh_token',
  {
    hash: text().primaryKey(),
    sessionId: text('session_id').notNull(),
    issuedAt: timestamp('issued_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    /** When it was exchanged for the next one. */
    usedAt: timestamp('used_at', { withTimezone: true, mode: 'string' }),
    /** The one that came in its place. */
    successor: text(),
    /** Its answer was lost and the desk asked again: it never counts any more. */
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true, mode: 'string' }),
  },
  (table) => [index('refresh_token_session').on(table.sessionId)],
);

/** What the centre knows of the content of documents; the bytes are in the content store. See document-content/content-rows.ts. */
export const content = pgTable(
  'content',
  {
    /** SHA-256 of the bytes, hexadecimal. */
    digest: text().primaryKey(),
    bytes: bigint({ mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    state: text().notNull(),
    /** When it was last brought here. */
    storedAt: timestamp('stored_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    scannedAt: timestamp('scanned_at', { withTimezone: true, mode: 'string' }),
    /** Until then a node scans it, or nobody tries again. */
    claimedUntil: timestamp('claimed_until', { withTimezone: true, mode: 'string' }),
  },
  (table) => [index('content_to_scan').on(table.storedAt).where(sql`state IN ('pending', 'unavailable', 'unscanned')`)],
);

/**
 * Which content was brought for which document. A document that merely names a digest shows nothing: whoever learnt a digest has not
 * had the content.
 */
export const contentReference = pgTable(
  'content_reference',
  {
    documentId: text('document_id').notNull(),
    digest: text().notNull(),
    memberId: text('member_id').notNull(),
    deviceId: text('device_id').notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.digest] }),
    index('content_reference_digest').on(table.digest),
  ],
);

/** A content on its way from a desk, resumed at `received` on whatever node. */
export const contentUpload = pgTable(
  'content_upload',
  {
    id: text().primaryKey(),
    memberId: text('member_id').notNull(),
    deviceId: text('device_id').notNull(),
    documentId: text('document_id').notNull(),
    digest: text().notNull(),
    mediaType: text('media_type').notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    received: bigint({ mode: 'number' }).notNull().default(0),
    startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true, mode: 'string' }),
  },
  (table) => [index('content_upload_device').on(table.deviceId).where(sql`finished_at IS NULL`)],
);

/** What was received of an upload, in the order of `start`; gone as soon as the content is in its store. */
export const contentUploadPart = pgTable(
  'content_upload_part',
  { uploadId: text('upload_id').notNull(), start: bigint({ mode: 'number' }).notNull(), bytes: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.uploadId, table.start] })],
);

/** How far the sending of a message is; what became of it stands in the message. See correspondence/send-messages.ts. */
export const messageDelivery = pgTable('message_delivery', {
  messageId: text('message_id').primaryKey(),
  /** Tries begun. */
  attempts: integer().notNull().default(0),
  /** A try began and its outcome is not written yet; after this moment nobody works on it any more. */
  claimedUntil: timestamp('claimed_until', { withTimezone: true, mode: 'string' }),
  /** Not before. */
  nextAt: timestamp('next_at', { withTimezone: true, mode: 'string' }),
});
