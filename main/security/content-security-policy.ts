/** What no page of the application may do. */
const never = [
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
] as const;

/**
 * The policy of every page. The renderer needs no network (the store process syncs), so nothing may connect.
 *
 * @param nonce lets one style element in: the accessibility library adds its own and reads the nonce from the page
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "media-src 'self' blob:",
    "worker-src 'self'",
    ...never,
  ].join('; ');
}

/**
 * The policy of a worker of the page. It has one of its own, because it alone runs WebAssembly (reading text, barcodes) and fetches the
 * program and the languages for that, which lie with the application; like the page it reaches no network.
 */
export const workerSecurityPolicy: string = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  ...never,
].join('; ');

/** The policy of a window that shows a document: its own page, and the one document that its session serves. */
export const viewerSecurityPolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  ...never,
].join('; ');

/** The policy of a letter that becomes a PDF: its own style and the pictures within it. */
export const letterSecurityPolicy: string = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  ...never,
].join('; ');

/** Headers of every answer, whatever its kind. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
