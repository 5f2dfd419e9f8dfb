import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

function contentOf(environment: Readonly<Record<string, string>>) {
  const result = readConfiguration({ ONTHAAL_TOKEN_SECRET: 'a signing secret that only tests use', ...environment });
  return result.ok ? result.value.content : result.sentences;
}

const folder = { ONTHAAL_CONTENT_FOLDER: '/srv/content' };

describe('where the content of documents is kept', () => {
  it('is nowhere until a folder is known; beside an embedded database by itself', () => {
    expect(contentOf({})).toBeUndefined();
    expect(contentOf({ DATABASE_URL: 'postgresql://database/onthaal' })).toBeUndefined();
    expect(contentOf({ ONTHAAL_DATA: '/data' })).toMatchObject({ store: { folder: '/data.content' } });
    expect(contentOf({ ONTHAAL_DATA: '/data', ...folder })).toMatchObject({ store: { folder: '/srv/content' } });
  });

  it('is a bucket when one is named', () => {
    const endpoint = 'https://s3.example:9000';
    expect(contentOf({ ONTHAAL_DATA: '/data', ONTHAAL_S3_BUCKET: 'onthaal' })).toMatchObject({
      store: { kind: 's3', bucket: 'onthaal', endpoint: undefined, region: 'us-east-1', keys: undefined },
    });
    const keys = { ONTHAAL_S3_ACCESS_KEY: 'access', ONTHAAL_S3_SECRET_KEY: 'secret' };
    const environment = {
      ...keys,
      ONTHAAL_S3_BUCKET: 'onthaal',
      ONTHAAL_S3_ENDPOINT: endpoint,
      ONTHAAL_S3_REGION: 'be-1',
    };
    expect(contentOf(environment)).toMatchObject({
      store: { endpoint, region: 'be-1', keys: { accessKey: 'access', secretKey: 'secret' } },
    });
  });

  it.each([
    [{ ONTHAAL_S3_BUCKET: 'onthaal', ...folder }, /both set/],
    [{ ONTHAAL_S3_ENDPOINT: 'https://s3.example' }, /needs a bucket/],
    [{ ONTHAAL_S3_BUCKET: 'onthaal', ONTHAAL_S3_ENDPOINT: 's3.example' }, /not an address/],
    [{ ONTHAAL_S3_BUCKET: 'onthaal', ONTHAAL_S3_SECRET_KEY: 'hunter2' }, /belong together/],
  ])('has a plain sentence about what does not go together: %o', (environment, sentence) => {
    const sentences = contentOf(environment as Readonly<Record<string, string>>);
    expect(sentences).toEqual([expect.stringMatching(sentence)]);
    expect(JSON.stringify(sentences)).not.toContain('hunter2');
  });

  it('is behind a virus scanner unless somebody says otherwise; only the demo needs none', () => {
    expect(contentOf(folder)).toMatchObject({ scanner: { kind: 'missing' }, mostBytes: 100 * 1024 * 1024 });
    expect(contentOf({ ...folder, ONTHAAL_DEMO: '1' })).toMatchObject({ scanner: { kind: 'off' } });
    const scanners = [
      ['off', { kind: 'off' }],
      ['unix:/run/clamav/clamd.ctl', { kind: 'clamd', address: { path: '/run/clamav/clamd.ctl' } }],
      ['tcp://clamd.example:3310', { kind: 'clamd', address: { host: 'clamd.example', port: 3310 } }],
      ['tcp://[::1]:3310', { kind: 'clamd', address: { host: '::1', port: 3310 } }],
    ] as const;
    for (const [text, scanner] of scanners) {
      expect(contentOf({ ...folder, ONTHAAL_VIRUS_SCANNER: text })).toMatchObject({ scanner });
    }
  });

  it.each([
    ['ONTHAAL_VIRUS_SCANNER', 'clamd.example:3310'],
    ['ONTHAAL_VIRUS_SCANNER', 'tcp://clamd.example:0'],
    ['ONTHAAL_CONTENT_MEGABYTES', '0'],
    ['ONTHAAL_CONTENT_MEGABYTES', 'many'],
  ])('has a plain sentence about a wrong %s', (name, value) => {
    expect(contentOf({ ...folder, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must be .*\\.$`)),
    ]);
  });
});
