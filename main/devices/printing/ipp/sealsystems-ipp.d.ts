declare module '@sealsystems/ipp' {
  interface Codec {
    readonly serialize: (message: object) => Buffer;
    readonly parse: (bytes: Buffer) => unknown;
  }
  const codec: Codec;
  // biome-ignore lint/style/noDefaultExport: a CommonJS package has no other.
  export default codec;
}
