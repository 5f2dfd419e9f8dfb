import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolderDurably, writeFileDurably } from '../../store/files/durable-files.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import { VERSIONS, versionOf } from './versions.ts';

type Write = (file: string, content: string) => Promise<void>;

/** Ways to replace a small file: those that are used, and some that forget something. */
const ways: Readonly<Record<string, Write>> = {
  atomically: writeFileAtomically,
  asTheStoreDoes: async (file, content) => {
    makeFolderDurably(path.dirname(file));
    writeFileDurably(file, content);
  },
  inPlace: async (file, content) => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { flush: true });
  },
  withoutFlush: async (file, content) => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.tmp`, content);
    await rename(`${file}.tmp`, file);
  },
  withoutFolder: async (file, content) => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.tmp`, content, { flush: true });
    await rename(`${file}.tmp`, file);
  },
  withoutFolderAbove: async (file, content) => {
    const folder = path.dirname(file);
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.tmp`, content, { flush: true });
    await rename(`${file}.tmp`, file);
    const handle = await open(folder, 'r');
    await handle.sync();
    await handle.close();
  },
};

/** Test entry: replaces a file again and again and says each time when it is done. Arguments: folder, way. */
const [, , root = '', way = ''] = process.argv;
const write = ways[way];
if (write === undefined) throw new Error(`${way} is no way`);
for (let version = 1; version <= VERSIONS; version += 1) {
  await write(path.join(root, 'one', 'two', 'kept.json'), versionOf(version));
  process.send?.({ version });
}
process.disconnect();
