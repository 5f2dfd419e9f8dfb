import { demoLogInDocument, pullDocuments } from '@onthaal/contract/generated/client-documents.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import { type AttackedCollection, attackedCollections, Model } from './model.ts';
import type { Municipality } from './workload.ts';

type PulledDocument = Readonly<Record<string, unknown>>;

interface PulledPage {
  readonly documents: readonly PulledDocument[];
  readonly checkpoint: string | null;
}

const PAGE = 500;

async function ask<Answer>(url: string, query: string, variables: object, token?: string): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown };
  if (data === undefined || data === null) throw new Error(`The mid-office answers ${JSON.stringify(errors)}`);
  return data;
}

/** Logs a person of the demo in on a device. */
export async function logInAt(url: string, memberId: string, deviceId: string): Promise<SessionGrant> {
  const { demoLogIn } = await ask<{ demoLogIn: SessionGrant }>(url, demoLogInDocument, { memberId, deviceId });
  return demoLogIn;
}

/** What the mid-office has, asked without any code of the desk. */
export class Centre {
  readonly #url: string;
  readonly #token: string;
  readonly #checkpoints = new Map<string, string | null>();
  readonly #documents = new Map<string, PulledDocument>();

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** All documents as they are now, by their key. */
  async documents(): Promise<ReadonlyMap<string, PulledDocument>> {
    for (const collection of attackedCollections) await this.#pull(collection);
    return this.#documents;
  }

  async #pull(collection: AttackedCollection | 'references'): Promise<void> {
    const field = `pull${collection.charAt(0).toUpperCase()}${collection.slice(1)}`;
    for (;;) {
      const checkpoint = this.#checkpoints.get(collection) ?? null;
      const answer = await ask<Record<string, PulledPage>>(
        this.#url,
        pullDocuments[collection],
        { checkpoint, limit: PAGE },
        this.#token,
      );
      const page = answer[field];
      if (page === undefined) throw new Error(`The mid-office does not answer ${field}`);
      for (const document of page.documents) {
        this.#documents.set(`${collection}/${document.id}`, document);
      }
      if (page.checkpoint === null || page.documents.length === 0) return;
      this.#checkpoints.set(collection, page.checkpoint);
    }
  }

  /** A dossier type with its answers, as the demo municipality has them. */
  async municipality(typeCode: string, role: string): Promise<Municipality> {
    await this.#pull('references');
    const all = [...(await this.documents()).values()];
    const type = all.find((document) => document.kind === 'dossierType' && document.code === typeCode);
    const model = all.find((document) => document.typeCode === typeCode);
    const teams = all.filter((document) => document.kind === 'team').map((document) => String(document.id));
    if (type === undefined || model === undefined) throw new Error(`The demo has no ${typeCode}`);
    const { statuses, initialStatus } = type.data as {
      readonly initialStatus: Municipality['initialStatus'];
      readonly statuses: readonly {
        readonly status: string;
        readonly next: readonly Municipality['initialStatus'][];
        readonly roles: readonly string[];
      }[];
    };
    const may = new Set(statuses.filter(({ roles }) => roles.includes(role)).map(({ status }) => status));
    return {
      typeCode,
      answers: model.answers as Record<string, unknown>,
      initialStatus,
      next: Object.fromEntries(statuses.map(({ status, next }) => [status, next.filter((one) => may.has(one))])),
      teamIds: teams.sort(),
    };
  }

  /** The key under which `documents` has a document. */
  static readonly key = Model.key;
}
