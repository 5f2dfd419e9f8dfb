import type { Session } from 'electron';

/** Addresses that a page of ours has no business with; the policy forbids them already, this is the second lock. */
const NETWORK_ADDRESSES = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/**
 * Gives one session no permission at all, no device, no download and no network.
 *
 * @param onRefusal is told the kind of thing that was refused, never an address
 */
export function guardSession(session: Session, onRefusal: (kind: string, what: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    onRefusal('permissionRequest', permission);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
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
