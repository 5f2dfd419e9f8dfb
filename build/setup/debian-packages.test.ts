import { expect, test } from 'vitest';
import { installedNames, missingPackages, packagesFor } from './debian-packages.mjs';

const names = (purpose: Parameters<typeof packagesFor>[0]): string[] =>
  packagesFor(purpose).map((one) => one.names.at(-1) ?? '');

test('a start on a desktop needs no virtual display, no compiler and no PostgreSQL', () => {
  const needed = names({ task: 'start', hasDisplay: true, compiles: false });
  expect(needed).toContain('libgtk-3-0');
  for (const extra of ['xvfb', 'g++', 'postgresql', 'strace', 'clamav-daemon', 'pcscd'])
    expect(needed).not.toContain(extra);
});

test('a start without a display needs a virtual one', () => {
  expect(names({ task: 'start', hasDisplay: false, compiles: false })).toContain('xvfb');
});

test('tests need a virtual display, PostgreSQL, a recorder of what is written and a virus scanner everywhere', () => {
  const needed = names({ task: 'test', hasDisplay: true, compiles: false });
  expect(needed).toContain('xvfb');
  expect(needed).toContain('postgresql');
  expect(needed).toContain('strace');
  expect(needed).toContain('clamav-daemon');
});

test('tests need a card reader service, a virtual reader and other programs that read an eID', () => {
  const needed = names({ task: 'test', hasDisplay: true, compiles: false });
  expect(needed).toEqual(expect.arrayContaining(['pcscd', 'vsmartcard-vpcd', 'opensc', 'pcsc-tools', 'openssl']));
});

test('tests need a real printer program and real queues', () => {
  const needed = names({ task: 'test', hasDisplay: true, compiles: false });
  expect(needed).toEqual(expect.arrayContaining(['cups-ipp-utils', 'avahi-daemon', 'cups-daemon', 'cups-client']));
  expect(names({ task: 'start', hasDisplay: true, compiles: false })).not.toContain('cups-daemon');
});

test('tests need the program that speaks to scanners', () => {
  expect(names({ task: 'test', hasDisplay: true, compiles: false })).toContain('sane-utils');
});

test('tests need a real IMAP server', () => {
  expect(names({ task: 'test', hasDisplay: true, compiles: false })).toContain('dovecot-imapd');
  expect(names({ task: 'start', hasDisplay: true, compiles: false })).not.toContain('dovecot-imapd');
});

test('the compiler is asked for only when something has to be compiled', () => {
  expect(names({ task: 'test', hasDisplay: true, compiles: true })).toEqual(
    expect.arrayContaining(['python3', 'make', 'g++']),
  );
});

test('only packages that dpkg calls installed count', () => {
  const answer = 'libnss3\tinstalled\nxvfb\tnot-installed\nlibgbm1\tconfig-files\n';
  expect([...installedNames(answer)]).toEqual(['libnss3']);
});

test('a package is present under its old and its new name, or when its file says so', () => {
  const renamed = { names: ['libcups2t64', 'libcups2'] };
  expect(missingPackages([renamed], new Set(['libcups2']))).toEqual([]);
  expect(missingPackages([renamed], new Set(['libcups2t64']))).toEqual([]);
  expect(missingPackages([renamed], new Set(['libnss3']))).toEqual([renamed]);
  const absent = { names: ['make'], present: () => false };
  expect(missingPackages([absent], new Set(['make']))).toEqual([absent]);
  expect(missingPackages([{ ...absent, present: () => true }], new Set())).toEqual([]);
});
