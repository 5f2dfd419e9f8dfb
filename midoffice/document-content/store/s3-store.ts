import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { S3Configuration } from '../../configuration/document-content.ts';
import { type ByteRange, type ContentKey, type ContentStore, isDigest } from './content-store.ts';
import { OtherContent, provingStream } from './proving-stream.ts';

const connectMilliseconds = 5000;
const silenceMilliseconds = 60_000;
const bucketMilliseconds = 3000;

interface Fault {
  readonly name?: string;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

// Words of several servers for the same: MinIO, Ceph, and those that answer with the status only.
const fullNames = ['XMinioStorageFull', 'QuotaExceeded', 'InsufficientCapacity', 'InsufficientStorage'];

function failureOf(error: unknown) {
  if (error instanceof OtherContent) return failure('CONTENT_DAMAGED');
  const { name = '', code, $metadata } = error as Fault;
  if (name === 'NoSuchKey' || name === 'NotFound') return failure('CONTENT_UNKNOWN');
  if (fullNames.includes(name) || $metadata?.httpStatusCode === 507) {
    return failure('CONTENT_STORE_FULL', { retryable: true });
  }
  const isOfTheLine = $metadata !== undefined || code !== undefined || name === 'TimeoutError';
  if (isOfTheLine) return failure('CONTENT_STORE_UNREACHABLE', { retryable: true });
  throw error;
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Result<Value>> {
  try {
    return success(await work());
  } catch (error) {
    return failureOf(error);
  }
}

function clientOf({ endpoint, region, keys }: S3Configuration): S3Client {
  const configuration: S3ClientConfig = {
    region,
    // Contents are proved by their own digest; older S3 servers do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMilliseconds, requestTimeout: silenceMilliseconds },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(keys === undefined ? {} : { credentials: { accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey } }),
  };
  return new S3Client(configuration);
}

/** Contents as objects of a bucket, `content/<digest>`. An object is there only when all of it was proved. */
export class S3Store implements ContentStore {
  readonly kind = 's3';
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(configuration: S3Configuration) {
    this.#client = clientOf(configuration);
    this.#bucket = configuration.bucket;
  }

  #objectOf(digest: string) {
    if (!isDigest(digest)) throw new Error('Not a digest');
    return { Bucket: this.#bucket, Key: `content/${digest}` };
  }

  readonly put = (key: ContentKey, bytes: Readable): Promise<Result<void>> =>
    attempt(async () => {
      const proved = provingStream(key);
      bytes.once('error', (error) => proved.destroy(error));
      let wrong: Error | undefined;
      proved.once('error', (error) => {
        wrong = error;
      });
      const upload = new Upload({
        client: this.#client,
        params: { ...this.#objectOf(key.digest), Body: bytes.pipe(proved) },
        queueSize: 1,
      });
      try {
        await upload.done();
      } catch (error) {
        // What went wrong first; a server may also fail to forget the parts that it has.
        throw wrong ?? error;
      } finally {
        bytes.destroy();
      }
    });

  readonly get = (digest: string, range?: ByteRange): Promise<Result<Readable>> =>
    attempt(async () => {
      const part = range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` };
      const { Body } = await this.#client.send(new GetObjectCommand({ ...this.#objectOf(digest), ...part }));
      return Body as Readable;
    });

  readonly has = async (digest: string): Promise<Result<boolean>> => {
    const found = await attempt(() => this.#client.send(new HeadObjectCommand(this.#objectOf(digest))));
    if (found.ok) return success(true);
    return found.error.code === 'CONTENT_UNKNOWN' ? success(false) : found;
  };

  readonly remove = (digest: string): Promise<Result<void>> =>
    attempt(async () => {
      await this.#client.send(new DeleteObjectCommand(this.#objectOf(digest)));
    });

  readonly problem = async (): Promise<'unreachable' | undefined> => {
    const abortSignal = AbortSignal.timeout(bucketMilliseconds);
    const answer = this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }), { abortSignal });
    return answer.then(
      () => undefined,
      () => 'unreachable',
    );
  };

  /** Parts of uploads that a killed node left are for a rule of the bucket (AbortIncompleteMultipartUpload). */
  readonly removeRemains = async (): Promise<number> => 0;

  readonly close = (): void => this.#client.destroy();
}
