import { type CollectionName, collectionNames } from '../entities/index.ts';
import { teamPolicy } from '../rules/policy/index.ts';
import { rightsTable } from '../rules/policy/rights-table.ts';
import {
  auditTrailDocument,
  bookAppointmentDocument,
  bringToDeskDocument,
  callHinderedDocument,
  callNextVisitDocument,
  centralSearchDocument,
  changesDocument,
  checkInAtKioskDocument,
  consultationLogDocument,
  demoLogInDocument,
  demoPeopleDocument,
  exportLogDocument,
  feedStateDocument,
  freeReservedSlotDocument,
  freeSlotsDocument,
  hitAppointmentsDocument,
  holdAppointmentDocument,
  holdTerminalDocument,
  kioskBoardDocument,
  kiosksDocument,
  makeKioskCodeDocument,
  moveHinderedBackDocument,
  moveHinderedDocument,
  previewMessageDocument,
  pullDocument,
  pushDocument,
  releaseAppointmentDocument,
  reserveSlotsDocument,
  saveReferenceDocument,
  sendMessageDocument,
  sendTicketLinkDocument,
  shareDeskDocument,
  syncOverviewDocument,
  takeKioskAwayDocument,
  takeKioskTicketDocument,
  tellLateDocument,
  unknownStatesDocument,
} from './client-documents.ts';
import { rxdbSchema } from './rxdb-schemas.ts';
import { schemaText } from './schema-text.ts';

const heading = '// Generated from contract/entities by contract/graphql/generate.ts. Do not edit.\n';

function constant(name: string, documentation: string, value: unknown, suffix = ''): string {
  return `/** ${documentation} */\nexport const ${name} = ${JSON.stringify(value, null, 2)}${suffix};\n`;
}

function perCollection<Value>(make: (name: CollectionName) => Value) {
  return Object.fromEntries(collectionNames.map((name) => [name, make(name)]));
}

function clientDocumentsFile(): string {
  return [
    heading,
    constant('pullDocuments', 'Query of one page, per collection.', perCollection(pullDocument), ' as const'),
    constant('pushDocuments', 'Mutation that pushes rows, per collection.', perCollection(pushDocument), ' as const'),
    constant(
      'syncOverviewDocument',
      'Identity of the database, server time and documents per collection.',
      syncOverviewDocument,
    ),
    constant('auditTrailDocument', 'Who changed what in a document.', auditTrailDocument),
    constant('consultationLogDocument', 'The log of consultations about a person.', consultationLogDocument),
    constant('exportLogDocument', 'The log of consultations, as a file has it.', exportLogDocument),
    constant('feedStateDocument', 'History and scope of the centre now.', feedStateDocument),
    constant('unknownStatesDocument', 'Which states of documents the centre does not know.', unknownStatesDocument),
    constant('centralSearchDocument', 'Search for what the desk does not have.', centralSearchDocument),
    constant('bringToDeskDocument', 'Brings a hit of the central search to the desk.', bringToDeskDocument),
    constant('callNextVisitDocument', 'Calls the next visitor to a desk.', callNextVisitDocument),
    constant('freeSlotsDocument', 'The next free slots.', freeSlotsDocument),
    constant('holdAppointmentDocument', 'Holds a slot for some minutes.', holdAppointmentDocument),
    constant('saveReferenceDocument', 'Writes a row of reference data.', saveReferenceDocument),
    constant('hitAppointmentsDocument', 'What a row of reference data would make impossible.', hitAppointmentsDocument),
    constant('moveHinderedDocument', 'Moves what is not possible any more.', moveHinderedDocument),
    constant('moveHinderedBackDocument', 'Takes such a move back.', moveHinderedBackDocument),
    constant('callHinderedDocument', 'Puts what is not possible any more on the call sheet.', callHinderedDocument),
    constant('bookAppointmentDocument', 'Makes what is held an appointment.', bookAppointmentDocument),
    constant('releaseAppointmentDocument', 'Lets a held slot go.', releaseAppointmentDocument),
    constant('reserveSlotsDocument', 'Keeps moments for this desk.', reserveSlotsDocument),
    constant('freeReservedSlotDocument', 'Frees a moment that is kept for a desk.', freeReservedSlotDocument),
    constant('tellLateDocument', 'Tells who still comes today that the desk runs late.', tellLateDocument),
    constant(
      'previewMessageDocument',
      'What a message about an appointment would say and cost.',
      previewMessageDocument,
    ),
    constant('sendMessageDocument', 'Has a message about an appointment sent.', sendMessageDocument),
    constant('sendTicketLinkDocument', 'Sends who waits the address of their place.', sendTicketLinkDocument),
    constant(
      'shareDeskDocument',
      'Shares printers with the desks in the building, and asks for theirs.',
      shareDeskDocument,
    ),
    constant(
      'holdTerminalDocument',
      'Says that a terminal is in use at this desk, or no longer.',
      holdTerminalDocument,
    ),
    constant('changesDocument', 'Stream of pokes.', changesDocument),
    constant('kioskBoardDocument', 'What a kiosk shows now.', kioskBoardDocument),
    constant('takeKioskTicketDocument', 'A number for whoever walks in at a kiosk.', takeKioskTicketDocument),
    constant('kiosksDocument', 'The kiosks that were ever registered, for an administrator.', kiosksDocument),
    constant('makeKioskCodeDocument', 'A code that registers one kiosk.', makeKioskCodeDocument),
    constant('takeKioskAwayDocument', 'Takes the access of a kiosk away.', takeKioskAwayDocument),
    constant('checkInAtKioskDocument', 'A number for whoever has an appointment, at a kiosk.', checkInAtKioskDocument),
    constant('demoPeopleDocument', 'People on the demo login screen.', demoPeopleDocument),
    constant('demoLogInDocument', 'Login of a demo person.', demoLogInDocument),
  ].join('\n');
}

function rxdbSchemasFile(): string {
  return [
    heading,
    "import type { CollectionName } from '../entities/index.ts';\nimport type { RxdbSchema } from '../graphql/rxdb-schemas.ts';\n",
    constant(
      'rxdbSchemas',
      'RxDB schema per collection.',
      perCollection(rxdbSchema),
      ' as const satisfies Record<CollectionName, RxdbSchema>',
    ),
  ].join('\n');
}

/** Every generated file: path from contract/generated and its content. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'schema.graphql': schemaText(),
    'client-documents.ts': clientDocumentsFile(),
    'rxdb-schemas.ts': rxdbSchemasFile(),
    '../../docs/operations/rights.md': rightsTable(teamPolicy),
  };
}
