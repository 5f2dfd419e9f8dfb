import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** An empty folder for each test of a file; ask for its path inside a test. */
export function testFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'onthaal-session-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}
