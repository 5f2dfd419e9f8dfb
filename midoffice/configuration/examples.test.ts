import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Metrics } from '../observability/metrics.ts';
import { settings } from './configuration-file.ts';
import { readSources } from './setting-sources.ts';

const repository = join(import.meta.dirname, '../..');
const examples = join(repository, 'docs/operations/examples');
const folder = mkdtempSync(join(tmpdir(), 'onthaal-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const variables = settings.map(({ variable }) => variable);

function text(name: string): string {
  return readFileSync(join(examples, name), 'utf8');
}

/** The keys and values of a unit, section by section. */
function unit(name: string): ReadonlyMap<string, readonly string[]> {
  const entries = new Map<string, string[]>();
  let section = '';
  for (const line of text(name).split('\n')) {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (key !== undefined) entries.set(`${section}.${key}`, [...(entries.get(`${section}.${key}`) ?? []), value]);
  }
  return entries;
}

/** What systemd itself says of the units. */
function complaintsOfSystemd(): readonly string[] {
  const names = readdirSync(examples).filter((name) => /\.(service|timer)$/.test(name));
  for (const name of names) {
    // What a unit starts must exist for systemd: the programs of this machine stand in.
    const here = text(name)
      .replaceAll('/opt/onthaal/bin/node', process.execPath)
      .replaceAll('/opt/onthaal', repository);
    writeFileSync(join(folder, name), here);
  }
  const paths = names.map((name) => join(folder, name));
  const { status, stdout, stderr } = spawnSync('/usr/bin/systemd-analyze', ['verify', '--man=no', ...paths]);
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('onthaal'));
  return status === 0 ? lines : [...lines, `systemd-analyze ended with ${status}`];
}

interface ComposeService {
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly stop_grace_period?: string;
}

describe('the examples of the operations guide', () => {
  it('have a configuration that the mid-office accepts', () => {
    const { environment, sentences } = readSources({ ONTHAAL_CONFIGURATION: join(examples, 'midoffice.yaml') });
    // The two files with secrets are not on this machine; nothing else may be wrong.
    expect(sentences.filter((sentence) => !sentence.includes('cannot be read or is empty'))).toEqual([]);
    expect(sentences).toHaveLength(2);
    expect(environment).toMatchObject({ PORT: '8080', ONTHAAL_SCOPE: 'teams', ONTHAAL_TRUSTED_PROXIES: '10.20.0.5' });
  });

  it('have a compose file with two nodes of known settings, and time to stop them', () => {
    const compose = parse(text('compose.yaml'), { merge: true }) as {
      readonly services: Readonly<Record<string, ComposeService>>;
      readonly secrets: Readonly<Record<string, unknown>>;
    };
    const nodes = ['midoffice-1', 'midoffice-2'].map((name) => compose.services[name]);
    for (const node of nodes) {
      const environment = node?.environment ?? {};
      expect(Object.keys(environment).filter((name) => !variables.includes(name))).toEqual([]);
      const seconds = Number(environment.ONTHAAL_STOP_DELAY_SECONDS) + Number(environment.ONTHAAL_STOP_SECONDS);
      expect(Number.parseInt(node?.stop_grace_period ?? '', 10)).toBeGreaterThan(seconds);
      for (const secret of node?.secrets ?? []) expect(compose.secrets).toHaveProperty([secret]);
    }
    const proxy = text('haproxy.cfg');
    for (const name of ['midoffice-1', 'midoffice-2']) expect(proxy).toContain(`server ${name} ${name}:8080`);
  });

  it('have alerts on figures that exist', async () => {
    const metrics = new Metrics(() => ({ total: 0, idle: 0, waiting: 0 }));
    metrics.watchProcess();
    const { body } = await metrics.text();
    const known = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    const { groups } = parse(text('prometheus-rules.yaml')) as {
      readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
    };
    const used = groups.flatMap(({ rules }) =>
      rules.flatMap(({ expr }) => [...expr.matchAll(/\b(?:onthaal|nodejs)_\w+/g)].map(([name]) => name)),
    );
    expect(used.length).toBeGreaterThan(5);
    expect(used.map((name) => name.replace(/_(bucket|count)$/, '')).filter((name) => !known.includes(name))).toEqual(
      [],
    );
  });

  it('copy into the container what the mid-office consists of, and nothing that is not there', () => {
    const copied = [...text('Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(copied.filter((name) => !existsSync(join(repository, name)))).toEqual([]);
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'contract', 'midoffice']));
  });

  it('have units that leave the mid-office time to stop and few rights', () => {
    const service = unit('onthaal-midoffice.service');
    const stop = Number(service.get('Service.TimeoutStopSec')?.[0]);
    const { server } = parse(text('midoffice.yaml')) as { server: { stopDelaySeconds: number; stopSeconds: number } };
    expect(stop).toBeGreaterThan(server.stopDelaySeconds + server.stopSeconds);
    expect(service.get('Service.NoNewPrivileges')).toEqual(['yes']);
    expect(service.get('Service.ProtectSystem')).toEqual(['strict']);
    expect(service.get('Service.ExecReload')?.[0]).toContain('-HUP');
    expect(unit('onthaal-midoffice-backup.timer').get('Timer.OnCalendar')).toHaveLength(1);
    if (existsSync('/usr/bin/systemd-analyze')) expect(complaintsOfSystemd()).toEqual([]);
  });
});
