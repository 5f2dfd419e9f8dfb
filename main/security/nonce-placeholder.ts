/** The bundler writes this in the page where a nonce belongs; the protocol handler replaces it at every load. */
export const NONCE_PLACEHOLDER = '__ONTHAAL_STYLE_NONCE__';
