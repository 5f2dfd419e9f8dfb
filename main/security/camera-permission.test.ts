import { expect, test } from 'vitest';
import { type AskedPermission, isCameraAllowed, isMicrophoneAllowed } from './camera-permission.ts';

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

test('the microphone, alone and only while somebody tests it', () => {
  const microphone = { ...camera, kinds: ['audio'] };
  expect(isMicrophoneAllowed(microphone, true)).toBe(true);
  expect(isMicrophoneAllowed(microphone, false)).toBe(false);
  expect(isMicrophoneAllowed({ ...microphone, kinds: ['audio', 'video'] }, true)).toBe(false);
  expect(isMicrophoneAllowed({ ...microphone, isMainFrame: false }, true)).toBe(false);
  expect(isMicrophoneAllowed({ ...microphone, url: 'app://onthaal/recovery.html' }, true)).toBe(false);
  expect(isMicrophoneAllowed(camera, true)).toBe(false);
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
