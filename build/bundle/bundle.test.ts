import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NONCE_PLACEHOLDER } from '../../main/security/nonce-placeholder.ts';
import { REPOSITORY } from '../run/environment.ts';
import { applicationPlan, type BundlePlan } from './bundle-plan.ts';
import { bundlePlan } from './bundle-steps.ts';

let folder: string;
let plan: BundlePlan;

/** A whole application of a few lines, in the same places as the real one. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onthaal-bundle-'));
  const write = async (file: string, content: string): Promise<void> => {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  await write(
    'package.json',
    '{"name":"onthaal","version":"1.2.3","scripts":{"start":"x"},"devDependencies":{"x":"1"}}',
  );
  await write(
    'main/index.ts',
    `import { app } from 'electron';\nimport { word } from './word.ts';\nexport const both = [app, word];\n`,
  );
  await write('main/word.ts', `export const word: string = 'one file';\n`);
  await write(
    'main/store/process.ts',
    `import Database from 'better-sqlite3';\nconsole.log(new Database(':memory:').prepare('SELECT 6 * 7 AS x').get().x);\n`,
  );
  await write('main/store/writer-worker.ts', 'export {};\n');
  await write('main/store/content-worker.ts', 'export {};\n');
  await write('main/store/backups/check-worker.ts', 'export {};\n');
  await write('main/devices/process.ts', `import { Client } from 'pcsc-mini';\nconsole.log(typeof Client);\n`);
  await write(
    'preload/index.ts',
    `import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('x', 1);\n`,
  );
  await write('renderer/viewer/index.html', '<!doctype html><title>x</title>\n');
  await write('renderer/waiting-room/index.html', '<!doctype html><title>x</title>\n');
  await write(
    'renderer/index.html',
    '<!doctype html><html><head></head><body><script type="module" src="./main.ts"></script></body></html>',
  );
  await write('renderer/main.ts', `import './main.css';\ndocument.title = 'x';\n`);
  await write('renderer/main.css', 'body { color: red; }\n');
  await write('resources/letter.txt', 'text');
  await write(
    'resources/translations/fr/desktop.json',
    '{"recoveryPage.title":"Arrêtée","desktop.menu.file":"Fichier"}',
  );
  await cp(join(REPOSITORY, 'main', 'windows', 'recovery'), join(folder, 'main', 'windows', 'recovery'), {
    recursive: true,
  });
  const { sqlitePackage, addonPackages } = applicationPlan(REPOSITORY);
  plan = { ...applicationPlan(folder), sqlitePackage, addonPackages };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('everything has its place, and store and device process find their addons without the repository', async () => {
  await bundlePlan(plan, true);
  const out = plan.outFolder;
  expect((await readdir(join(out, 'main'))).sort()).toEqual([
    'check.cjs',
    'content.cjs',
    'devices.cjs',
    'index.cjs',
    'store.cjs',
    'writer.cjs',
  ]);
  expect(await readdir(join(out, 'preload'))).toEqual(['index.cjs']);
  expect(await readFile(join(out, 'main', 'index.cjs'), 'utf8')).toMatch(/require\("electron"\)[\s\S]*one file/);
  const moved = join(folder, 'elsewhere');
  await cp(out, moved, { recursive: true });
  const { stdout } = await promisify(execFile)(process.execPath, [join(moved, 'main', 'store.cjs')]);
  expect(stdout.trim()).toBe('42');
  const devices = await promisify(execFile)(process.execPath, [join(moved, 'main', 'devices.cjs')]);
  expect(devices.stdout.trim()).toBe('function');
  expect(JSON.parse(await readFile(join(out, 'package.json'), 'utf8'))).toMatchObject({
    name: 'onthaal',
    version: '1.2.3',
    main: 'main/index.cjs',
  });
  expect(await readFile(join(out, 'package.json'), 'utf8')).not.toMatch(/scripts|devDependencies/);
  expect(await readFile(join(out, 'resources', 'letter.txt'), 'utf8')).toBe('text');
  expect(await readdir(join(out, 'recovery'))).toContain('recovery.html');
  expect(await readFile(join(out, 'recovery', 'recovery-texts.js'), 'utf8')).toBe(
    'window.recoveryTexts = {"fr":{"recoveryPage.title":"Arrêtée"}};\n',
  );
});

test('the page has no inline script or style, hashed assets and a place for the nonce', async () => {
  await bundlePlan(plan, true);
  const page = await readFile(join(plan.rendererOutFolder, 'index.html'), 'utf8');
  expect(page).toContain(`<meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}">`);
  expect(page).toMatch(/src="\/assets\/index-[\w-]{8}\.js"/);
  expect(page).toMatch(/href="\/assets\/index-[\w-]{8}\.css"/);
  expect(page).not.toMatch(/<style|<script(?![^>]*src=)/);
});

test('a failed run leaves the last good bundle alone', async () => {
  await bundlePlan(plan, true);
  await writeFile(join(folder, 'renderer', 'main.ts'), `import './missing.ts';\n`);
  await expect(bundlePlan(plan, true)).rejects.toThrow(/missing/);
  expect(await readdir(plan.rendererOutFolder)).toContain('index.html');
});

test('a missing entry is named', async () => {
  await rm(join(folder, 'main', 'store'), { recursive: true });
  await expect(bundlePlan(plan, true)).rejects.toThrow(/process\.ts.*writer-worker\.ts.*check-worker\.ts/);
});
