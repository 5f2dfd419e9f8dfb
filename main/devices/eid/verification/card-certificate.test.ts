import fc from 'fast-check';
import { BasicConstraints, Certificate, CertificatePolicies } from 'pkijs';
import { describe, expect, it } from 'vitest';
import roots from '../../../../resources/certificates/belgium-roots.json' with { type: 'json' };
import { type CardCertificate, readCertificate } from './card-certificate.ts';
import { elementsOf, objectIdentifierOf, partsOf } from './distinguished-encoding.ts';

const COMMON_NAME = '2.5.4.3';
const SERIAL_NUMBER = '2.5.4.5';
const OCSP = '1.3.6.1.5.5.7.48.1';

/** The same, as a general library says it. */
function byLibrary(der: Uint8Array): Partial<CardCertificate> {
  const certificate = Certificate.fromBER(Uint8Array.from(der));
  const named = (number: string) =>
    certificate.subject.typesAndValues.find(({ type }) => type === number)?.value.valueBlock.value ?? null;
  const extension = (number: string) => {
    const found = certificate.extensions?.find(({ extnID }) => extnID === number);
    return found && Uint8Array.from(found.extnValue.valueBlock.valueHexView);
  };
  const constraints = extension('2.5.29.19');
  const parsed = constraints && BasicConstraints.fromBER(constraints);
  const policies = extension('2.5.29.32');
  return {
    commonName: named(COMMON_NAME),
    subjectNumber: named(SERIAL_NUMBER),
    authority: parsed?.cA ? { pathLength: (parsed.pathLenConstraint as number | undefined) ?? null } : null,
    policies: policies
      ? CertificatePolicies.fromBER(policies).certificatePolicies.map(({ policyIdentifier }) => policyIdentifier)
      : [],
  };
}

describe('a certificate', () => {
  it('of the Belgian state says what a general library says of it', () => {
    for (const { pem } of roots) {
      const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
      expect(readCertificate(der)).toMatchObject(byLibrary(der));
      expect(readCertificate(der)?.keyUsages.has('keyCertSign')).toBe(true);
    }
  });
});

describe('the encoding', () => {
  it('is taken apart or refused, never read past its end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        let found: ReturnType<typeof elementsOf>;
        try {
          found = elementsOf(bytes);
        } catch {
          return;
        }
        const inside = found.reduce((sum, { content }) => sum + content.length, 0);
        expect(inside + 2 * found.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
  it.each([
    ['550403', '2.5.4.3'],
    ['2b06010505073001', OCSP],
    ['6038020101', '2.16.56.2.1.1'],
  ])('an object identifier %s is %s', (hex, text) => {
    expect(objectIdentifierOf({ tag: 0x06, content: Buffer.from(hex, 'hex') })).toBe(text);
  });
  it.each(['3005', '3080', '30840000000001', '1f01', '30'])('%s is no element', (hex) => {
    expect(() => elementsOf(Buffer.from(hex, 'hex'))).toThrow('another form');
  });
  it('what has no parts is not taken apart', () => {
    expect(() => partsOf({ tag: 0x04, content: new Uint8Array(4) })).toThrow('another form');
  });
});
