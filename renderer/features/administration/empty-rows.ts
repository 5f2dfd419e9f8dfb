import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import type { EditableKind } from '@onthaal/contract/rules/administration/index.ts';

/** What the form of a new row begins with. */
export const emptyData: { readonly [Kind in EditableKind]: ReferenceData[Kind] } = {
  standardText: { theme: '', language: 'nl', body: '' },
  knowledgeArticle: { productCodes: [], language: 'nl', body: '' },
  decisionTree: { order: 100, questions: [{ id: 'vraag-1', text: '', answers: [{ text: '' }] }] },
  rightsHint: { explanation: '', productCode: '' },
  // None is made on a screen.
  product: { theme: '', minutes: 1, minutesPerExtraPerson: 0, teamId: '', modes: [], bring: [] },
  calendar: { purpose: 'closing', days: [] },
  blackout: { weekdays: [], from: '', until: '' },
  location: { building: '' },
  member: { givenName: '', familyName: '', role: 'clerk', teamIds: [], jobTitle: '' },
  desk: { building: '', number: '', teamIds: [] },
  room: { building: '', seats: 0, hybrid: false },
};
