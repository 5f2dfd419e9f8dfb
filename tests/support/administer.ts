/** Asks the mid-office something as the demo's administrator: `administer(url, 'revokeAccess(memberId: "member-els")')`. */
export function administer(url: string, mutation: string): Promise<unknown> {
  return askAsAdministrator(url, `mutation { ${mutation} }`);
}

/** The same for a whole operation. */
export function askAsAdministrator(url: string, operation: string): Promise<unknown> {
  return askAs(url, 'member-ann', operation);
}

/** The same as any person of the demo. */
export async function askAs(url: string, memberId: string, operation: string, variables = {}): Promise<unknown> {
  const login = `mutation { demoLogIn(memberId: "${memberId}", deviceId: "device-of-a-test") { token } }`;
  const granted = (await ask(url, login)) as { readonly demoLogIn: { readonly token: string } };
  return ask(url, operation, granted.demoLogIn.token, variables);
}

async function ask(url: string, query: string, token?: string, variables = {}): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { readonly data?: unknown; readonly errors?: readonly unknown[] };
  if (answer.errors !== undefined) throw new Error(`The mid-office refused: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}
