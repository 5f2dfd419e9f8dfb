/**
 * The room table: which room may import which, and whether it may use Node's own modules. One place; the import lint reads it
 * (see import-rules.mjs), and docs/architecture.md explains it.
 *
 * @typedef {object} Room
 * @property {string} name
 * @property {string} path Regular expression on the path from the root of the repository.
 * @property {readonly string[]} mayImport Names of other rooms.
 * @property {boolean} node May use Node's own modules.
 * @property {readonly string[]} packages Packages from npm it may use; a scope ends with a slash.
 */

/** @type {readonly Room[]} */
export const rooms = [
  {
    name: 'contract',
    path: '^contract/',
    mayImport: [],
    node: false,
    packages: ['typebox', 'temporal-polyfill', 'qr', 'mustache'],
  },
  {
    name: 'storage',
    path: '^main/store/storage/',
    mayImport: [],
    node: true,
    packages: ['rxdb', 'rxjs', 'better-sqlite3'],
  },
  {
    name: 'store',
    path: '^main/store/(?!storage/)',
    mayImport: ['contract', 'storage'],
    node: true,
    packages: [
      'rxdb',
      'rxjs',
      'better-sqlite3',
      'file-type',
      'graphql',
      'graphql-request',
      'graphql-sse',
      'typebox',
      'uuid',
      'temporal-polyfill',
    ],
  },
  {
    name: 'main',
    path: '^main/(?!store/|devices/)',
    mayImport: ['contract', 'resources'],
    node: true,
    packages: ['electron', 'ical-generator', 'mustache', 'pino', 'typebox', 'uuid'],
  },
  {
    name: 'devices',
    path: '^main/devices/',
    mayImport: ['contract', 'resources'],
    node: true,
    packages: [
      'pcsc-mini',
      'pkijs',
      'asn1js',
      '@noble/curves',
      'temporal-polyfill',
      'typebox',
      '@sealsystems/',
      '@point-of-sale/',
    ],
  },
  { name: 'preload', path: '^preload/', mayImport: ['contract'], node: false, packages: ['electron'] },
  {
    name: 'renderer',
    path: '^renderer/(?!imaging/)',
    mayImport: ['contract', 'resources', 'imaging'],
    node: false,
    packages: [
      'react',
      'react-dom',
      'react-redux',
      '@reduxjs/toolkit',
      'react-aria-components',
      'react-aria',
      '@tanstack/',
      'react-intl',
      'lucide-react',
      'pdfjs-dist',
      '@cantoo/pdf-lib',
      'tesseract.js',
      'zxing-wasm',
      'mrz',
      'typebox',
      'temporal-polyfill',
      'uuid',
    ],
  },
  { name: 'imaging', path: '^renderer/imaging/', mayImport: [], node: false, packages: [] },
  { name: 'resources', path: '^resources/', mayImport: [], node: false, packages: [] },
  {
    name: 'midoffice',
    path: '^midoffice/',
    mayImport: ['contract'],
    node: true,
    packages: [
      'graphql',
      'graphql-yoga',
      'drizzle-orm',
      '@electric-sql/',
      'pg',
      'pino',
      'jose',
      'openid-client',
      'typebox',
      'uuid',
      'temporal-polyfill',
      'yaml',
      'fastest-levenshtein',
      'prom-client',
      '@opentelemetry/',
      'tar',
      '@tus/',
      '@aws-sdk/',
      's3rver',
      'nodemailer',
      'ical-generator',
      'mustache',
      'file-type',
    ],
  },
  {
    name: 'simulators',
    path: '^simulators/',
    mayImport: ['contract'],
    node: true,
    packages: ['oidc-provider', 'smtp-server', 'mailparser'],
  },
];
