/** Settings that come from outside, read once at start. Nothing else in main reads `process.env`. */
export interface Environment {
  /** ONTHAAL_USER_DATA: another folder for everything Onthaal keeps (tests, two desks on one PC). */
  readonly userDataFolder: string | undefined;
  /** ONTHAAL_MIDOFFICE_URL: goes before the settings file. */
  readonly midofficeUrl: string | undefined;
  /** ONTHAAL_DEMO=1: demo people, test national numbers, keys allowed without a keyring. */
  readonly demo: boolean;
  /** ONTHAAL_KIOSK=1: this computer is a kiosk; `settings.json` can say so too. */
  readonly kiosk: boolean;
  /** ONTHAAL_TEST=1: the hook for end-to-end tests. Never in a packaged application. */
  readonly test: boolean;
  /** ONTHAAL_SQLITE_BINDING: another SQLite addon. Never in a packaged application. */
  readonly sqliteBinding: string | undefined;
  /**
   * ONTHAAL_PASSWORD_STORE: the keyring to use on Linux (`gnome-libsecret`, `kwallet6` ...), where the desktop environment is one
   * that Chromium does not recognise.
   */
  readonly passwordStore: string | undefined;
  /** ONTHAAL_SCREENSHOT_FILE: keeps a picture of the window up to date there. */
  readonly screenshotFile: string | undefined;
  /** ONTHAAL_EID_ROOTS: file with the root of test cards, believed instead of the Belgian ones; only with ONTHAAL_DEMO or ONTHAAL_TEST. */
  readonly eidRootsFile: string | undefined;
  /** ONTHAAL_EID_RESPONDER: address that may be asked about test cards, beside the Belgian ones; only with ONTHAAL_DEMO or ONTHAAL_TEST. */
  readonly eidResponder: string | undefined;
  /** ONTHAAL_CARD_CHECK_PROXY: the proxy over which is asked whether cards are revoked; goes before the settings file. */
  readonly cardCheckProxy: string | undefined;
  /** ONTHAAL_POSITION_PAGE: address at which citizens reach the mid-office, for the code on their ticket; goes before the settings file. */
  readonly positionPage: string | undefined;
  /** ONTHAAL_DEMO_PANEL: address of the page that switches the demo's simulated devices; only with ONTHAAL_DEMO. */
  readonly demoPanel: string | undefined;
  /** ONTHAAL_MOLLIE_URL: a simulator in place of the service of Mollie; only with ONTHAAL_DEMO or ONTHAAL_TEST. */
  readonly mollieUrl: string | undefined;
  /** ONTHAAL_MARKS_FILE: gets the start-up marks as JSON lines. */
  readonly marksFile: string | undefined;
}

/**
 * Reads the settings from environment variables. An empty variable counts as absent.
 *
 * @param variables e.g. `process.env`
 * @param packaged true for an installed Onthaal, which loads no foreign code and opens no test hook
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  packaged: boolean,
): Environment {
  const read = (name: string): string | undefined => {
    const value = variables[name]?.trim();
    return value === '' ? undefined : value;
  };
  const demo = read('ONTHAAL_DEMO') === '1';
  const test = !packaged && read('ONTHAAL_TEST') === '1';
  return {
    userDataFolder: read('ONTHAAL_USER_DATA'),
    midofficeUrl: read('ONTHAAL_MIDOFFICE_URL'),
    demo,
    kiosk: read('ONTHAAL_KIOSK') === '1',
    test,
    sqliteBinding: packaged ? undefined : read('ONTHAAL_SQLITE_BINDING'),
    passwordStore: read('ONTHAAL_PASSWORD_STORE'),
    screenshotFile: read('ONTHAAL_SCREENSHOT_FILE'),
    eidRootsFile: demo || test ? read('ONTHAAL_EID_ROOTS') : undefined,
    eidResponder: demo || test ? read('ONTHAAL_EID_RESPONDER') : undefined,
    cardCheckProxy: read('ONTHAAL_CARD_CHECK_PROXY'),
    positionPage: read('ONTHAAL_POSITION_PAGE'),
    demoPanel: demo ? read('ONTHAAL_DEMO_PANEL') : undefined,
    mollieUrl: demo || test ? read('ONTHAAL_MOLLIE_URL') : undefined,
    marksFile: read('ONTHAAL_MARKS_FILE'),
  };
}

/**
 * What a child process may inherit: enough to run, to find time zone, language and proxy, and nothing that changes how Node
 * or Electron load code, and none of our own settings (they travel over the control port).
 */
export function scrubbedEnvironment(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined && allowedVariables.has(name.toUpperCase())) kept[name] = value;
  }
  return kept;
}

const allowedVariables: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'USERPROFILE',
  'XDG_RUNTIME_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Where pcscd listens, when not in its usual place.
  'PCSCLITE_CSOCK_NAME',
  // Which print server this computer uses, when not its own.
  'CUPS_SERVER',
  // Which drivers of scanners there are, when not in their usual place.
  'SANE_CONFIG_DIR',
]);
