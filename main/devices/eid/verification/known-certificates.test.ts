import fc from 'fast-check';
import { type BasicConstraints, Certificate, type CertificatePolicies, type InfoAccess } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { makeTestAuthority, type TestAuthority } from '../../testing/emulated-card/test-authority.ts';
import { makeTestCard, testAuthority } from '../../testing/emulated-card/test-cards.ts';
import { openEidCard } from '../eid-card.ts';
import { type EidContent, readEid } from '../read-eid.ts';
import { readCertificate } from './card-certificate.ts';
import { belgianTrust, type EidTrust, trustIn } from './trust.ts';
import { verifyEid } from './verify-eid.ts';

const families = ['rsa', 'ellipticCurve'] as const;
const trustOf = ({ root }: TestAuthority): EidTrust => trustIn([root.certificate.toString('pem')], []);

async function contentOf(...made: Parameters<typeof makeTestCard>): Promise<EidContent> {
  const opened = await openEidCard((await makeTestCard(...made)).transmit);
  const content = opened.ok ? await readEid(opened.value) : opened;
  if (!content.ok) throw new Error(content.error.code);
  return content.value;
}

const judged = (content: EidContent, trust: EidTrust, at = new Date()) =>
  verifyEid(content, { trust, at, responderAccess: null });

describe.each(families)('what is known of earlier cards (%s)', (family) => {
  it('changes nothing about the next one', async () => {
    const trust = trustOf(await testAuthority(family));
    const content = await contentOf(family);
    const first = await judged(content, trust);
    expect(await judged(content, trust)).toEqual(first);
    expect(await judged(await contentOf(family), trust)).toEqual(first);
  });
  it('does not make a certificate valid outside its period', async () => {
    const trust = trustOf(await testAuthority(family));
    const content = await contentOf(family);
    await judged(content, trust);
    const late = await judged(content, trust, new Date('2080-01-01'));
    expect(late.find(({ check }) => check === 'register')).toMatchObject({ finding: 'registerExpired' });
  });
  it('does not make an authority believed that another one of the same name vouches for', async () => {
    const trust = trustOf(await testAuthority(family));
    await judged(await contentOf(family), trust);
    const namesake = await contentOf(family, { authority: await makeTestAuthority(family) });
    const results = await judged(namesake, trust);
    expect(results.find(({ check }) => check === 'register')).toMatchObject({ finding: 'registerUntrusted' });
  });
  it('is the authorities and the register, and nobody’s own certificate', async () => {
    const trust = trustOf(await testAuthority(family));
    const { files } = await contentOf(family);
    await judged(await contentOf(family), trust);
    const isKept = (file: Uint8Array | null) => {
      const once = file && trust.known.read(file);
      return once !== null && once === trust.known.read(file ?? new Uint8Array());
    };
    expect(isKept(files.authorityCertificate)).toBe(true);
    expect(isKept(files.registerCertificate)).toBe(true);
    expect(isKept(files.authenticationCertificate)).toBe(false);
    expect(isKept(files.signatureCertificate)).toBe(false);
  });
});

describe('a certificate', () => {
  it('is read as a complete reader of certificates reads it', async () => {
    const cards = await Promise.all(families.map((family) => contentOf(family)));
    const ders = [
      ...cards.flatMap(({ files }) =>
        Object.entries(files).flatMap(([name, file]) => (/Cert/.test(name) && file ? [file] : [])),
      ),
      ...belgianTrust().roots.map(({ x509 }) => Uint8Array.from(x509.raw)),
    ];
    expect(ders.length).toBeGreaterThan(12);
    for (const der of ders) {
      const whole = Certificate.fromBER(Uint8Array.from(der));
      const extension = (id: string) => whole.extensions?.find(({ extnID }) => extnID === id)?.parsedValue;
      const subject = (id: string) =>
        whole.subject.typesAndValues.find(({ type }) => type === id)?.value.valueBlock.value ?? null;
      const constraints = extension('2.5.29.19') as BasicConstraints | undefined;
      const policies = extension('2.5.29.32') as CertificatePolicies | undefined;
      const access = extension('1.3.6.1.5.5.7.1.1') as InfoAccess | undefined;
      const read = readCertificate(der);
      expect(read).toMatchObject({
        commonName: subject('2.5.4.3'),
        subjectNumber: subject('2.5.4.5'),
        policies: (policies?.certificatePolicies ?? []).map(({ policyIdentifier }) => policyIdentifier),
      });
      expect(read?.authority !== null).toBe(constraints?.cA === true);
      expect(read?.responders().length ?? 0).toBe(
        (access?.accessDescriptions ?? []).filter(({ accessMethod }) => accessMethod === '1.3.6.1.5.5.7.48.1').length,
      );
    }
  });
  it('that is damaged anywhere is read or is none, and never more', async () => {
    const { files } = await contentOf('ellipticCurve');
    const der = files.authenticationCertificate ?? new Uint8Array();
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Uint8Array.from(der);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        const read = readCertificate(damaged);
        expect(read === null || Array.isArray(read.responders())).toBe(true);
        expect(read === null || read.structure() === null || read.structure() instanceof Certificate).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
