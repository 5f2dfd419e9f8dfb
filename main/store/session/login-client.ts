import { type ErrorCode, errorCodes } from '@onthaal/contract/errors.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { LoginGrant, LoginMethodAnswer, loginPaths } from '@onthaal/contract/session/login.ts';
import type { StoreControlRequest, StoreControlResults } from '@onthaal/contract/store/control.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';

type LoginRequest = Extract<
  StoreControlRequest,
  { readonly kind: 'loginMethod' | 'redeemLogin' | 'renewLogin' | 'endLogin' }
>;
type LoginResult = Result<StoreControlResults[LoginRequest['kind']]>;

const tooOften = 'LOGIN_TOO_OFTEN' satisfies ErrorCode;
const TIMEOUT_MILLISECONDS = 15_000;
const MethodAnswer = Compile(Type.Object({ data: LoginMethodAnswer }));
const GrantAnswer = Compile(Type.Object({ data: LoginGrant }));
const ErrorAnswer = Compile(
  Type.Object({
    errors: Type.Array(
      Type.Object({
        extensions: Type.Object({
          code: Type.Enum([...errorCodes]),
          details: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
        }),
      }),
      { minItems: 1 },
    ),
  }),
);
/** What the login of a mid-office can answer with; anything else is no answer of it. */
const loginCodes: ReadonlySet<ErrorCode> = new Set([
  'LOGIN_NEEDED',
  'LOGIN_NOT_VALID',
  'ACCESS_REVOKED',
  'ARGUMENT_INVALID',
  'MIDOFFICE_BUSY',
  'NOT_ALLOWED',
  'KIOSK_CODE_INVALID',
  'KIOSK_UNKNOWN',
]);

/** An address of the login below the address of the mid-office, which may have a path of its own. */
export function loginAddress(midofficeUrl: string, path: string): string | undefined {
  if (!URL.canParse(midofficeUrl)) return undefined;
  return new URL(path.slice(1), midofficeUrl.endsWith('/') ? midofficeUrl : `${midofficeUrl}/`).href;
}

/** Asks on a path of the login: its answer, its refusal, or what is wrong with the line. */
export async function askLogin(midofficeUrl: string, path: string, body?: unknown): Promise<Result<unknown>> {
  const address = loginAddress(midofficeUrl, path);
  if (address === undefined) return failure('MIDOFFICE_WRONG_ADDRESS');
  try {
    const response = await fetch(address, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 429 || response.status === 503) {
      return failure(text.includes(tooOften) ? tooOften : 'MIDOFFICE_BUSY', { retryable: true });
    }
    if (response.status >= 500) return failure('MIDOFFICE_FAILED', { retryable: true });
    const answer: unknown = JSON.parse(text);
    return response.ok ? success(answer) : failureIn(answer);
  } catch (error) {
    return error instanceof SyntaxError
      ? failure('MIDOFFICE_WRONG_ADDRESS')
      : failure('MIDOFFICE_UNREACHABLE', { retryable: true });
  }
}

function failureIn(answer: unknown): Result<never> {
  const extensions = ErrorAnswer.Check(answer) ? answer.errors[0]?.extensions : undefined;
  if (extensions === undefined || !loginCodes.has(extensions.code)) return failure('MIDOFFICE_ANSWER_MALFORMED');
  return failure(extensions.code, { details: extensions.details });
}

async function askGrant(midofficeUrl: string, path: string, body: unknown): Promise<Result<LoginGrant>> {
  const answer = await askLogin(midofficeUrl, path, body);
  if (!answer.ok) return answer;
  return GrantAnswer.Check(answer.value) ? success(answer.value.data) : failure('MIDOFFICE_ANSWER_MALFORMED');
}

/** Asks the mid-office what the login needs; its refusals, or what is wrong with the line. */
export async function answerLogin(midofficeUrl: string, request: LoginRequest): Promise<LoginResult> {
  if (request.kind === 'redeemLogin') return askGrant(midofficeUrl, loginPaths.redeem, request.proof);
  if (request.kind === 'renewLogin') {
    return askGrant(midofficeUrl, loginPaths.renew, { refreshToken: request.refreshToken });
  }
  if (request.kind === 'endLogin') {
    const ended = await askLogin(midofficeUrl, loginPaths.end, { refreshToken: request.refreshToken });
    return ended.ok ? success(null) : ended;
  }
  const answer = await askLogin(midofficeUrl, loginPaths.method);
  if (!answer.ok) return answer;
  return MethodAnswer.Check(answer.value) ? success(answer.value.data.method) : failure('MIDOFFICE_ANSWER_MALFORMED');
}
