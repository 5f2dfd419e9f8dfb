import {
  kiosksDocument,
  makeKioskCodeDocument,
  takeKioskAwayDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import {
  type KioskQuestionResults,
  KnownKiosk,
  type kioskQuestions,
  NewKioskCode,
} from '@onthaal/contract/store/kiosks.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { MidofficeClient } from '../synchronisation/midoffice-client.ts';
import { RequestError } from '../synchronisation/request-error.ts';

type Name = keyof typeof kioskQuestions;
type Answers = {
  readonly [Question in Name]: (
    client: MidofficeClient,
    member: unknown,
    args: Static<(typeof kioskQuestions)[Question]>,
  ) => Promise<KioskQuestionResults[Question]>;
};

const listAnswer = Compile(Type.Object({ kiosks: Type.Array(KnownKiosk, { maxItems: 2000 }) }));
const codeAnswer = Compile(Type.Object({ makeKioskCode: NewKioskCode }));
const awayAnswer = Compile(Type.Object({ revokeAccess: Type.Literal(true) }));

/** What an administrator asks the mid-office about kiosks. */
export const kioskAnswers: Answers = {
  kiosks: async (client) => {
    const answer: unknown = await client.request(kiosksDocument, {});
    if (!listAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.kiosks;
  },
  makeKioskCode: async (client, _member, { name, purpose, placeId }) => {
    const place = purpose === 'room' ? { roomId: placeId } : { locationId: placeId };
    const answer: unknown = await client.request(makeKioskCodeDocument, { name, purpose, ...place });
    if (!codeAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.makeKioskCode;
  },
  takeKioskAway: async (client, _member, { deviceId }) => {
    const answer: unknown = await client.request(takeKioskAwayDocument, { deviceId });
    if (!awayAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.revokeAccess;
  },
};
