import { demoLogInDocument, demoPeopleDocument } from '@onthaal/contract/generated/client-documents.ts';
import { type Failure, failure, type Result, success } from '@onthaal/contract/result.ts';
import { DemoPerson, type SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { MidofficeClient } from '../synchronisation/midoffice-client.ts';
import { requestErrorIn } from '../synchronisation/request-error.ts';

const peopleAnswer = Compile(Type.Object({ demoPeople: Type.Array(DemoPerson) }));
const grantAnswer = Compile(
  Type.Object({
    demoLogIn: Type.Object({ token: Type.String(), expiresAt: Type.String(), member: SessionMember }),
  }),
);

function failureOf(error: unknown): Failure {
  const problem = requestErrorIn(error)?.problem;
  if (problem === undefined) throw error;
  return { ok: false, error: problem };
}

/** Asks the mid-office who can log in (demo). MIDOFFICE_UNREACHABLE and the like when it does not answer well. */
export async function askPeople(midofficeUrl: string): Promise<Result<readonly DemoPerson[]>> {
  try {
    const answer = await new MidofficeClient({ url: midofficeUrl }).request<unknown>(demoPeopleDocument);
    return peopleAnswer.Check(answer) ? success(answer.demoPeople) : failure('MIDOFFICE_ANSWER_MALFORMED');
  } catch (error) {
    return failureOf(error);
  }
}

/** Asks the mid-office for a session of a demo person. */
export async function askSession(
  midofficeUrl: string,
  memberId: string,
  deviceId: string,
): Promise<Result<SessionGrant>> {
  try {
    const client = new MidofficeClient({ url: midofficeUrl });
    const answer = await client.request<unknown>(demoLogInDocument, { memberId, deviceId });
    return grantAnswer.Check(answer) ? success(answer.demoLogIn) : failure('MIDOFFICE_ANSWER_MALFORMED');
  } catch (error) {
    return failureOf(error);
  }
}
