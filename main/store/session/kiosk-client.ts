import {
  checkInAtKioskDocument,
  kioskBoardDocument,
  takeKioskTicketDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  type KioskAnswers,
  KioskBoard,
  KioskChallenge,
  KioskRegistration,
  type KioskRequest,
  KioskToken,
  kioskPaths,
} from '@onthaal/contract/session/kiosk.ts';
import { KioskCheckIn, KioskTicket } from '@onthaal/contract/session/kiosk-hall.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { withCentre } from './centre-questions.ts';
import { askLogin } from './login-client.ts';

const checks = {
  register: Compile(Type.Object({ data: KioskRegistration })),
  challenge: Compile(Type.Object({ data: KioskChallenge })),
  session: Compile(Type.Object({ data: KioskToken })),
} as const;
const answers = {
  board: Compile(Type.Object({ kioskBoard: KioskBoard })),
  ticket: Compile(Type.Object({ takeKioskTicket: KioskTicket })),
  checkIn: Compile(Type.Object({ checkInAtKiosk: KioskCheckIn })),
} as const;
const documents = {
  board: kioskBoardDocument,
  ticket: takeKioskTicketDocument,
  checkIn: checkInAtKioskDocument,
} as const;

type Asking = Extract<KioskRequest, { readonly token: string }>;

/** What a request carries besides its token. */
function variablesOf(request: Asking): Readonly<Record<string, string>> {
  if (request.ask === 'board') return { printer: request.printer };
  const { operationId, pageHash } = request;
  const about = request.ask === 'ticket' ? { productCode: request.productCode } : request.proof;
  return { operationId, ...about, ...(pageHash === undefined ? {} : { pageHash }) };
}

async function askWithToken(
  midofficeUrl: string,
  request: Asking,
): Promise<Result<KioskAnswers['board' | 'ticket' | 'checkIn']>> {
  const { ask, token } = request;
  const answer = await withCentre(midofficeUrl, { token }, (client) =>
    client.request<unknown>(documents[ask], variablesOf(request)),
  );
  if (!answer.ok) return answer;
  const value: unknown = stripNulls(answer.value as object);
  if (!answers[ask].Check(value)) return failure('MIDOFFICE_ANSWER_MALFORMED');
  const [answered] = Object.values(value);
  return success(answered as KioskAnswers['board' | 'ticket' | 'checkIn']);
}

/** Asks the mid-office something in the name of a kiosk; its refusals, or what is wrong with the line. Keeps nothing. */
export async function answerKiosk(
  midofficeUrl: string,
  request: KioskRequest,
): Promise<Result<KioskAnswers[keyof KioskAnswers]>> {
  if ('token' in request) return askWithToken(midofficeUrl, request);
  const { ask, ...asked } = request;
  const answer = await askLogin(midofficeUrl, kioskPaths[ask], asked);
  if (!answer.ok) return answer;
  const { value } = answer;
  return checks[ask].Check(value) ? success(value.data) : failure('MIDOFFICE_ANSWER_MALFORMED');
}
