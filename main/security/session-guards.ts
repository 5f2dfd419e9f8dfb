import type { Session, WebContents } from 'electron';
import { type AskedPermission, isCameraAllowed, isMicrophoneAllowed } from './camera-permission.ts';

/** Addresses that a page of ours has no business with; the policy forbids them already, this is the second lock. */
const NETWORK_ADDRESSES = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/**
 * Gives one session no permission at all, no device, no download and no network; only the desk's own page gets the camera, and the
 * microphone while somebody tests it.
 *
 * @param onRefusal is told the kind of thing that was refused, never an address
 * @param isDesk whether this is the contents of the desk's window; a session without that window has none
 * @param isMicrophoneTested whether somebody asked to hear the microphone
 */
export function guardSession(
  session: Session,
  onRefusal: (kind: string, what: string) => void,
  isDesk: (contents: WebContents | null) => boolean = () => false,
  isMicrophoneTested: () => boolean = () => false,
): void {
  const isGiven = (contents: WebContents | null, asked: AskedPermission): boolean =>
    isDesk(contents) && (isCameraAllowed(asked) || isMicrophoneAllowed(asked, isMicrophoneTested()));
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const { requestingUrl: url, isMainFrame } = details;
    const isAllowed = isGiven(contents, { permission, kinds, url, isMainFrame });
    if (!isAllowed) onRefusal('permissionRequest', permission);
    answer(isAllowed);
  });
  session.setPermissionCheckHandler((contents, permission, origin, details) => {
    const kinds = details.mediaType === undefined ? [] : [details.mediaType];
    const { requestingUrl, isMainFrame } = details;
    return isGiven(contents, { permission, kinds, url: requestingUrl ?? origin, isMainFrame });
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    onRefusal('displayMedia', 'screen');
    answer({});
  });
  session.on('select-hid-device', (event) => event.preventDefault());
  session.on('select-serial-port', (event) => event.preventDefault());
  session.on('select-usb-device', (event) => event.preventDefault());
  session.on('will-download', (event) => {
    onRefusal('download', 'file');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest({ urls: NETWORK_ADDRESSES }, (details, answer) => {
    onRefusal('network', details.resourceType);
    answer({ cancel: true });
  });
  // Chromium would fetch dictionaries from a server of Google.
  session.setSpellCheckerEnabled(false);
  session.allowNTLMCredentialsForDomains('');
}
