import { kioskBoardDocument } from '@onthaal/contract/generated/client-documents.ts';
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
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { withCentre } from './centre-questions.ts';
import { askLogin } from './login-client.ts';

const checks = {
  register: Compile(Type.Object({ data: KioskRegistration })),
  challenge: Compile(Type.Object({ data: KioskChallenge })),
  session: Compile(Type.Object({ data: KioskToken })),
} as const;
const BoardAnswer = Compile(Type.Object({ kioskBoard: KioskBoard }));

async function askBoard(midofficeUrl: string, token: string): Promise<Result<KioskBoard>> {
  const answer = await withCentre(midofficeUrl, { token }, (client) => client.request<unknown>(kioskBoardDocument));
  if (!answer.ok) return answer;
  return BoardAnswer.Check(answer.value) ? success(answer.value.kioskBoard) : failure('MIDOFFICE_ANSWER_MALFORMED');
}

/** Asks the mid-office something in the name of a kiosk; its refusals, or what is wrong with the line. Keeps nothing. */
export async function answerKiosk(
  midofficeUrl: string,
  request: KioskRequest,
): Promise<Result<KioskAnswers[keyof KioskAnswers]>> {
  if (request.ask === 'board') return askBoard(midofficeUrl, request.token);
  const { ask, ...asked } = request;
  const answer = await askLogin(midofficeUrl, kioskPaths[ask], asked);
  if (!answer.ok) return answer;
  const { value } = answer;
  return checks[ask].Check(value) ? success(value.data) : failure('MIDOFFICE_ANSWER_MALFORMED');
}
