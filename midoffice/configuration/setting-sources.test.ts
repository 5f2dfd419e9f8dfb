import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { configurationSchemaText, settings } from './configuration-file.ts';
import { printedConfiguration } from './printed-configuration.ts';
import { readSources } from './setting-sources.ts';

const secret = 'a signing secret that only tests use, long enough';
const folder = mkdtempSync(join(tmpdir(), 'onthaal-configuration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
function file(text: string, given?: string): string {
  written += 1;
  const name = given ?? `file-${written}.yaml`;
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function sentencesOf(text: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const result = readConfiguration({ ONTHAAL_CONFIGURATION: file(text), ...environment });
  return result.ok ? [] : result.sentences;
}

describe('the configuration file', () => {
  const whole = `
    # Comments are welcome.
    database:
      urlFile: ${file('postgresql://onthaal:geheim@database/onthaal\n', 'database-url')}
    session:
      tokenSecretFile: ${file(`${secret}\n`, 'token-secret')}
    server: { host: 0.0.0.0, port: 8080, trustedProxies: [10.0.0.0/8, "fd00::1"] }
    synchronisation: { scope: teams }
    metrics: { port: 9464 }
    traces: { url: "http://collector:4318/v1/traces", ratio: 0.1 }
    log: { level: warn }
  `;

  it('says everything that the environment can say, with secrets in files of their own', () => {
    expect(readConfiguration({ ONTHAAL_CONFIGURATION: file(whole) })).toMatchObject({
      ok: true,
      value: {
        database: { kind: 'postgresql', connectionString: 'postgresql://onthaal:geheim@database/onthaal' },
        tokenSecret: secret,
        host: '0.0.0.0',
        port: 8080,
        scope: 'teams',
        logLevel: 'warn',
        operations: { metrics: { port: 9464 }, traces: { url: 'http://collector:4318/v1/traces', ratio: 0.1 } },
      },
    });
    const json = JSON.stringify({ demo: { enabled: true, dossiers: 77 }, database: { folder: '/data' } });
    expect(readConfiguration({ ONTHAAL_CONFIGURATION: file(json) })).toMatchObject({
      ok: true,
      value: { demo: true, seedDossiers: 77, database: { kind: 'pglite', folder: '/data' } },
    });
  });

  it('gives way to the environment', () => {
    const path = file(whole);
    const environment = { ONTHAAL_CONFIGURATION: path, PORT: '9000', DATABASE_URL: 'postgresql://other/one' };
    expect(readConfiguration(environment)).toMatchObject({
      value: { port: 9000, host: '0.0.0.0', database: { connectionString: 'postgresql://other/one' } },
    });
    const embedded = readConfiguration({ ONTHAAL_CONFIGURATION: path, ONTHAAL_DATA: '/elsewhere' });
    expect(embedded).toMatchObject({ value: { database: { kind: 'pglite', folder: '/elsewhere' } } });
  });

  it.each([
    ['server: { prot: 8080 }', 'server.prot is unknown in the configuration file. Did you mean server.port?'],
    ['sever: { port: 8080 }', 'sever is unknown in the configuration file. Did you mean server?'],
    ['server: { port: web }', 'server.port in the configuration file must be a whole number from 0 to 65535.'],
    ['demo: { enabled: "yes" }', 'demo.enabled in the configuration file must be true or false.'],
    ['server: 8080', 'server must be a group of settings.'],
    ['- 1', 'The configuration file must be a group of settings.'],
    [
      'synchronisation: { scope: some }',
      'synchronisation.scope in the configuration file must be one of all, teams, work.',
    ],
    ['server: { trustedProxies: x }', 'server.trustedProxies in the configuration file must be a list of texts.'],
    ['a: 1\nb: {', 'The configuration file is neither YAML nor JSON: see line 2.'],
    ['{ "__proto__": { "port": 1 } }', '__proto__ is unknown in the configuration file. Did you mean'],
  ])('has a plain sentence about %j', (text, sentence) => {
    expect(sentencesOf(text, { ONTHAAL_DEMO: '1' })).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    ['metrics: { token: short }', 'ONTHAAL_METRICS_TOKEN is too short'],
    ['tls: { keyFile: /key.pem }', 'belong together'],
    ['kiosks: { port: 8443, authorityFile: /ca.pem }', 'needs a certificate'],
    ['traces: { url: collector }', 'ONTHAAL_TRACES_URL is not an address'],
    ['server: { trustedProxies: [10.0.0.0/40] }', 'ONTHAAL_TRUSTED_PROXIES must be addresses'],
    ['session: { tokenSecretFile: /nowhere/at/all }', 'ONTHAAL_TOKEN_SECRET_FILE (session.tokenSecretFile) cannot be'],
    [`session: { tokenSecretFile: /x, tokenSecret: '${secret}' }`, 'are both set'],
  ])('has a plain sentence about what does not go together in %j', (text, sentence) => {
    expect(sentencesOf(text, { ONTHAAL_DEMO: '1' })).toEqual([expect.stringContaining(sentence)]);
  });

  it('may not be missing when it is named', () => {
    const result = readConfiguration({ ONTHAAL_CONFIGURATION: join(folder, 'none.yaml') });
    expect(result).toMatchObject({ ok: false, sentences: [expect.stringMatching(/cannot be read/)] });
  });
});

describe('the environment', () => {
  it('is told about a misspelt variable, and left alone about those of others', () => {
    const slip = readConfiguration({ ONTHAAL_DEMO: '1', ONTHAAL_SEED_SZE: '100' });
    expect(slip).toMatchObject({ sentences: [expect.stringContaining('Did you mean ONTHAAL_SEED_SIZE?')] });
    expect(readConfiguration({ ONTHAAL_DEMO: '1', ONTHAAL_MIDOFFICE_URL: 'x', OTHER: 'y' }).ok).toBe(true);
  });

  it('may name files with secrets', () => {
    const path = file(secret, 'environment-secret');
    const read = readConfiguration({ ONTHAAL_TOKEN_SECRET_FILE: path, ONTHAAL_DATA: '/data' });
    expect(read).toMatchObject({ ok: true, value: { tokenSecret: secret } });
    expect(readSources({ ONTHAAL_TOKEN_SECRET_FILE: path, ONTHAAL_TOKEN_SECRET: secret }).sentences).toHaveLength(1);
  });
});

describe('what an administrator is shown', () => {
  it('is every setting with where it comes from, and never a secret', () => {
    const path = file('server: { port: 8080 }\ndatabase: { url: "postgresql://a:hunter2@b/c" }');
    const token = file('metrics token of the tests', 'metrics-token');
    const printed = printedConfiguration({
      ONTHAAL_CONFIGURATION: path,
      HOST: '::',
      ONTHAAL_METRICS_TOKEN_FILE: token,
    });
    expect(printed).toContain('server.port: "8080"  # file, PORT');
    expect(printed).toContain('server.host: "::"  # environment, HOST');
    expect(printed).toContain('metrics.token: (set, not shown)  # secret file, ONTHAAL_METRICS_TOKEN');
    expect(printed).not.toMatch(/hunter2|metrics token of/);
  });

  it('is a schema and a guide that name every setting', () => {
    const guide = join(import.meta.dirname, '../../docs/operations');
    expect(readFileSync(join(guide, 'onthaal-midoffice.schema.json'), 'utf8')).toBe(configurationSchemaText());
    const text = readFileSync(join(guide, 'configuration.md'), 'utf8');
    const missing = settings.filter(
      ({ key, variable }) => !text.includes(`\`${key}\``) || !text.includes(`\`${variable}\``),
    );
    expect(missing.map(({ key }) => key)).toEqual([]);
  });
});
