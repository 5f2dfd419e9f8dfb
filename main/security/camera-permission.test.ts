import { expect, test } from 'vitest';
import { type AskedPermission, isCameraAllowed } from './camera-permission.ts';

const camera: AskedPermission = {
  permission: 'media',
  kinds: ['video'],
  url: 'app://onthaal/index.html',
  isMainFrame: true,
};

test('the application may have the camera', () => {
  expect(isCameraAllowed(camera)).toBe(true);
  expect(isCameraAllowed({ ...camera, url: 'app://onthaal/' })).toBe(true);
});

test.each<[string, Partial<AskedPermission>]>([
  ['the microphone', { kinds: ['audio'] }],
  ['the microphone with the camera', { kinds: ['video', 'audio'] }],
  ['nothing in particular', { kinds: [] }],
  ['something unknown', { kinds: ['unknown'] }],
  ['the screen', { permission: 'display-capture' }],
  ['the place', { permission: 'geolocation' }],
  ['a frame in the page', { isMainFrame: false }],
  ['the page of a crash', { url: 'app://onthaal/recovery.html#nl-BE' }],
  ['another host', { url: 'app://other/index.html' }],
  ['a host that begins alike', { url: 'app://onthaal.evil.example/' }],
  ['a page from the network', { url: 'https://onthaal/index.html' }],
  ['no page', { url: '' }],
])('%s is refused', (_name, changed) => {
  expect(isCameraAllowed({ ...camera, ...changed })).toBe(false);
});
