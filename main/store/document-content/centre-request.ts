import { type ErrorCode, errorCodes } from '@onthaal/contract/errors.ts';
import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { RequestError, retryAfterOf } from '../synchronisation/request-error.ts';

/** How the mid-office is asked about contents. */
export interface CentreAddress {
  readonly url: string;
  /** Asked at each request: a session that goes on gets new ones. */
  readonly token: () => string;
  /** The mid-office's database that this desk belongs to, when it is known. */
  readonly databaseId: () => string | undefined;
}

export interface CentreQuestion {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  /** Below the address of the mid-office, with the first slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal: AbortSignal;
}

/** A piece goes at once, and a line may be slow. */
const LONGEST_REQUEST = 5 * 60_000;

/** The mid-office's word for what is wrong; undefined when it has none, or when somebody else answers. */
function codeIn(body: string): ErrorCode | undefined {
  try {
    const { errors } = JSON.parse(body) as {
      readonly errors?: readonly { readonly extensions?: { code?: unknown } }[];
    };
    const code = errors?.[0]?.extensions?.code;
    return errorCodes.find((known) => known === code);
  } catch {
    return undefined;
  }
}

function codeOf(response: Response, body: string): ErrorCode {
  const { status } = response;
  const told = codeIn(body);
  if (told !== undefined) return told;
  if (status === 401) return 'SESSION_UNKNOWN';
  if (status === 413) return 'REQUEST_TOO_LARGE';
  if (status === 429 || status === 503) return 'MIDOFFICE_BUSY';
  return status >= 500 ? 'MIDOFFICE_FAILED' : 'MIDOFFICE_WRONG_ADDRESS';
}

/**
 * Asks the mid-office about a content.
 *
 * @returns an answer of 200 to 299, whose body nobody has read
 * @throws RequestError with the mid-office's own code where it gave one
 */
export async function askCentre(centre: CentreAddress, question: CentreQuestion): Promise<Response> {
  if (!URL.canParse(centre.url)) throw new RequestError('MIDOFFICE_WRONG_ADDRESS');
  const { method, path, headers, body } = question;
  const databaseId = centre.databaseId();
  let response: Response;
  try {
    response = await fetch(`${centre.url.replace(/\/+$/, '')}${path}`, {
      method,
      redirect: 'error',
      headers: {
        authorization: `Bearer ${centre.token()}`,
        ...(databaseId === undefined ? {} : { [databaseHeader]: databaseId }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body as BodyInit }),
      signal: AbortSignal.any([question.signal, AbortSignal.timeout(LONGEST_REQUEST)]),
    });
    if (response.ok) return response;
    const text = await response.text();
    throw new RequestError(codeOf(response, text), {
      status: response.status,
      retryAfter: retryAfterOf(response.headers.get('retry-after')),
    });
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError('MIDOFFICE_UNREACHABLE');
  }
}
