import { verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eidChecks } from '@onthaal/contract/devices/eid-verification.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lotte } from '../testing/emulated-card/test-people.ts';
import { DeskOfReaders } from '../testing/isolated-readers/desk-of-readers.ts';

const PROGRAM = join(import.meta.dirname, 'read-eid.ts');
const MODULE = ['--module', 'opensc-pkcs11.so'];
const folder = mkdtempSync(join(tmpdir(), 'onthaal-clients-'));
const families = ['rsa', 'ellipticCurve'] as const;

let desk: DeskOfReaders;
beforeAll(async () => {
  desk = await DeskOfReaders.open();
  for (const family of families) {
    await desk.hands.ask({ do: 'make', card: family, family });
    await desk.hands.ask({ do: 'roots', family, file: join(folder, `${family}.pem`) });
  }
});
afterAll(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

const eidRead = (...words: readonly string[]) => desk.place.run(process.execPath, [PROGRAM, ...words]);

interface Printed {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
  readonly identity: Readonly<Record<string, unknown>>;
  readonly address: { readonly postalCode: string; readonly municipality: string };
  readonly card: { readonly applet: string };
  readonly photo: string;
  readonly checks: readonly { readonly check: string; readonly verdict: string; readonly finding: string }[];
}

async function printed(...words: readonly string[]): Promise<Printed> {
  return JSON.parse((await eidRead('--json', '--no-revocation', ...words)).output) as Printed;
}

describe('npm run eid:read', { timeout: 300_000 }, () => {
  it('says in plain words what is missing: the service, then the card', async () => {
    const without = await eidRead('--patience', '1000');
    expect(without).toMatchObject({ code: 1 });
    expect(without.output).toContain('De dienst voor kaartlezers draait niet op deze computer.');
    await desk.place.startService();
    await desk.until(({ readers }) => readers.length === 2);
    const empty = await eidRead('--patience', '1000', '--language', 'en');
    expect(empty).toMatchObject({ code: 1 });
    expect(empty.output).toContain('There is no card in the reader.');
    const nowhere = await eidRead('--patience', '1000', '--reader', 'Elsewhere');
    expect(nowhere.output).toContain('Er is geen kaartlezer aangesloten.');
    expect(await eidRead('--unknown')).toMatchObject({ code: 2 });
  });
  it.each(families)('prints card, person and every check (%s)', async (family) => {
    await desk.insert(family);
    const card = await printed('--roots', join(folder, `${family}.pem`));
    expect(card).toMatchObject({
      ok: true,
      card: { applet: family === 'rsa' ? '1.7' : '1.8' },
      identity: { familyName: 'Testaert', nationalNumber: lotte.nationalNumber },
      address: { street: { street: 'Kerkstraat', houseNumber: '12', busNumber: '3' } },
    });
    expect(card.checks.map(({ check }) => check).sort()).toEqual([...eidChecks].sort());
    const verdicts = new Set(card.checks.map(({ verdict }) => verdict));
    expect([...verdicts].sort()).toEqual(['confirmed', 'notApplicable']);
    // The program that ships believes the Belgian state only.
    const stranger = await printed();
    expect(stranger.checks).toContainEqual(
      expect.objectContaining({ check: 'register', verdict: 'refuted', finding: 'registerUntrusted' }),
    );
    const sentences = await eidRead('--no-revocation', '--roots', join(folder, `${family}.pem`));
    expect(sentences.output).toContain('De identiteit is ondertekend door het Rijksregister en niet gewijzigd.');
    await desk.remove();
  });
});

describe.each(families)('other people’s programs read the same from the emulated card (%s)', (family) => {
  beforeAll(() => desk.insert(family));
  afterAll(() => desk.remove());

  it('pcsc_scan sees reader and card', async () => {
    const { output } = await desk.place.run('pcsc_scan', ['-c']);
    expect(output).toContain('Virtual PCD 00 00');
    const known = await desk.place.run('opensc-tool', ['-a', '-n']);
    expect(known.output).toContain('Belpic cards');
    expect(known.output.toLowerCase()).toContain(family === 'rsa' ? '3b:98:13:40' : '3b:7f:96:00');
  });
  it('eidenv', async () => {
    // It always ends with 1 and, in this version, leaves the street out.
    const { output } = await desk.place.run('eidenv');
    const theirs = new Map(output.split('\n').map((line) => line.split(': ') as [string, string]));
    const { identity, address } = await printed();
    expect(theirs.get('BELPIC_CARDNUMBER')).toBe(identity.cardNumber);
    expect(theirs.get('BELPIC_NATIONALNUMBER')).toBe(identity.nationalNumber);
    expect(theirs.get('BELPIC_NAME')).toBe(identity.familyName);
    expect(theirs.get('BELPIC_FIRSTNAMES')).toBe(identity.givenNames);
    expect(theirs.get('BELPIC_BIRTHDATE')).toBe(identity.birthDateText);
    expect(theirs.get('BELPIC_BIRTHLOCATION')).toBe(identity.birthPlace);
    expect(theirs.get('BELPIC_NATIONALITY')).toBe(identity.nationality);
    expect(theirs.get('BELPIC_DELIVERINGMUNICIPALITY')).toBe(identity.deliveredIn);
    expect(theirs.get('BELPIC_ZIPCODE')).toBe(address.postalCode);
    expect(theirs.get('BELPIC_MUNICIPALITY')).toBe(address.municipality);
  });
  it('pkcs15-tool lists PIN, keys and certificates', async () => {
    const { code, output } = await desk.place.run('pkcs15-tool', ['-D']);
    expect(code).toBe(0);
    const kind = family === 'rsa' ? 'RSA' : 'EC';
    for (const found of [
      'PIN [Basic PIN]',
      `Private ${kind} Key [Authentication]`,
      `Private ${kind} Key [Signature]`,
    ]) {
      expect(output).toContain(found);
    }
    const certificates = [...output.matchAll(/X\.509 Certificate \[(\w+)\]/g)].map(([, name]) => name);
    expect(certificates).toEqual(['Authentication', 'Signature', 'CA', 'Root']);
  });
  it('pkcs15-tool reads certificates that lead to the root', async () => {
    const certificate = async (id: string) =>
      new X509Certificate((await desk.place.run('pkcs15-tool', ['--read-certificate', id])).output);
    const [authentication, authority, root] = [
      await certificate('02'),
      await certificate('04'),
      await certificate('06'),
    ];
    expect(authentication.verify(authority.publicKey)).toBe(true);
    expect(authority.verify(root.publicKey)).toBe(true);
    expect(root.raw).toEqual(new X509Certificate(readFileSync(join(folder, `${family}.pem`))).raw);
    expect(authentication.subject).toContain(lotte.nationalNumber);
  });
  it('pkcs11-tool is refused a wrong PIN, which costs one try', async () => {
    const before = await desk.hands.ask({ do: 'state', card: family });
    const { code, output } = await desk.place.run('pkcs11-tool', [...MODULE, '--login', '--pin', '9876', '-O']);
    expect(code).not.toBe(0);
    expect(output).toContain('CKR_PIN_INCORRECT');
    const after = await desk.hands.ask({ do: 'state', card: family });
    expect(after.triesLeft).toBe(Number(before.triesLeft) - 1);
  });
});

describe('a signature made by another program', () => {
  it('with the authentication key of an RSA card is verified with its certificate', async () => {
    await desk.insert('rsa');
    const text = Buffer.from('TEST: te tekenen');
    const [input, output] = [join(folder, 'text'), join(folder, 'signature')];
    writeFileSync(input, text);
    const login = ['--login', '--pin', '1234'];
    const signing = ['--sign', '--mechanism', 'SHA256-RSA-PKCS', '--id', '02', '-i', input, '-o', output];
    const { code, output: said } = await desk.place.run('pkcs11-tool', [...MODULE, ...login, ...signing]);
    expect(code, said).toBe(0);
    const certificate = new X509Certificate((await desk.place.run('pkcs15-tool', ['--read-certificate', '02'])).output);
    expect(verify('sha256', text, certificate.publicKey, readFileSync(output))).toBe(true);
    await desk.remove();
  });
});

describe.each(families)('a signature that we made (%s)', (family) => {
  const [text, signature, publicKey] = ['TEST: te tekenen', join(folder, 'made'), join(folder, 'public.pem')];
  let reader: string | undefined;
  beforeAll(async () => {
    reader = (await desk.insert(family)).readers[0]?.name;
  });
  afterAll(() => desk.remove());

  const keyOf = async (id: string): Promise<string> => {
    const certificate = join(folder, 'certificate.pem');
    writeFileSync(certificate, (await desk.place.run('pkcs15-tool', ['--read-certificate', id])).output);
    return (await desk.place.run('openssl', ['x509', '-in', certificate, '-noout', '-pubkey'])).output;
  };
  const verified = async (hash: string, what: string): Promise<string> => {
    const input = join(folder, 'verified');
    writeFileSync(input, what);
    const words = ['dgst', `-${hash}`, '-verify', publicKey, '-signature', signature, input];
    return (await desk.place.run('openssl', words)).output;
  };

  it.each([
    ['authentication', '02', 'sha256'],
    ['authentication', '02', 'sha384'],
    ['signature', '03', 'sha384'],
    ['signature', '03', 'sha512'],
  ])(
    'with the %s key (certificate %s, %s) is found good by OpenSSL, and not for another text',
    async (key, id, hash) => {
      const made = await desk.reader.ask({ do: 'sign', reader, pin: '1234', key, hash, text, file: signature });
      expect(made).toMatchObject({ length: family === 'rsa' ? 256 : 96 });
      writeFileSync(publicKey, await keyOf(id));
      expect(await verified(hash, text)).toContain('Verified OK');
      expect(await verified(hash, `${text}.`)).toContain('Verification failure');
    },
  );
});
