declare module 's3rver' {
  import type { Server } from 'node:http';

  /** The part of the S3 server that tests use; it has no types of its own. */
  class S3rver {
    constructor(options: {
      readonly address: string;
      readonly port: number;
      readonly directory: string;
      readonly silent: boolean;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    run(): Promise<{ readonly address: string; readonly port: number }>;
    close(): Promise<void>;
    /** While it runs. */
    readonly httpServer: Server | undefined;
  }
  export = S3rver;
}
