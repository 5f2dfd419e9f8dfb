import { expect, test } from 'vitest';
import { readSaneOptions } from './sane-options.ts';

test('a copier with a feeder for both sides is asked in its own words', () => {
  const { sources, arguments: args } = readSaneOptions(`
    --mode Lineart|Gray|Color [Gray]
    --resolution 75|100|200|300|600dpi [75]
    --source Flatbed|ADF|ADF Duplex [Flatbed]
    -x 0..215.9mm [215.9]
    -y 0..355.6mm (in steps of 1) [297]`);
  expect([...sources]).toEqual([
    ['sheet', 'Flatbed'],
    ['feeder', 'ADF'],
    ['feederBothSides', 'ADF Duplex'],
  ]);
  expect(args).toEqual(['--mode=Color', '--resolution=300', '-x', '210', '-y', '297']);
});

test('a small old scanner is not asked what it has not', () => {
  const { sources, arguments: args } = readSaneOptions(`
    --mode Lineart|Gray [Lineart]
    --resolution 50..200dpi [100]
    --source Flatbed [inactive]
    -x 0..105mm [105]`);
  expect([...sources]).toEqual([['sheet', undefined]]);
  expect(args).toEqual(['--mode=Gray', '--resolution=200', '-x', '105']);
});

test('of resolutions in steps the nearest is taken; automatic is no number', () => {
  expect(readSaneOptions('    --resolution auto|150|240|400dpi [150]').arguments).toEqual(['--resolution=240']);
});

test('what is no list of options asks nothing', () => {
  expect(readSaneOptions('').arguments).toEqual([]);
  expect([...readSaneOptions('\u0000|||').sources]).toEqual([['sheet', undefined]]);
});
