import { expect, it } from 'vitest';
import { readAcmIdm } from './acm-idm.ts';

const good = {
  ONTHAAL_ACMIDM_ISSUER: 'https://authenticatie-ti.vlaanderen.be/op',
  ONTHAAL_ACMIDM_CLIENT_ID: 'a-client',
  ONTHAAL_ACMIDM_CLIENT_SECRET: 'very secret',
  ONTHAAL_ACMIDM_ORGANISATION: '0207500123',
  ONTHAAL_PUBLIC_URL: 'https://onthaal.lindervelde.example/',
};

function read(changes: Readonly<Record<string, string | undefined>> = {}) {
  const sentences: string[] = [];
  return { value: readAcmIdm({ ...good, ...changes }, sentences), sentences };
}

it('is off when nothing is set, and on with the integration file', () => {
  const sentences: string[] = [];
  expect(readAcmIdm({ ONTHAAL_PUBLIC_URL: 'https://onthaal.example' }, sentences)).toBeUndefined();
  expect(sentences).toEqual([]);
  expect(read()).toMatchObject({
    sentences: [],
    value: {
      publicUrl: 'https://onthaal.lindervelde.example',
      proof: { kind: 'secret' },
      application: 'onthaal',
      requiredMeans: {},
      tokenSeconds: 600,
      sessionHours: 12,
    },
  });
});

it.each([
  ['ONTHAAL_ACMIDM_ISSUER', undefined, /ISSUER is missing/],
  ['ONTHAAL_ACMIDM_ISSUER', 'http://authenticatie.example/op', /ISSUER must be an https address/],
  ['ONTHAAL_PUBLIC_URL', undefined, /PUBLIC_URL must be the https address/],
  ['ONTHAAL_PUBLIC_URL', 'http://onthaal.example', /PUBLIC_URL must be the https address/],
  ['ONTHAAL_ACMIDM_CLIENT_ID', '', /CLIENT_ID is missing/],
  ['ONTHAAL_ACMIDM_ORGANISATION', undefined, /ORGANISATION is missing/],
  ['ONTHAAL_ACMIDM_CLIENT_SECRET', undefined, /either ONTHAAL_ACMIDM_CLIENT_SECRET or/],
  ['ONTHAAL_ACMIDM_CLIENT_KEY_FILE', '/no/such/file', /either ONTHAAL_ACMIDM_CLIENT_SECRET or/],
  ['ONTHAAL_ACMIDM_REQUIRED_MEANS', '{"boss":["x"]}', /REQUIRED_MEANS must be JSON/],
  ['ONTHAAL_ACMIDM_REQUIRED_MEANS', 'administrator', /REQUIRED_MEANS must be JSON/],
  ['ONTHAAL_ACMIDM_TOKEN_SECONDS', '86400', /TOKEN_SECONDS must be a whole number/],
  ['ONTHAAL_ACMIDM_SESSION_HOURS', 'a day', /SESSION_HOURS must be a whole number/],
])('%s = %s is said in a plain sentence', (name, value, sentence) => {
  const { sentences } = read({ [name]: value });
  expect(sentences.join('\n')).toMatch(sentence);
  expect(sentences.join('\n')).not.toContain('very secret');
});
