import type { KeyFamily } from './test-keys.ts';

type Part = readonly number[];

const certificateObjects = [
  { label: 'Authentication', id: 2, file: 0x5038, authority: false, key: 0x82 },
  { label: 'Signature', id: 3, file: 0x5039, authority: false, key: 0x83 },
  { label: 'CA', id: 4, file: 0x503a, authority: true, key: null },
  { label: 'Root', id: 6, file: 0x503b, authority: true, key: null },
] as const;

/**
 * The directories by which general smart card software finds its way (PKCS #15). They name only the certificates and
 * keys that this card has.
 */
export function pkcs15Files(
  family: KeyFamily,
  has: { readonly citizenCertificates: boolean },
): Record<number, Uint8Array> {
  const objects = certificateObjects.filter((one) => one.authority || has.citizenCertificates);
  return {
    12032: Uint8Array.from(applicationTemplate()),
    20529: Uint8Array.from([
      ...node(0xa8, filePath(0x5034)),
      ...node(0xa0, filePath(0x5035)),
      ...node(0xa4, filePath(0x5037)),
    ]),
    20530: Uint8Array.from(tokenInformation()),
    20532: Uint8Array.from(pinObject()),
    20533: Uint8Array.from(objects.flatMap((one) => (one.key === null ? [] : keyObject(family, one)))),
    20535: Uint8Array.from(objects.flatMap(certificateObject)),
  };
}

function applicationTemplate(): Part {
  const identifier = [0xa0, 0x00, 0x00, 0x01, 0x77, ...text('PKCS-15')];
  const directory = node(0x73, node(0x06, [0x60, 0x38, 0x02]));
  return node(0x61, [
    ...node(0x4f, identifier),
    ...node(0x50, text('BELPIC')),
    ...node(0x51, [0x3f, 0x00, 0xdf, 0x00]),
    ...directory,
  ]);
}

function tokenInformation(): Part {
  return node(0x30, [
    ...integer(0),
    ...node(0x04, [...Array(16).keys()]),
    ...node(0x80, text('BELPIC')),
    ...node(0x03, [0x04, 0x30]),
    ...node(0x9e, [0x05, 0x03, 0x01, 0x00]),
  ]);
}

function pinObject(): Part {
  const attributes = [
    ...node(0x03, [0x04, 0x30]),
    ...node(0x0a, [0x00]),
    ...integer(4),
    ...integer(8),
    ...integer(12),
    ...node(0x80, [0x01]),
    ...node(0x04, [0xff]),
    ...filePath(),
  ];
  return node(0x30, [
    ...node(0x30, [...node(0x0c, text('Basic PIN')), ...node(0x03, [0x06, 0xc0])]),
    ...node(0x30, node(0x04, [0x01])),
    ...node(0xa1, node(0x30, attributes)),
  ]);
}

function keyObject(family: KeyFamily, one: (typeof certificateObjects)[number]): Part {
  const signs = one.key === 0x83 ? [0x06, 0x00, 0x40] : [0x05, 0x20];
  const common = node(0x30, [
    ...node(0x0c, text(one.label)),
    ...node(0x03, [0x07, 0x80]),
    ...node(0x04, [0x01]),
    ...(one.key === 0x83 ? integer(1) : []),
  ]);
  const usage = node(0x30, [
    ...node(0x04, [one.id]),
    ...node(0x03, signs),
    ...node(0x03, [0x03, 0xb8]),
    ...node(0x02, [0x00, one.key ?? 0]),
  ]);
  const path = filePath(0xdf00, []);
  const attributes = family === 'rsa' ? [...path, ...node(0x02, [0x08, 0x00])] : [...path, ...node(0x02, [0x01, 0x80])];
  return node(family === 'rsa' ? 0x30 : 0xa0, [...common, ...usage, ...node(0xa1, node(0x30, attributes))]);
}

function certificateObject(one: (typeof certificateObjects)[number]): Part {
  return node(0x30, [
    ...node(0x30, [...node(0x0c, text(one.label)), ...node(0x03, [0x00])]),
    ...node(0x30, [...node(0x04, [one.id]), ...(one.authority ? node(0x01, [0xff]) : [])]),
    ...node(0xa1, node(0x30, filePath(one.file))),
  ]);
}

/** A path as PKCS #15 writes it: below DF00, the folder itself, or the master file when nothing is named. */
function filePath(file?: number, folder: readonly number[] = [0xdf, 0x00]): Part {
  const steps = file === undefined ? [] : [...folder, file >> 8, file & 0xff];
  return node(0x30, node(0x04, [0x3f, 0x00, ...steps]));
}

function node(tag: number, content: Part): Part {
  const { length } = content;
  if (length < 0x80) return [tag, length, ...content];
  return length < 0x100 ? [tag, 0x81, length, ...content] : [tag, 0x82, length >> 8, length & 0xff, ...content];
}

function integer(value: number): Part {
  return node(0x02, [value]);
}

function text(words: string): Part {
  return [...new TextEncoder().encode(words)];
}
