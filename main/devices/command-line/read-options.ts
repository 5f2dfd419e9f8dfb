import { parseArgs } from 'node:util';
import { locales } from '@onthaal/contract/ipc/channels.ts';

export type Locale = (typeof locales)[number];

/** What was asked of the command that reads a card. */
export interface ReadOptions {
  readonly json: boolean;
  readonly help: boolean;
  /** Name, or the start of it; the first reader with a card when left out. */
  readonly reader: string | undefined;
  readonly language: Locale;
  /** Files with roots in PEM, for test cards; the Belgian roots when there are none. */
  readonly roots: readonly string[];
  /** Addresses that may be asked about revocation, beside the Belgian ones. */
  readonly responders: readonly string[];
  readonly proxy: string | undefined;
  /** False asks nobody whether the certificates are revoked. */
  readonly revocation: boolean;
  /** Milliseconds that a reader and a card may take to appear. */
  readonly patience: number;
}

export const READ_HELP = `onthaal --read-card [options]        the installed application
npm run eid:read -- [options]        from the source

Reads the eID in the first card reader that has a card, and says what it found about each check. No PIN is asked.
What it prints is personal data: keep it to yourself.

  --json               print JSON
  --reader NAME        this reader (the start of its name is enough)
  --language LANGUAGE  ${locales.join(', ')}
  --no-revocation      do not ask whether the certificates are revoked
  --proxy=ADDRESS      ask that through this proxy, for example http://proxy.example:3128
  --patience MS        wait so long for a reader and a card (2000)
  --roots FILE         trust this root instead of the Belgian ones: for test cards only (may be repeated)
  --responder ADDRESS  this address may be asked too: for test cards only (may be repeated)
`;

const PATIENCE = 2_000;

/** Reads the words behind the command; null when they are not understood. */
export function readOptions(words: readonly string[]): ReadOptions | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      allowNegative: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        reader: { type: 'string' },
        language: { type: 'string', default: 'nl-BE' },
        roots: { type: 'string', multiple: true, default: [] },
        responder: { type: 'string', multiple: true, default: [] },
        proxy: { type: 'string' },
        revocation: { type: 'boolean', default: true },
        patience: { type: 'string', default: String(PATIENCE) },
      },
    });
    const language = locales.find((locale) => locale === values.language);
    const patience = Number(values.patience);
    const addresses = [...values.responder, ...(values.proxy === undefined ? [] : [values.proxy])];
    if (language === undefined || !(patience >= 0) || !addresses.every(isPlainHttp)) return null;
    const { responder, ...rest } = values;
    return { ...rest, reader: values.reader, proxy: values.proxy, language, patience, responders: responder };
  } catch {
    // parseArgs throws for words that it does not know.
    return null;
  }
}

function isPlainHttp(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'http:';
}
