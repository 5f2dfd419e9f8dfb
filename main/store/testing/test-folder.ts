import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is removed after the test file. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-store-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
