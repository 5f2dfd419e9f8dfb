import type { TSchema } from 'typebox';
import { type CollectionName, collections } from '../entities/index.ts';
import { KioskBoard } from '../session/kiosk.ts';
import { KioskCheckIn, KioskTicket } from '../session/kiosk-hall.ts';
import { DemoPerson, SessionMember } from '../session/session.ts';
import { isOpenRecord, type JsonSchema, jsonSchemaOf, propertiesOf } from './json-schema.ts';
import { pascalCase, pullFieldName, pushFieldName } from './operation-names.ts';

function selectionOf(schema: JsonSchema): string {
  if (schema.type === 'array' && schema.items !== undefined) return selectionOf(schema.items);
  if (schema.type !== 'object' || isOpenRecord(schema)) return '';
  return `{ ${fieldsOf(schema)} }`;
}

function fieldsOf(schema: JsonSchema): string {
  return propertiesOf(schema)
    .map(([name, property]) => `${name} ${selectionOf(property)}`.trim())
    .join(' ');
}

function allFields(schema: TSchema): string {
  return fieldsOf(jsonSchemaOf(schema));
}

/** The query of one page of a collection: variables `checkpoint: String`, `limit: Int!`. */
export function pullDocument(collection: CollectionName): string {
  const field = pullFieldName(collection);
  const fields = `${allFields(collections[collection].schema)} deleted`;
  return `query Pull${pascalCase(collection)}($checkpoint: String, $limit: Int!) { ${field}(checkpoint: $checkpoint, limit: $limit) { documents { ${fields} } checkpoint setAside left leftReasons more } }`;
}

/** The mutation that pushes rows of a collection: variable `rows: [PushXRow!]!`. */
export function pushDocument(collection: CollectionName): string {
  const plural = pascalCase(collection);
  const fields = `${allFields(collections[collection].schema)} deleted`;
  return `mutation Push${plural}($rows: [Push${plural}Row!]!) { ${pushFieldName(collection)}(rows: $rows) { operationId documentId outcome acceptedAt master { ${fields} } error { code field details } } }`;
}

/** Identity of the database, server time and the number of documents per collection. */
export const syncOverviewDocument =
  'query SyncOverview { syncOverview { databaseId serverTime collections { collection documents } } }';

/** Which history and scope the centre has now, given the marks (newest first) and checkpoints that a desk knows. */
export const feedStateDocument =
  'query FeedState($marks: [ID!]!, $checkpoints: [String!]!) { feedState(marks: $marks, checkpoints: $checkpoints) { mark scopeId restored lostAfter } }';

/** Places, from 0, of the given states that the centre does not know. At most 500 states. */
export const unknownStatesDocument = 'query UnknownStates($states: [KnownState!]!) { unknownStates(states: $states) }';

/** What the desk does not have. Variable `text: String!`. */
export const centralSearchDocument =
  'query CentralSearch($text: String!) { centralSearch(text: $text) { needed hits { kind id title subtitle state shielded } more } }';

/** Brings a hit to the desk. Variables `kind: String!`, `id: ID!`. */
export const bringToDeskDocument =
  'mutation BringToDesk($kind: String!, $id: ID!) { bringToDesk(kind: $kind, id: $id) }';

/** Calls the next visitor to a desk. Variables `operationId: ID!` (asked again with it: the same visitor), `deskId: ID!`. */
export const callNextVisitDocument = `mutation CallNextVisit($operationId: ID!, $deskId: ID!) { callNextVisit(operationId: $operationId, deskId: $deskId) { visit { ${allFields(collections.visits.schema)} } waiting } }`;

const wishVariables =
  '$productCode: String!, $persons: Int!, $mode: String!, $locationId: ID!, $memberId: ID, $placeId: ID, $insteadOfId: ID';
const wishArguments =
  'productCode: $productCode, persons: $persons, mode: $mode, locationId: $locationId, memberId: $memberId, placeId: $placeId, insteadOfId: $insteadOfId';
const plannedFields = 'id code state startsAt endsAt memberIds deskId roomId heldUntil updatedAt';

/** The next free slots for a product, persons, mode and location. */
export const freeSlotsDocument = `query FreeSlots(${wishVariables}, $from: String!, $days: Int!, $most: Int!) { freeSlots(${wishArguments}, from: $from, days: $days, most: $most) { startsAt endsAt memberId deskId roomId } }`;

/** Holds a slot for some minutes. */
export const holdAppointmentDocument = `mutation HoldAppointment($holdId: ID!, ${wishVariables}, $startsAt: String!, $personId: ID) { holdAppointment(holdId: $holdId, ${wishArguments}, startsAt: $startsAt, personId: $personId) { ${plannedFields} } }`;

/** Makes what is held an appointment, or moves another there. Asked again with the same operation it is the same. */
export const bookAppointmentDocument = `mutation BookAppointment($operationId: ID!, $holdId: ID!, $dossierId: ID, $insteadOfId: ID, $reason: String) { bookAppointment(operationId: $operationId, holdId: $holdId, dossierId: $dossierId, insteadOfId: $insteadOfId, reason: $reason) { ${plannedFields} } }`;

/** Lets a held slot go. */
export const releaseAppointmentDocument =
  'mutation ReleaseAppointment($holdId: ID!) { releaseAppointment(holdId: $holdId) }';

/** Keeps moments for this desk that it may book without a line, and renews their lease. */
export const reserveSlotsDocument =
  'mutation ReserveSlots($locationId: ID!, $deskId: ID) { reserveSlots(locationId: $locationId, deskId: $deskId) }';

/** Gives a moment that is kept for a desk back to everybody. */
export const freeReservedSlotDocument =
  'mutation FreeReservedSlot($appointmentId: ID!) { freeReservedSlot(appointmentId: $appointmentId) { outcome freeAfter } }';

/** Writes a row of reference data. Asked again with the same operation it is written once. */
export const saveReferenceDocument =
  'mutation SaveReference($operationId: ID!, $id: ID!, $kind: String!, $name: String!, $active: Boolean!, $data: JSON!, $basedOn: String, $decisions: JSON, $groups: JSON) { saveReference(operationId: $operationId, id: $id, kind: $kind, name: $name, active: $active, data: $data, basedOn: $basedOn, decisions: $decisions, groups: $groups) { id updatedAt moved notMoved } }';

/** Which appointments would not be possible any more when a row of reference data were written so. */
export const hitAppointmentsDocument =
  'query HitAppointments($id: ID!, $kind: String!, $name: String!, $active: Boolean!, $data: JSON!) { hitAppointments(id: $id, kind: $kind, name: $name, active: $active, data: $data) { hits { appointmentId startsAt product name channel why proposal noProposal master } groups { productCode product count } } }';

/** Moves an appointment that is not possible any more. Asked again with the same operation it moves once. */
export const moveHinderedDocument =
  'mutation MoveHindered($operationId: ID!, $holdId: ID!, $appointmentId: ID!, $startsAt: String!) { moveHindered(operationId: $operationId, holdId: $holdId, appointmentId: $appointmentId, startsAt: $startsAt) }';

/** Takes such a move back. */
export const moveHinderedBackDocument =
  'mutation MoveHinderedBack($operationId: ID!, $holdId: ID!, $appointmentId: ID!, $startsAt: String!, $movedTo: String!) { moveHinderedBack(operationId: $operationId, holdId: $holdId, appointmentId: $appointmentId, startsAt: $startsAt, movedTo: $movedTo) }';

/** Puts appointments of a product that are not possible any more on the call sheet. */
export const callHinderedDocument =
  'mutation CallHindered($productCode: ID!, $afterStartsAt: String, $afterId: ID) { callHindered(productCode: $productCode, afterStartsAt: $afterStartsAt, afterId: $afterId) { called nextStartsAt nextId } }';

/** What a message about an appointment would say and cost. */
export const previewMessageDocument =
  'query PreviewMessage($appointmentId: ID!, $channel: String!) { previewMessage(appointmentId: $appointmentId, channel: $channel) { subject body address parts costCents notBefore problem } }';

/** Has a message about an appointment sent. Asked again with the same operation it is the same. */
export const sendMessageDocument =
  'mutation SendMessage($operationId: ID!, $appointmentId: ID!, $channel: String!) { sendMessage(operationId: $operationId, appointmentId: $appointmentId, channel: $channel) }';

/** Sends who waits the address of their place in the queue, or says what it would cost. */
export const sendTicketLinkDocument =
  'mutation SendTicketLink($operationId: ID!, $visitId: ID!, $telephone: String, $send: Boolean!) { sendTicketLink(operationId: $operationId, visitId: $visitId, telephone: $telephone, send: $send) { body telephone parts costCents isSent problem } }';

/** Tells who still comes today that the desk runs late, or says who would be told. */
export const tellLateDocument =
  'mutation TellLate($deskId: ID, $minutes: Int!, $send: Boolean!) { tellLate(deskId: $deskId, minutes: $minutes, send: $send) { appointmentId startsAt name how } }';

/** Shares this desk's printers with the others in its building, and asks for theirs. Variables `name: String`, `printers: JSON!`. */
export const shareDeskDocument =
  'mutation ShareDesk($name: String, $deskId: String, $printers: JSON!, $terminal: JSON, $scanner: JSON, $failing: JSON) { shareDesk(name: $name, deskId: $deskId, printers: $printers, terminal: $terminal, scanner: $scanner, failing: $failing) { deviceId name printers terminal scanner failing terminalInUse } }';

/** Says that this desk has a payment at a terminal, or looks one of another desk up there, or no longer; false: another desk has. */
export const holdTerminalDocument =
  'mutation HoldTerminal($terminal: String!, $deskId: String, $isHeld: Boolean!, $paymentId: ID) { holdTerminal(terminal: $terminal, deskId: $deskId, isHeld: $isHeld, paymentId: $paymentId) }';

/** Who changed what in a document, the newest first. */
export const auditTrailDocument =
  'query AuditTrail($collection: String!, $documentId: ID!) { auditTrail(collection: $collection, documentId: $documentId) { sequence about at memberId kind fields { field before after } } }';

/** A page of the log of consultations about a person, as a JSON list. */
export const consultationLogDocument =
  'query ConsultationLog($personId: ID!, $after: Int) { exportConsultations(personId: $personId, format: "json", after: $after) { text next } }';

/** A page of the log of consultations about a person or by a member, as a file has it. Variables `personId: ID` or `memberId: ID`. */
export const exportLogDocument =
  'query ExportLog($personId: ID, $memberId: ID, $format: String!, $after: Int) { exportConsultations(personId: $personId, memberId: $memberId, format: $format, after: $after) { text rows next } }';

/** The stream of "something changed in these collections". */
export const changesDocument = 'subscription Changes { changes { collections } }';

/** The people on the demo's login screen; needs no token. */
export const demoPeopleDocument = `query DemoPeople { demoPeople { ${allFields(DemoPerson)} } }`;

/** Logs a demo person in; needs no token. Variables `memberId: ID!`, `deviceId: ID!`. */
export const demoLogInDocument = `mutation DemoLogIn($memberId: ID!, $deviceId: ID!) { demoLogIn(memberId: $memberId, deviceId: $deviceId) { token expiresAt member { ${allFields(SessionMember)} } } }`;

/** What a kiosk shows now. Variable `printer: KioskPrinterState`: how its printer is. */
export const kioskBoardDocument = `query KioskBoard($printer: KioskPrinterState) { kioskBoard(printer: $printer) { ${allFields(KioskBoard)} } }`;

/** A number for whoever walks in. Asked again with the same operation it is the same number. */
export const takeKioskTicketDocument = `mutation TakeKioskTicket($operationId: ID!, $productCode: String!, $pageHash: String) { takeKioskTicket(operationId: $operationId, productCode: $productCode, pageHash: $pageHash) { ${allFields(KioskTicket)} } }`;

/** A number for whoever has an appointment. Variables: the operation, and a code, a national number, or a family name with a birth date. */
export const checkInAtKioskDocument = `mutation CheckInAtKiosk($operationId: ID!, $code: String, $nationalNumber: String, $familyName: String, $birthDate: String, $pageHash: String) { checkInAtKiosk(operationId: $operationId, code: $code, nationalNumber: $nationalNumber, familyName: $familyName, birthDate: $birthDate, pageHash: $pageHash) { ${allFields(KioskCheckIn)} } }`;

/** The kiosks that were ever registered, for an administrator. */
export const kiosksDocument =
  'query Kiosks { kiosks { deviceId name purpose roomId locationId registeredAt revoked seenAt printer } }';

/** A code that registers one kiosk. Variables `name: String!`, `purpose: KioskPurpose`, and `roomId: ID` or `locationId: ID`. */
export const makeKioskCodeDocument =
  'mutation MakeKioskCode($name: String!, $purpose: KioskPurpose, $roomId: ID, $locationId: ID) { makeKioskCode(name: $name, purpose: $purpose, roomId: $roomId, locationId: $locationId) { code expiresAt } }';

/** Takes the access of a device away. */
export const takeKioskAwayDocument = 'mutation TakeKioskAway($deviceId: ID!) { revokeAccess(deviceId: $deviceId) }';
