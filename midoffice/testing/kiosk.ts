import { generateKeyPairSync, sign } from 'node:crypto';
import { kioskPaths, kioskProofText } from '@onthaal/contract/session/kiosk.ts';
import { type Desk, sendGraphql } from './desk.ts';

/** A kiosk with its session. */
export interface TestKiosk {
  readonly deviceId: string;
  readonly token: string;
}

async function post(url: string, path: string, body: object): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return ((await response.json()) as { readonly data: Readonly<Record<string, string>> }).data;
}

/** Registers a kiosk at a location with a code of an administrator, and starts its session. */
export async function startKiosk(
  url: string,
  administrator: Desk,
  purpose: 'tickets' | 'waitingRoom',
  locationId: string,
): Promise<TestKiosk> {
  const query =
    'mutation Make($locationId: ID!, $purpose: KioskPurpose) { makeKioskCode(name: "Zuil inkom", locationId: $locationId, purpose: $purpose) { code } }';
  const { data } = await sendGraphql(url, query, { locationId, purpose }, administrator.grant.token);
  const { code } = (data?.makeKioskCode ?? {}) as { readonly code?: string };
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  const { deviceId = '' } = await post(url, kioskPaths.register, { code, publicKey: key });
  const { challenge = '' } = await post(url, kioskPaths.challenge, { deviceId });
  const signature = sign(null, Buffer.from(kioskProofText(deviceId, challenge)), privateKey).toString('base64url');
  const { token = '' } = await post(url, kioskPaths.session, { deviceId, challenge, signature });
  return { deviceId, token };
}
