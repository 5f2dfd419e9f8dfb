import { failure, type Result, success } from '@onthaal/contract/result.ts';

const ALLOWED_PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'mailto:', 'tel:']);
/** Headers of a mailto link that a mail program may act on by itself, e.g. attach a file of this PC. */
const MAIL_FIELDS: ReadonlySet<string> = new Set(['subject', 'body', 'cc', 'bcc']);

/**
 * Checks a link that is to be opened outside Onthaal and writes it anew, so that what is opened is what was checked.
 *
 * @param text what a page asked to open
 * @param trustedOrigin where the mid-office is: only there a plain http address may be, in the demo and in tests
 * @returns the re-serialised URL, or ARGUMENT_INVALID
 */
export function safeExternalUrl(text: string, trustedOrigin?: string): Result<string> {
  if (text.length > 2000 || hasControlCharacter(text) || !URL.canParse(text)) return refused();
  const url = new URL(text);
  const isTrusted = url.protocol === 'http:' && url.origin === trustedOrigin;
  if (!(ALLOWED_PROTOCOLS.has(url.protocol) || isTrusted) || url.username !== '' || url.password !== '')
    return refused();
  if (url.protocol === 'https:' && url.hostname === '') return refused();
  if (url.protocol === 'mailto:') {
    for (const name of [...url.searchParams.keys()]) {
      if (!MAIL_FIELDS.has(name.toLowerCase())) url.searchParams.delete(name);
    }
    // URLSearchParams writes a space as '+', which mail programs show as a plus.
    url.search = url.searchParams.toString().replaceAll('+', '%20');
  }
  if (url.protocol === 'tel:' && !/^tel:\+?[0-9().\-\s%]{2,40}$/.test(url.href)) return refused();
  return success(url.href);
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

function refused(): Result<string> {
  return failure('ARGUMENT_INVALID', { field: 'url' });
}
