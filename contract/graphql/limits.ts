/** Largest request that a mid-office takes, in bytes of JSON, however it is compressed. A desk never sends a larger one. */
export const mostRequestBytes = 5 * 1024 * 1024;
