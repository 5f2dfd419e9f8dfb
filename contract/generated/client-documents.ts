// Generated from contract/entities by contract/graphql/generate.ts. Do not edit.

/** Query of one page, per collection. */
export const pullDocuments = {
  "references": "query PullReferences($checkpoint: String, $limit: Int!) { pullReferences(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } kind code name active data deleted } checkpoint setAside left leftReasons more } }",
  "persons": "query PullPersons($checkpoint: String, $limit: Int!) { pullPersons(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } kind displayName givenName familyName birthDate nationalNumber enterpriseNumber associationCode address { streetName houseNumber boxNumber postalCode municipality country } phoneNumbers { id number label } emailAddresses { id address label } preferredChannel language optIns { id channel allowed since } flags { id kind since explanation } notes { id at by { memberId name } text } history { id at by { memberId name } kind parameters } lastContactAt rightsAnswers { id at by { memberId name } hintCode answer } deleted } checkpoint setAside left leftReasons more } }",
  "dossiers": "query PullDossiers($checkpoint: String, $limit: Int!) { pullDossiers(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } number typeCode subject description status statusSince outcome channel applicantId parties { id personId role } address { streetName houseNumber boxNumber postalCode municipality country } parcel teamId handlerId routing { ruleId ruleName evidence { kind field text } } answers openedOn closedOn dueOn termEvents { id kind date days } notes { id at by { memberId name } text } history { id at by { memberId name } kind parameters } decisions { id body title state outcome meetingOn publishedAt } payments { id amountCents lines { productCode quantity unitCents } reference method state stateSince } surveys { id askedAt answeredAt score remark } archive { state dueOn } deleted } checkpoint setAside left leftReasons more } }",
  "interactions": "query PullInteractions($checkpoint: String, $limit: Int!) { pullInteractions(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } channel direction state at by { memberId name } subject text result assurance personId dossierIds teamId durationSeconds labels notes { id at by { memberId name } text } visitId links { id collection } nextStep answerChannel deleted } checkpoint setAside left leftReasons more } }",
  "tasks": "query PullTasks($checkpoint: String, $limit: Int!) { pullTasks(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } kind title text state teamId memberId personId dossierId dueOn returnReason promised doneAt notes { id at by { memberId name } text } senderId checked citizenMayKnow visitId questionId answer steps { id at by { memberId name } event reason } seenAt deleted } checkpoint setAside left leftReasons more } }",
  "appointments": "query PullAppointments($checkpoint: String, $limit: Int!) { pullAppointments(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } code state stateReason mode productCode subject answers personId dossierId guests { id name role remote } memberIds teamId roomId locationId deskId persons bufferMinutes meetingLink startsAt endsAt heldUntil reservation { deviceId memberId deskId leasedUntil release freedAt } toCall { reason minutes since calls { id at by { memberId name } result } closedAt outcome } stands { despite at by { memberId name } } movedFrom { state mode memberIds roomId deskId locationId persons bufferMinutes startsAt endsAt } bring notices { id kind channel sentAt deliveredAt readAt } notes { id at by { memberId name } text } external { master state id startsAt endsAt insteadOfId leftIds missingSince } deleted } checkpoint setAside left leftReasons more } }",
  "visits": "query PullVisits($checkpoint: String, $limit: Int!) { pullVisits(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } ticket state arrivedAt locationId deskId memberId personId appointmentId priority assurance services { id productCode state startedAt endedAt pausedSeconds timeNotReliable } draft notes { id at by { memberId name } text } finishedAt steps { id at by { memberId name } event deskId deviceId } waitsForDeskId reservation { deviceId deskId at release } touched { id collection at isWritten serviceId } exceptions { id at by { memberId name } kind reason } rightsAnswers { id at by { memberId name } hintCode answer } backOffice { subject } pageHashes deleted } checkpoint setAside left leftReasons more } }",
  "documents": "query PullDocuments($checkpoint: String, $limit: Int!) { pullDocuments(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } dossierId personId title fileName mediaType kind source signing receivedOn versions { id contentHash sizeBytes at by { memberId name } } deleted } checkpoint setAside left leftReasons more } }",
  "messages": "query PullMessages($checkpoint: String, $limit: Int!) { pullMessages(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } channel registered state stateSince stateReason personId dossierId templateId subject body documentIds proofReference appointmentId purpose language address costCents notBefore problem told { startsAt mode locationId sequence } asksReading deleted } checkpoint setAside left leftReasons more } }",
  "consultations": "query PullConsultations($checkpoint: String, $limit: Int!) { pullConsultations(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } at memberId deviceId personId dossierId purpose reason fields outcome deleted } checkpoint setAside left leftReasons more } }",
  "payments": "query PullPayments($checkpoint: String, $limit: Int!) { pullPayments(checkpoint: $checkpoint, limit: $limit) { documents { id createdAt updatedAt updatedBy { memberId name } kind day deviceId deskId memberId dossierId personId refundOf lines { id productCode name quantity unitCents } amountCents method reference state stateSince terminal { kind operationId reference terminalKey saleId } steps { id at by { memberId name } event terminal { kind operationId reference terminalKey saleId } reason } count { floatCents expectedCents reason } deleted } checkpoint setAside left leftReasons more } }"
} as const;

/** Mutation that pushes rows, per collection. */
export const pushDocuments = {
  "references": "mutation PushReferences($rows: [PushReferencesRow!]!) { pushReferences(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } kind code name active data deleted } error { code field details } } }",
  "persons": "mutation PushPersons($rows: [PushPersonsRow!]!) { pushPersons(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } kind displayName givenName familyName birthDate nationalNumber enterpriseNumber associationCode address { streetName houseNumber boxNumber postalCode municipality country } phoneNumbers { id number label } emailAddresses { id address label } preferredChannel language optIns { id channel allowed since } flags { id kind since explanation } notes { id at by { memberId name } text } history { id at by { memberId name } kind parameters } lastContactAt rightsAnswers { id at by { memberId name } hintCode answer } deleted } error { code field details } } }",
  "dossiers": "mutation PushDossiers($rows: [PushDossiersRow!]!) { pushDossiers(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } number typeCode subject description status statusSince outcome channel applicantId parties { id personId role } address { streetName houseNumber boxNumber postalCode municipality country } parcel teamId handlerId routing { ruleId ruleName evidence { kind field text } } answers openedOn closedOn dueOn termEvents { id kind date days } notes { id at by { memberId name } text } history { id at by { memberId name } kind parameters } decisions { id body title state outcome meetingOn publishedAt } payments { id amountCents lines { productCode quantity unitCents } reference method state stateSince } surveys { id askedAt answeredAt score remark } archive { state dueOn } deleted } error { code field details } } }",
  "interactions": "mutation PushInteractions($rows: [PushInteractionsRow!]!) { pushInteractions(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } channel direction state at by { memberId name } subject text result assurance personId dossierIds teamId durationSeconds labels notes { id at by { memberId name } text } visitId links { id collection } nextStep answerChannel deleted } error { code field details } } }",
  "tasks": "mutation PushTasks($rows: [PushTasksRow!]!) { pushTasks(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } kind title text state teamId memberId personId dossierId dueOn returnReason promised doneAt notes { id at by { memberId name } text } senderId checked citizenMayKnow visitId questionId answer steps { id at by { memberId name } event reason } seenAt deleted } error { code field details } } }",
  "appointments": "mutation PushAppointments($rows: [PushAppointmentsRow!]!) { pushAppointments(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } code state stateReason mode productCode subject answers personId dossierId guests { id name role remote } memberIds teamId roomId locationId deskId persons bufferMinutes meetingLink startsAt endsAt heldUntil reservation { deviceId memberId deskId leasedUntil release freedAt } toCall { reason minutes since calls { id at by { memberId name } result } closedAt outcome } stands { despite at by { memberId name } } movedFrom { state mode memberIds roomId deskId locationId persons bufferMinutes startsAt endsAt } bring notices { id kind channel sentAt deliveredAt readAt } notes { id at by { memberId name } text } external { master state id startsAt endsAt insteadOfId leftIds missingSince } deleted } error { code field details } } }",
  "visits": "mutation PushVisits($rows: [PushVisitsRow!]!) { pushVisits(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } ticket state arrivedAt locationId deskId memberId personId appointmentId priority assurance services { id productCode state startedAt endedAt pausedSeconds timeNotReliable } draft notes { id at by { memberId name } text } finishedAt steps { id at by { memberId name } event deskId deviceId } waitsForDeskId reservation { deviceId deskId at release } touched { id collection at isWritten serviceId } exceptions { id at by { memberId name } kind reason } rightsAnswers { id at by { memberId name } hintCode answer } backOffice { subject } pageHashes deleted } error { code field details } } }",
  "documents": "mutation PushDocuments($rows: [PushDocumentsRow!]!) { pushDocuments(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } dossierId personId title fileName mediaType kind source signing receivedOn versions { id contentHash sizeBytes at by { memberId name } } deleted } error { code field details } } }",
  "messages": "mutation PushMessages($rows: [PushMessagesRow!]!) { pushMessages(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } channel registered state stateSince stateReason personId dossierId templateId subject body documentIds proofReference appointmentId purpose language address costCents notBefore problem told { startsAt mode locationId sequence } asksReading deleted } error { code field details } } }",
  "consultations": "mutation PushConsultations($rows: [PushConsultationsRow!]!) { pushConsultations(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } at memberId deviceId personId dossierId purpose reason fields outcome deleted } error { code field details } } }",
  "payments": "mutation PushPayments($rows: [PushPaymentsRow!]!) { pushPayments(rows: $rows) { operationId documentId outcome acceptedAt master { id createdAt updatedAt updatedBy { memberId name } kind day deviceId deskId memberId dossierId personId refundOf lines { id productCode name quantity unitCents } amountCents method reference state stateSince terminal { kind operationId reference terminalKey saleId } steps { id at by { memberId name } event terminal { kind operationId reference terminalKey saleId } reason } count { floatCents expectedCents reason } deleted } error { code field details } } }"
} as const;

/** Identity of the database, server time and documents per collection. */
export const syncOverviewDocument = "query SyncOverview { syncOverview { databaseId serverTime collections { collection documents } } }";

/** Who changed what in a document. */
export const auditTrailDocument = "query AuditTrail($collection: String!, $documentId: ID!) { auditTrail(collection: $collection, documentId: $documentId) { sequence about at memberId kind fields { field before after } } }";

/** The log of consultations about a person. */
export const consultationLogDocument = "query ConsultationLog($personId: ID!, $after: Int) { exportConsultations(personId: $personId, format: \"json\", after: $after) { text next } }";

/** The log of consultations, as a file has it. */
export const exportLogDocument = "query ExportLog($personId: ID, $memberId: ID, $format: String!, $after: Int) { exportConsultations(personId: $personId, memberId: $memberId, format: $format, after: $after) { text rows next } }";

/** History and scope of the centre now. */
export const feedStateDocument = "query FeedState($marks: [ID!]!, $checkpoints: [String!]!) { feedState(marks: $marks, checkpoints: $checkpoints) { mark scopeId restored lostAfter } }";

/** Which states of documents the centre does not know. */
export const unknownStatesDocument = "query UnknownStates($states: [KnownState!]!) { unknownStates(states: $states) }";

/** Search for what the desk does not have. */
export const centralSearchDocument = "query CentralSearch($text: String!) { centralSearch(text: $text) { needed hits { kind id title subtitle state shielded } more } }";

/** Brings a hit of the central search to the desk. */
export const bringToDeskDocument = "mutation BringToDesk($kind: String!, $id: ID!) { bringToDesk(kind: $kind, id: $id) }";

/** Calls the next visitor to a desk. */
export const callNextVisitDocument = "mutation CallNextVisit($operationId: ID!, $deskId: ID!) { callNextVisit(operationId: $operationId, deskId: $deskId) { visit { id createdAt updatedAt updatedBy { memberId name } ticket state arrivedAt locationId deskId memberId personId appointmentId priority assurance services { id productCode state startedAt endedAt pausedSeconds timeNotReliable } draft notes { id at by { memberId name } text } finishedAt steps { id at by { memberId name } event deskId deviceId } waitsForDeskId reservation { deviceId deskId at release } touched { id collection at isWritten serviceId } exceptions { id at by { memberId name } kind reason } rightsAnswers { id at by { memberId name } hintCode answer } backOffice { subject } pageHashes } waiting } }";

/** The next free slots. */
export const freeSlotsDocument = "query FreeSlots($productCode: String!, $persons: Int!, $mode: String!, $locationId: ID!, $memberId: ID, $placeId: ID, $insteadOfId: ID, $from: String!, $days: Int!, $most: Int!) { freeSlots(productCode: $productCode, persons: $persons, mode: $mode, locationId: $locationId, memberId: $memberId, placeId: $placeId, insteadOfId: $insteadOfId, from: $from, days: $days, most: $most) { startsAt endsAt memberId deskId roomId } }";

/** Holds a slot for some minutes. */
export const holdAppointmentDocument = "mutation HoldAppointment($holdId: ID!, $productCode: String!, $persons: Int!, $mode: String!, $locationId: ID!, $memberId: ID, $placeId: ID, $insteadOfId: ID, $startsAt: String!, $personId: ID) { holdAppointment(holdId: $holdId, productCode: $productCode, persons: $persons, mode: $mode, locationId: $locationId, memberId: $memberId, placeId: $placeId, insteadOfId: $insteadOfId, startsAt: $startsAt, personId: $personId) { id code state startsAt endsAt memberIds deskId roomId heldUntil updatedAt } }";

/** Writes a row of reference data. */
export const saveReferenceDocument = "mutation SaveReference($operationId: ID!, $id: ID!, $kind: String!, $name: String!, $active: Boolean!, $data: JSON!, $basedOn: String, $decisions: JSON, $groups: JSON) { saveReference(operationId: $operationId, id: $id, kind: $kind, name: $name, active: $active, data: $data, basedOn: $basedOn, decisions: $decisions, groups: $groups) { id updatedAt moved notMoved } }";

/** What a row of reference data would make impossible. */
export const hitAppointmentsDocument = "query HitAppointments($id: ID!, $kind: String!, $name: String!, $active: Boolean!, $data: JSON!) { hitAppointments(id: $id, kind: $kind, name: $name, active: $active, data: $data) { hits { appointmentId startsAt product name channel why proposal noProposal master } groups { productCode product count } } }";

/** Moves what is not possible any more. */
export const moveHinderedDocument = "mutation MoveHindered($operationId: ID!, $holdId: ID!, $appointmentId: ID!, $startsAt: String!) { moveHindered(operationId: $operationId, holdId: $holdId, appointmentId: $appointmentId, startsAt: $startsAt) }";

/** Takes such a move back. */
export const moveHinderedBackDocument = "mutation MoveHinderedBack($operationId: ID!, $holdId: ID!, $appointmentId: ID!, $startsAt: String!, $movedTo: String!) { moveHinderedBack(operationId: $operationId, holdId: $holdId, appointmentId: $appointmentId, startsAt: $startsAt, movedTo: $movedTo) }";

/** Puts what is not possible any more on the call sheet. */
export const callHinderedDocument = "mutation CallHindered($productCode: ID!, $afterStartsAt: String, $afterId: ID) { callHindered(productCode: $productCode, afterStartsAt: $afterStartsAt, afterId: $afterId) { called nextStartsAt nextId } }";

/** Makes what is held an appointment. */
export const bookAppointmentDocument = "mutation BookAppointment($operationId: ID!, $holdId: ID!, $dossierId: ID, $insteadOfId: ID, $reason: String) { bookAppointment(operationId: $operationId, holdId: $holdId, dossierId: $dossierId, insteadOfId: $insteadOfId, reason: $reason) { id code state startsAt endsAt memberIds deskId roomId heldUntil updatedAt } }";

/** Lets a held slot go. */
export const releaseAppointmentDocument = "mutation ReleaseAppointment($holdId: ID!) { releaseAppointment(holdId: $holdId) }";

/** Keeps moments for this desk. */
export const reserveSlotsDocument = "mutation ReserveSlots($locationId: ID!, $deskId: ID) { reserveSlots(locationId: $locationId, deskId: $deskId) }";

/** Frees a moment that is kept for a desk. */
export const freeReservedSlotDocument = "mutation FreeReservedSlot($appointmentId: ID!) { freeReservedSlot(appointmentId: $appointmentId) { outcome freeAfter } }";

/** Tells who still comes today that the desk runs late. */
export const tellLateDocument = "mutation TellLate($deskId: ID, $minutes: Int!, $send: Boolean!) { tellLate(deskId: $deskId, minutes: $minutes, send: $send) { appointmentId startsAt name how } }";

/** What a message about an appointment would say and cost. */
export const previewMessageDocument = "query PreviewMessage($appointmentId: ID!, $channel: String!) { previewMessage(appointmentId: $appointmentId, channel: $channel) { subject body address parts costCents notBefore problem } }";

/** Has a message about an appointment sent. */
export const sendMessageDocument = "mutation SendMessage($operationId: ID!, $appointmentId: ID!, $channel: String!) { sendMessage(operationId: $operationId, appointmentId: $appointmentId, channel: $channel) }";

/** Sends who waits the address of their place. */
export const sendTicketLinkDocument = "mutation SendTicketLink($operationId: ID!, $visitId: ID!, $telephone: String, $send: Boolean!) { sendTicketLink(operationId: $operationId, visitId: $visitId, telephone: $telephone, send: $send) { body telephone parts costCents isSent problem } }";

/** Shares printers with the desks in the building, and asks for theirs. */
export const shareDeskDocument = "mutation ShareDesk($name: String, $deskId: String, $printers: JSON!, $terminal: JSON, $scanner: JSON, $failing: JSON) { shareDesk(name: $name, deskId: $deskId, printers: $printers, terminal: $terminal, scanner: $scanner, failing: $failing) { deviceId name printers terminal scanner failing terminalInUse } }";

/** Says that a terminal is in use at this desk, or no longer. */
export const holdTerminalDocument = "mutation HoldTerminal($terminal: String!, $deskId: String, $isHeld: Boolean!, $paymentId: ID) { holdTerminal(terminal: $terminal, deskId: $deskId, isHeld: $isHeld, paymentId: $paymentId) }";

/** Stream of pokes. */
export const changesDocument = "subscription Changes { changes { collections } }";

/** What a kiosk shows now. */
export const kioskBoardDocument = "query KioskBoard($printer: KioskPrinterState) { kioskBoard(printer: $printer) { name purpose roomName building now taken { startsAt endsAt } hall { trees { id name names { fr en de } questions { id text names { fr en de } answers { text names { fr en de } questionId productCode persons mode locationId } } } products { code name theme names { fr en de } themeNames { fr en de } } } screen { calls { visitId ticket desk calledAt isNow } waiting } } }";

/** A number for whoever walks in at a kiosk. */
export const takeKioskTicketDocument = "mutation TakeKioskTicket($operationId: ID!, $productCode: String!, $pageHash: String) { takeKioskTicket(operationId: $operationId, productCode: $productCode, pageHash: $pageHash) { visitId number arrivedAt ahead wait { from to } } }";

/** The kiosks that were ever registered, for an administrator. */
export const kiosksDocument = "query Kiosks { kiosks { deviceId name purpose roomId locationId registeredAt revoked seenAt printer } }";

/** A code that registers one kiosk. */
export const makeKioskCodeDocument = "mutation MakeKioskCode($name: String!, $purpose: KioskPurpose, $roomId: ID, $locationId: ID) { makeKioskCode(name: $name, purpose: $purpose, roomId: $roomId, locationId: $locationId) { code expiresAt } }";

/** Takes the access of a kiosk away. */
export const takeKioskAwayDocument = "mutation TakeKioskAway($deviceId: ID!) { revokeAccess(deviceId: $deviceId) }";

/** A number for whoever has an appointment, at a kiosk. */
export const checkInAtKioskDocument = "mutation CheckInAtKiosk($operationId: ID!, $code: String, $nationalNumber: String, $familyName: String, $birthDate: String, $pageHash: String) { checkInAtKiosk(operationId: $operationId, code: $code, nationalNumber: $nationalNumber, familyName: $familyName, birthDate: $birthDate, pageHash: $pageHash) { outcome startsAt building ticket { visitId number arrivedAt ahead wait { from to } } } }";

/** People on the demo login screen. */
export const demoPeopleDocument = "query DemoPeople { demoPeople { memberId name jobTitle role teamNames } }";

/** Login of a demo person. */
export const demoLogInDocument = "mutation DemoLogIn($memberId: ID!, $deviceId: ID!) { demoLogIn(memberId: $memberId, deviceId: $deviceId) { token expiresAt member { memberId name role teamIds deviceId numberPrefix } } }";
