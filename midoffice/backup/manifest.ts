import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';

const manifestSchema = Type.Object({
  format: Type.Literal(1),
  kind: Type.Union([Type.Literal('postgresql'), Type.Literal('pglite')]),
  /** When it was made, ISO 8601. */
  madeAt: Type.String(),
  /** Size and SHA-256 of the file that it describes. */
  bytes: Type.Integer(),
  sha256: Type.String(),
  /** Rows per table at the very moment of the backup. */
  rows: Type.Record(Type.String(), Type.Integer()),
});

/** What is known of a backup file; kept beside it. */
export type Manifest = Static<typeof manifestSchema>;
export type RowCounts = Manifest['rows'];

/** Something an administrator can do something about; its message is a plain sentence without data in it. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
}

/** Where the manifest of a backup file is. */
export function manifestPath(file: string): string {
  return `${file}.manifest.json`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Throws BackupProblem when a backup is already there: a backup is never overwritten. */
export async function refuseToOverwrite(file: string): Promise<void> {
  for (const path of [file, manifestPath(file)]) {
    if (await exists(path)) throw new BackupProblem(`${path} is already there. Choose another name: nothing was done.`);
  }
}

/** Writes down what is in a backup file. */
export async function writeManifest(file: string, kind: Manifest['kind'], rows: RowCounts): Promise<Manifest> {
  const { size } = await stat(file);
  const manifest = {
    format: 1,
    kind,
    madeAt: new Date().toISOString(),
    bytes: size,
    sha256: await sha256Of(file),
    rows,
  } as const;
  await writeFile(manifestPath(file), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return manifest;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the manifest and holds the file against it; throws BackupProblem when the file is not what was written. */
export async function checkedManifest(file: string): Promise<Manifest> {
  const path = manifestPath(file);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new BackupProblem(`${path} cannot be read. A backup is two files: keep them together.`);
  });
  const manifest = parsed(text);
  if (!Check(manifestSchema, manifest)) throw new BackupProblem(`${path} is not the manifest of a backup.`);
  const { size } = await stat(file).catch(() => {
    throw new BackupProblem(`${file} cannot be read.`);
  });
  if (size !== manifest.bytes || (await sha256Of(file)) !== manifest.sha256) {
    throw new BackupProblem(`${file} is damaged: it is not the file that was written. Use another backup.`);
  }
  return manifest;
}

/** Throws BackupProblem when what was restored is not what was backed up. */
export function compareRows(expected: RowCounts, found: RowCounts): void {
  const different = Object.keys({ ...expected, ...found }).filter((table) => expected[table] !== found[table]);
  if (different.length > 0) {
    throw new BackupProblem(
      `The restored database does not have the rows of the backup in: ${different.join(', ')}. Do not start a node on it.`,
    );
  }
}
