import { createHash } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import { moment } from './fixture-documents.ts';

/** SHA-256 as the content store names it. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Bytes that are taken for a PDF, different for every seed. */
export function pdfOf(bytes: number, seed: string): Buffer {
  const start = Buffer.from(`%PDF-1.7\n% ${seed}\n`);
  return Buffer.concat([start, Buffer.alloc(Math.max(0, bytes - start.length), `${seed} `)]);
}

/** A document row of a dossier that names this content. */
export function documentFixture(bytes: Uint8Array, dossierId: string | undefined, mediaType = 'application/pdf') {
  const by = { memberId: 'member-els', name: 'Els Peeters' };
  const version = { id: 'version-1', contentHash: digestOf(bytes), sizeBytes: bytes.length, at: moment, by };
  const document: DocumentOf<'documents'> = {
    id: v7(),
    createdAt: moment,
    updatedAt: moment,
    updatedBy: by,
    ...(dossierId === undefined ? {} : { dossierId }),
    title: 'Plan',
    fileName: 'plan.pdf',
    mediaType,
    source: 'upload',
    receivedOn: '2026-11-20',
    versions: [version],
  };
  return document;
}

/** What a request about contents was answered. */
export interface ContentAnswer {
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** The part of a desk that brings and fetches contents, speaking the wire by hand. */
export class ContentDesk {
  readonly url: string;
  readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  /** Sends one request. */
  async send(method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array) {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'tus-resumable': '1.0.0', ...headers },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
    const answer = Buffer.from(await response.arrayBuffer());
    return { status: response.status, code: codeIn(answer), headers: response.headers, body: answer };
  }

  /** Begins an upload; its place is in the header `location`. */
  begin(bytes: number, metadata: Readonly<Record<string, string>>): Promise<ContentAnswer> {
    const words = Object.entries(metadata).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`);
    const headers = { 'upload-length': String(bytes), 'upload-metadata': words.join(',') };
    return this.send('POST', '/document-content-uploads', headers);
  }

  /** Sends bytes of an upload from an offset on. */
  patch(place: string, offset: number, bytes: Uint8Array): Promise<ContentAnswer> {
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
    return this.send('PATCH', place, headers, bytes);
  }

  /** Opens a request that sends bytes of an upload, for a test that does not send them all; its errors are no concern. */
  open(place: string, offset: number, bytes: number): ClientRequest {
    const headers = {
      authorization: `Bearer ${this.token}`,
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      'content-length': bytes,
    };
    return request(new URL(place, this.url), { method: 'PATCH', headers }).on('error', () => undefined);
  }

  /** Where an upload is. */
  async offset(place: string): Promise<number> {
    const { status, headers } = await this.send('HEAD', place);
    if (status !== 200) throw new Error(`No such upload: ${status}`);
    return Number(headers.get('upload-offset'));
  }

  /** Brings a whole content for a document, in one go; answers to the last request. */
  async bring(bytes: Uint8Array, documentId: string, metadata: Readonly<Record<string, string>> = {}) {
    const words = { documentId, digest: digestOf(bytes), mediaType: 'application/pdf', ...metadata };
    const begun = await this.begin(bytes.length, words);
    return begun.status === 201 ? this.patch(begun.headers.get('location') ?? '', 0, bytes) : begun;
  }

  fetch(documentId: string, digest: string, headers: Record<string, string> = {}): Promise<ContentAnswer> {
    return this.send('GET', `/document-content/${documentId}/${digest}`, headers);
  }

  /** What became of a content. */
  async state(documentId: string, digest: string): Promise<string | undefined> {
    const { status, body } = await this.send('GET', `/document-content/${documentId}/${digest}/state`);
    return status === 200 ? (JSON.parse(body.toString()) as { state: string }).state : undefined;
  }
}

function codeIn(body: Buffer): string | undefined {
  try {
    const { errors } = JSON.parse(body.toString()) as { errors?: readonly { extensions?: { code?: string } }[] };
    return errors?.[0]?.extensions?.code;
  } catch {
    return undefined;
  }
}
