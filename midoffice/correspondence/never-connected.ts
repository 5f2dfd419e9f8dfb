const codes = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
]);

/** Whether a `fetch` failed before anything was said: what it was to bring certainly did not leave. */
export function neverConnected(error: unknown): boolean {
  const code = ((error as { readonly cause?: unknown }).cause as { readonly code?: unknown } | undefined)?.code;
  return codes.has(String(code));
}
