import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text that was found where it must not be. */
export interface PlainText {
  readonly file: string;
  readonly text: string;
  readonly form: string;
}

interface Needle {
  readonly text: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** What is left of a text in base64 whatever stands before and after it. */
function base64Cores(text: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), text])
      .toString('base64')
      .replace(/=+$/, '');
    const start = before === 0 ? 0 : before + 1;
    return Buffer.from(encoded.slice(start, encoded.length - 2));
  });
}

function needlesOf(text: string): Needle[] {
  const escaped = [...text]
    .map((character) => {
      const code = character.charCodeAt(0);
      return code < 128 ? character : `\\u${code.toString(16).padStart(4, '0')}`;
    })
    .join('');
  const utf8 = Buffer.from(text);
  const forms: readonly (readonly [string, Buffer])[] = [
    ['UTF-8', utf8],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['JSON', Buffer.from(escaped)],
    ['URL', Buffer.from(encodeURIComponent(text))],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
    ...base64Cores(utf8).map((core) => ['base64', core] as const),
    ...base64Cores(Buffer.from(text, 'utf16le')).map((core) => ['base64 of UTF-16', core] as const),
  ];
  return forms.map(([form, bytes]) => ({ text, form, bytes }));
}

function filesBelow(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // Gone in the meantime.
    return [];
  }
  return names.flatMap((name) => {
    const file = join(folder, name);
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (status?.isDirectory()) return filesBelow(file);
    return status?.isFile() ? [file] : [];
  });
}

/** ASCII letters in lower case; SQLite's index and a log may fold a text. */
function lower(bytes: Buffer): Buffer {
  const folded = Buffer.from(bytes);
  for (let index = 0; index < folded.length; index += 1) {
    const byte = folded[index] ?? 0;
    if (byte >= 65 && byte <= 90) folded[index] = byte + 32;
  }
  return folded;
}

/** Every place where one of the texts stands in a file below a folder, or in its name, in any form that a program may write. */
export function findPlainText(
  folder: string,
  texts: readonly string[],
): { files: number; bytes: number; found: PlainText[] } {
  const needles = texts.flatMap((text) => [...needlesOf(text), ...needlesOf(text.toLowerCase())]);
  const found: PlainText[] = [];
  let bytes = 0;
  const files = filesBelow(folder);
  for (const file of files) {
    const content = readFileSync(file);
    bytes += content.length;
    const folded = lower(content);
    for (const { text, form, bytes: needle } of needles) {
      const isThere = content.includes(needle) || (form !== 'base64' && folded.includes(needle)) || file.includes(text);
      if (isThere) found.push({ file, text, form });
    }
  }
  return { files: files.length, bytes, found };
}
