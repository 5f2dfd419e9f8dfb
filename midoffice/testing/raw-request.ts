import { request } from 'node:http';

/** An HTTP answer without any of fetch's own decoding. */
export interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Codes of the GraphQL errors in it. */
  readonly codes: readonly unknown[];
}

function codesIn(text: string): readonly unknown[] {
  try {
    const { errors = [] } = JSON.parse(text) as { readonly errors?: readonly { extensions?: { code?: unknown } }[] };
    return errors.map(({ extensions }) => extensions?.code);
  } catch {
    return ['NO JSON'];
  }
}

/** Posts bytes as they are to a mid-office; as JSON unless the headers say otherwise. */
export function postRaw(
  url: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode, headers: response.headers, text, codes: codesIn(text) });
      });
    });
    outgoing.end(body);
  });
}
