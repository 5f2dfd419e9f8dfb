import { createHash, X509Certificate } from 'node:crypto';
import type { EidCheck, EidFinding } from '@onthaal/contract/devices/eid-verification.ts';
import { eidChecks, eidFindings } from '@onthaal/contract/devices/eid-verification.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import roots from '../../../../resources/certificates/belgium-roots.json' with { type: 'json' };
import type { EmulatedCard } from '../../testing/emulated-card/emulated-card.ts';
import { makeTestAuthority, policies, type TestAuthority } from '../../testing/emulated-card/test-authority.ts';
import { makeTestCard, type TestCardOptions, testAuthority } from '../../testing/emulated-card/test-cards.ts';
import { lotte, senne } from '../../testing/emulated-card/test-people.ts';
import { openEidCard } from '../eid-card.ts';
import { derLength } from '../lengths.ts';
import { type EidContent, readEid } from '../read-eid.ts';
import { readCertificate } from './card-certificate.ts';
import { belgianTrust, type EidTrust, trustIn } from './trust.ts';
import { verifyEid } from './verify-eid.ts';

const families = ['rsa', 'ellipticCurve'] as const;
const reading = new Date('2026-11-26T10:00:00Z');

const trustOf = (authority: TestAuthority): EidTrust => trustIn([authority.root.certificate.toString('pem')], []);

async function read(card: EmulatedCard): Promise<EidContent> {
  const opened = await openEidCard(card.transmit);
  const content = opened.ok ? await readEid(opened.value) : opened;
  if (!content.ok) throw new Error(content.error.code);
  return content.value;
}

type Findings = Readonly<Record<EidCheck, EidFinding>>;

async function findings(content: EidContent, trust: EidTrust, at = reading): Promise<Findings> {
  const results = await verifyEid(content, { trust, at, responderAccess: null });
  expect(results.map(({ check }) => check)).toEqual(expect.arrayContaining([...eidChecks]));
  for (const { finding, verdict } of results) expect(verdict).toBe(eidFindings[finding]);
  return Object.fromEntries(results.map(({ check, finding }) => [check, finding])) as Findings;
}

const judged = async (family: (typeof families)[number], options: TestCardOptions = {}) =>
  findings(await read(await makeTestCard(family, options)), trustOf(await testAuthority(family)));

describe.each(families)('a genuine card (%s)', (family) => {
  const chip = family === 'rsa' ? 'chipCannotBeAsked' : 'chipGenuine';
  it('is confirmed check by check', async () => {
    expect(await judged(family)).toEqual({
      photo: 'photoMatches',
      identity: 'identitySigned',
      address: 'addressSigned',
      register: 'registerTrusted',
      cardPeriod: 'cardValid',
      nationalNumber: 'numberMatches',
      chip,
      authenticationCertificate: 'certificateTrusted',
      signatureCertificate: 'certificateTrusted',
      authenticationStatus: 'statusNotAsked',
      signatureStatus: 'statusNotAsked',
    });
  });
  it('of a child has no certificates and is confirmed in the rest', async () => {
    expect(await judged(family, { holder: senne, withoutCertificates: true })).toMatchObject({
      identity: 'identitySigned',
      address: 'addressSigned',
      nationalNumber: 'numberUncheckable',
      chip,
      authenticationCertificate: 'certificateAbsent',
      signatureCertificate: 'certificateAbsent',
    });
  });
  it('with versions in its files is confirmed', async () => {
    expect(await judged(family, { withVersion: true })).toMatchObject({
      identity: 'identitySigned',
      address: 'addressSigned',
    });
  });
  it('is untrusted by whoever pins other roots, and its signatures then confirm nothing', async () => {
    expect(await findings(await read(await makeTestCard(family)), belgianTrust(), reading)).toMatchObject({
      identity: 'signerUntrusted',
      address: 'signerUntrusted',
      register: 'registerUntrusted',
      authenticationCertificate: 'certificateUntrusted',
      signatureCertificate: 'certificateUntrusted',
    });
  });
  it.each([
    ['photo', { photo: 'photoDiffers', identity: 'identitySigned' }],
    ['identitySignature', { identity: 'identityChanged', address: 'addressChanged' }],
    ['addressSignature', { identity: 'identitySigned', address: 'addressChanged' }],
  ] as const)('shows what was changed: %s', async (corrupt, expected) => {
    expect(await judged(family, { corrupt })).toMatchObject(expected);
  });
  it('shows another person’s address or identity hung onto it', async () => {
    const own = await read(await makeTestCard(family));
    const other = await read(await makeTestCard(family, { holder: { ...lotte, givenNames: 'Ander' } }));
    const trust = trustOf(await testAuthority(family));
    const files = { ...own.files, address: other.files.address, addressSignature: other.files.addressSignature };
    expect(await findings({ ...own, files }, trust)).toMatchObject({
      identity: 'identitySigned',
      address: 'addressChanged',
    });
    const name = { ...own.files, identity: other.files.identity };
    expect(await findings({ ...own, files: name }, trust)).toMatchObject({ identity: 'identityChanged' });
  });
  it('with certificates of somebody else shows it', async () => {
    expect(await judged(family, { certificateNumber: senne.nationalNumber })).toMatchObject({
      nationalNumber: 'numberDiffers',
    });
  });
  it('with expired certificates shows it', async () => {
    const certificatePeriod = { from: new Date('2021-01-01'), until: new Date('2026-01-01') };
    expect(await judged(family, { certificatePeriod })).toMatchObject({
      authenticationCertificate: 'certificateExpired',
      signatureCertificate: 'certificateExpired',
      authenticationStatus: 'statusNotAsked',
    });
  });
  it('is judged as of the moment of reading, to the day in Brussels', async () => {
    const content = await read(await makeTestCard(family));
    const trust = trustOf(await testAuthority(family));
    const period = async (at: string) => (await findings(content, trust, new Date(at))).cardPeriod;
    expect(await period('2021-02-02T22:30:00Z')).toBe('cardNotYetValid');
    expect(await period('2021-02-02T23:30:00Z')).toBe('cardValid');
    expect(await period('2041-02-03T22:30:00Z')).toBe('cardValid');
    expect(await period('2041-02-03T23:30:00Z')).toBe('cardExpired');
  });
});

describe('who may sign an identity', () => {
  it.each(families)('is not a citizen, though the root is the same (%s)', async (family) => {
    const policy = policies[family].signature;
    const authority = await makeTestAuthority(family, { registerName: 'TEST Els Vals', registerPolicy: policy });
    const content = await read(await makeTestCard(family, { authority }));
    expect(await findings(content, trustOf(authority))).toMatchObject({
      register: 'registerUntrusted',
      identity: 'signerUntrusted',
    });
  });
  it('is not an RSA certificate with the right name and another policy', async () => {
    const authority = await makeTestAuthority('rsa', { registerPolicy: policies.rsa.authentication });
    const content = await read(await makeTestCard('rsa', { authority }));
    expect(await findings(content, trustOf(authority))).toMatchObject({ register: 'registerUntrusted' });
  });
  it('is said to be expired when it is, with the signature still judged', async () => {
    const registerPeriod = { from: new Date('2020-01-01'), until: new Date('2025-01-01') };
    const authority = await makeTestAuthority('ellipticCurve', { registerPeriod });
    const content = await read(await makeTestCard('ellipticCurve', { authority }));
    expect(await findings(content, trustOf(authority))).toMatchObject({
      register: 'registerExpired',
      identity: 'identitySigned',
    });
  });
  it('is never vouched for by a root of the same name with another key', async () => {
    const content = await read(await makeTestCard('ellipticCurve'));
    const namesake = await makeTestAuthority('ellipticCurve');
    expect(await findings(content, trustOf(namesake))).toMatchObject({ register: 'registerUntrusted' });
  });
});

describe('hashes of RSA cards', () => {
  it.each([
    ['sha1', 'sha1'],
    ['sha256', 'sha256'],
    ['sha1', 'sha256'],
  ] as const)('photo %s, signatures %s', async (photoHash, signatureHash) => {
    expect(await judged('rsa', { photoHash, signatureHash })).toMatchObject({
      photo: 'photoMatches',
      identity: 'identitySigned',
      address: 'addressSigned',
    });
  });
});

describe('zeros that fill a file', () => {
  it('count behind the identity’s signature, and not behind the address', async () => {
    const content = await read(await makeTestCard('ellipticCurve'));
    const trust = trustOf(await testAuthority('ellipticCurve'));
    const { identitySignature, address, addressSignature } = content.files;
    if (!identitySignature || !address || !addressSignature) throw new Error('A file is missing');
    const withFiles = (files: Partial<EidContent['files']>) => ({ ...content, files: { ...content.files, ...files } });
    const trimmed = identitySignature.slice(0, derLength(identitySignature) ?? 0);
    expect(trimmed.length).toBeLessThan(identitySignature.length);
    expect(await findings(withFiles({ identitySignature: trimmed }), trust)).toMatchObject({
      identity: 'identitySigned',
      address: 'addressChanged',
    });
    const longer = Uint8Array.of(...address, ...new Uint8Array(40));
    const bare = addressSignature.slice(0, derLength(addressSignature) ?? 0);
    expect(await findings(withFiles({ address: longer, addressSignature: bare }), trust)).toMatchObject({
      address: 'addressSigned',
    });
  });
});

describe('a copied chip', () => {
  it('answers with another key than the register signed for', async () => {
    const content = await read(await makeTestCard('ellipticCurve'));
    const copy = await read(await makeTestCard('ellipticCurve'));
    const trust = trustOf(await testAuthority('ellipticCurve'));
    expect((await findings({ ...content, chipAnswer: copy.chipAnswer }, trust)).chip).toBe('chipCopied');
    const files = { ...content.files, basicKey: copy.files.basicKey };
    expect((await findings({ ...content, files, chipAnswer: copy.chipAnswer }, trust)).chip).toBe('chipCopied');
  });
  it('repeats an answer that it overheard', async () => {
    const content = await read(await makeTestCard('ellipticCurve'));
    const signature = content.chipAnswer?.signature ?? new Uint8Array();
    const replay = { ...content, chipAnswer: { secret: new Uint8Array(48).fill(7), signature } };
    expect((await findings(replay, trustOf(await testAuthority('ellipticCurve')))).chip).toBe('chipCopied');
  });
  it('says nothing, which proves nothing', async () => {
    const content = { ...(await read(await makeTestCard('ellipticCurve'))), chipAnswer: null };
    expect((await findings(content, trustOf(await testAuthority('ellipticCurve')))).chip).toBe('chipUncheckable');
  });
});

describe('the pinned roots', () => {
  it('are the Belgian ones, byte for byte', () => {
    expect(roots.map(({ fingerprint }) => fingerprint.slice(0, 11))).toEqual([
      '9F:97:44:46',
      'A8:D1:4E:94',
      'C3:FB:F3:72',
      '70:2D:D5:C1',
      '9C:87:2B:C9',
    ]);
    for (const { pem, fingerprint, name } of roots) {
      const certificate = new X509Certificate(pem);
      expect(certificate.fingerprint256).toBe(fingerprint);
      expect(createHash('sha256').update(certificate.raw).digest('hex')).toBe(
        fingerprint.replaceAll(':', '').toLowerCase(),
      );
      expect(certificate.subject).toContain(name);
    }
    expect(belgianTrust().roots.every(({ authority }) => authority !== null)).toBe(true);
  });
});

describe('hostile content', () => {
  it('never makes the verification throw', async () => {
    const content = await read(await makeTestCard('ellipticCurve'));
    const trust = trustOf(await testAuthority('ellipticCurve'));
    const names = Object.keys(content.files) as (keyof EidContent['files'])[];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.oneof(fc.uint8Array({ maxLength: 600 }), fc.constant(null)),
        fc.nat(2000),
        async (name, replacement, position) => {
          const damaged = content.files[name]?.slice() ?? new Uint8Array();
          if (position < damaged.length) damaged[position] = (damaged[position] ?? 0) ^ 0x55;
          for (const file of [replacement, damaged]) {
            await findings({ ...content, files: { ...content.files, [name]: file } }, trust);
          }
        },
      ),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readCertificate(Uint8Array.of(0x30, 0x82, ...bytes))).toBeNull();
      }),
    );
  });
});
