import { readFileSync } from 'node:fs';
import { type Role, roles } from '@onthaal/contract/entities/reference-kinds.ts';

/** How the mid-office proves itself at ACM/IDM's token endpoint. */
export type ClientProof =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'privateKey'; readonly key: Readonly<Record<string, unknown>> & { readonly kid: string } };

/** What the integration file of ACM/IDM says about this mid-office. */
export interface AcmIdmConfiguration {
  readonly issuer: string;
  readonly clientId: string;
  readonly proof: ClientProof;
  /** Code of the organisation (`vo_orgcode`) whose staff may log in. */
  readonly organisation: string;
  /** Scope of the application, and the start of its role claim. */
  readonly application: string;
  /** Means of logging in (`acr`) that a role needs; a role that is not here takes any. */
  readonly requiredMeans: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** Address of the mid-office as browsers reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** How long a token of the desk counts. */
  readonly tokenSeconds: number;
  /** How long somebody stays logged in, whatever is renewed. */
  readonly sessionHours: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
const names = {
  issuer: 'ONTHAAL_ACMIDM_ISSUER',
  clientId: 'ONTHAAL_ACMIDM_CLIENT_ID',
  secret: 'ONTHAAL_ACMIDM_CLIENT_SECRET',
  keyFile: 'ONTHAAL_ACMIDM_CLIENT_KEY_FILE',
  organisation: 'ONTHAAL_ACMIDM_ORGANISATION',
  application: 'ONTHAAL_ACMIDM_APPLICATION',
  requiredMeans: 'ONTHAAL_ACMIDM_REQUIRED_MEANS',
  publicUrl: 'ONTHAAL_PUBLIC_URL',
  tokenSeconds: 'ONTHAAL_ACMIDM_TOKEN_SECONDS',
  sessionHours: 'ONTHAAL_ACMIDM_SESSION_HOURS',
} as const;

/** Whether an address is safe for logins: https, or this computer itself. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  if (search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function proofOf(secret: string | undefined, keyFile: string | undefined, sentences: string[]): ClientProof {
  if ((secret === undefined) === (keyFile === undefined)) {
    sentences.push(`Set either ${names.secret} or ${names.keyFile}: how the mid-office proves itself to ACM/IDM.`);
  }
  if (keyFile === undefined) return { kind: 'secret', secret: secret ?? '' };
  try {
    const key = JSON.parse(readFileSync(keyFile, 'utf8')) as Record<string, unknown>;
    if (key.kty === 'RSA' && typeof key.d === 'string' && typeof key.kid === 'string') {
      return { kind: 'privateKey', key: { ...key, kid: key.kid } };
    }
  } catch {
    // The sentence says it.
  }
  sentences.push(`${names.keyFile} must be a readable file with a private RSA key as JWK, with a kid.`);
  return { kind: 'secret', secret: '' };
}

function requiredMeansOf(text: string | undefined, sentences: string[]): AcmIdmConfiguration['requiredMeans'] {
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const isMeans = (means: unknown): boolean =>
      Array.isArray(means) && means.length > 0 && means.every((one) => typeof one === 'string');
    const isRole = (name: string): boolean => (roles as readonly string[]).includes(name);
    if (Object.entries(value).every(([role, means]) => isRole(role) && isMeans(means))) return value;
  } catch {
    // The sentence says it.
  }
  sentences.push(
    `${names.requiredMeans} must be JSON that names means per role, like {"administrator":["urn:be:vlaanderen:authmech:eid"]}.`,
  );
  return {};
}

function numberOf(
  text: string | undefined,
  name: string,
  [lowest, usual, highest]: readonly [number, number, number],
  sentences: string[],
): number {
  const number = text === undefined ? usual : Number(text);
  if (Number.isInteger(number) && number >= lowest && number <= highest) return number;
  sentences.push(`${name} must be a whole number from ${lowest} to ${highest}.`);
  return usual;
}

/**
 * Reads how staff log in through ACM/IDM.
 *
 * @param sentences gets one plain sentence per mistake; a sentence never repeats a secret
 * @returns undefined when nothing of it is set: then it is off
 */
export function readAcmIdm(environment: Environment, sentences: string[]): AcmIdmConfiguration | undefined {
  const read = (name: keyof typeof names): string | undefined => environment[names[name]]?.trim() || undefined;
  const issuer = read('issuer');
  if (issuer === undefined) {
    const others = (['clientId', 'secret', 'keyFile', 'organisation'] as const).filter((name) => read(name));
    if (others.length > 0) sentences.push(`${names.issuer} is missing: the address of ACM/IDM.`);
    return undefined;
  }
  if (!isSafeAddress(issuer)) sentences.push(`${names.issuer} must be an https address.`);
  const publicUrl = read('publicUrl')?.replace(/\/+$/, '') ?? '';
  if (!isSafeAddress(publicUrl)) {
    sentences.push(`${names.publicUrl} must be the https address at which browsers reach this mid-office.`);
  }
  for (const name of ['clientId', 'organisation'] as const) {
    if (read(name) === undefined) sentences.push(`${names[name]} is missing: ACM/IDM's integration file says it.`);
  }
  return {
    issuer,
    publicUrl,
    clientId: read('clientId') ?? '',
    organisation: read('organisation') ?? '',
    application: read('application') ?? 'onthaal',
    proof: proofOf(read('secret'), read('keyFile'), sentences),
    requiredMeans: requiredMeansOf(read('requiredMeans'), sentences),
    tokenSeconds: numberOf(read('tokenSeconds'), names.tokenSeconds, [5, 600, 3600], sentences),
    sessionHours: numberOf(read('sessionHours'), names.sessionHours, [1, 12, 24], sentences),
  };
}
