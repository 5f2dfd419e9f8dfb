import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Configuration } from '../configuration/document-content.ts';

/** A real S3 server on a folder of its own. */
export interface TestS3 {
  readonly store: S3Configuration;
  readonly stop: () => Promise<void>;
  /** Starts it again, at the same address. */
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const bucket = 'onthaal';
// The one pair of keys that this server knows.
const keys = { accessKey: 'S3RVER', secretKey: 'S3RVER' };

/** Starts an S3 server with an empty bucket. */
export async function startS3(): Promise<TestS3> {
  const directory = mkdtempSync(join(tmpdir(), 'onthaal-s3-'));
  let server: S3rver | undefined;
  const open = async (port: number): Promise<number> => {
    server = new S3rver({ address: '127.0.0.1', port, directory, silent: true, configureBuckets: [{ name: bucket }] });
    return (await server.run()).port;
  };
  const stop = async (): Promise<void> => {
    const closed = server?.close();
    // A server that is away answers nobody; closing alone would wait for every client that keeps its line open.
    server?.httpServer?.closeAllConnections();
    server = undefined;
    await closed;
  };
  const port = await open(0);
  return {
    store: { kind: 's3', bucket, endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', keys },
    stop,
    start: async () => {
      await open(port);
    },
    remove: async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
