import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { feedName } from '@onthaal/contract/graphql/feed-header.ts';
import { clockOffset } from '../database/clock.ts';
import { readSetting, writeSetting } from '../database/own-tables.ts';
import { everAccepted, offerAgain, recentlyAccepted, statesSince } from '../outbox/lost-work.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { askFeedState, askUnknownStates, type KnownState, STATES_PER_QUESTION } from './feed-questions.ts';
import { planFullPull, plannedFullPull } from './full-pull.ts';
import type { Line } from './line.ts';
import type { MidofficeClient } from './midoffice-client.ts';
import type { ReplicationMeta } from './replication-meta.ts';

const MARKS = 'feedMarks';
const SCOPE = 'feedScope';
/** The mid-office makes one at every start. */
const REMEMBERED_MARKS = 50;
/** What this desk learned so long before the moment of the backup is looked at too: its clock is its own. */
const MARGIN_MILLISECONDS = 24 * 3_600_000;

export interface FeedFollowerParts {
  readonly file: DatabaseFile;
  readonly client: MidofficeClient;
  readonly line: Line;
  readonly meta: ReplicationMeta;
}

/** What the agreement with the centre brought to light. */
export interface Agreement {
  /** Documents that the centre lost and that are to be pushed again. */
  readonly offered: readonly { readonly collection: CollectionName; readonly documentId: string }[];
  /** How many of them are a clerk's work; the log of who looked at whom is not. */
  readonly items: number;
}

function itemsAmong(offered: Agreement['offered']): number {
  return offered.filter(({ collection }) => collection !== 'consultations').length;
}

/**
 * Sees to it that desk and centre speak of the same history and of the same rows. Every request names the feed that the desk
 * follows; when the centre has another one, nothing goes either way until the two have agreed here.
 */
export class FeedFollower {
  readonly #parts: FeedFollowerParts;
  #marks: readonly string[];
  #scopeId: string | undefined;
  #agreed: boolean;

  constructor(parts: FeedFollowerParts) {
    this.#parts = parts;
    this.#marks = JSON.parse(readSetting(parts.file, MARKS) ?? '[]') as string[];
    this.#scopeId = readSetting(parts.file, SCOPE);
    // What was agreed last holds until the centre says otherwise: no round trip at a start when nothing happened.
    this.#agreed = this.#marks.length > 0 && this.#scopeId !== undefined;
  }

  /** The feed as requests name it; undefined while there is none. */
  get name(): string | undefined {
    const [mark] = this.#marks;
    return this.#agreed && mark !== undefined && this.#scopeId !== undefined
      ? feedName(mark, this.#scopeId)
      : undefined;
  }

  get isAgreed(): boolean {
    return this.#agreed;
  }

  /** The centre refused the feed that was named. */
  doubt(): void {
    this.#agreed = false;
  }

  /**
   * Asks the centre which history and scope it has, finds what it lost, and notes what is to be done about it. Runs while nothing
   * is pulled or pushed. Throws LineClosed; StorageError.
   */
  async agree(): Promise<Agreement> {
    const { file, client, line, meta } = this.#parts;
    const state = await line.run(() => askFeedState(client, this.#marks, meta.positions()));
    const isNewStretch = this.#marks.length > 0 && this.#marks[0] !== state.mark;
    const lost = isNewStretch ? await this.#lostStates(state.restored, state.lostAfter ?? undefined) : [];
    const isOtherScope = this.#scopeId !== undefined && this.#scopeId !== state.scopeId;
    const marks = [...new Set([state.mark, ...this.#marks])].slice(0, REMEMBERED_MARKS);
    const offered = file.transaction(() => {
      const documents = offerAgain(file, lost);
      for (const { collection, documentId } of documents) meta.forgetDocuments(collection, [documentId]);
      if (documents.length > 0 || state.restored) {
        const before = plannedFullPull(file);
        planFullPull(file, { reason: 'centreRestored', offered: itemsAmong(documents) + (before?.offered ?? 0) });
      } else if (isOtherScope) planFullPull(file, { reason: 'scopeChanged', offered: 0 });
      writeSetting(file, MARKS, JSON.stringify(marks));
      writeSetting(file, SCOPE, state.scopeId);
      return documents;
    });
    this.#marks = marks;
    this.#scopeId = state.scopeId;
    this.#agreed = true;
    return { offered, items: itemsAmong(offered) };
  }

  /** The states that the centre had and no longer knows: of this desk's own work, and of everything when it was put back. */
  async #lostStates(restored: boolean, lostAfter: string | undefined): Promise<KnownState[]> {
    const { file } = this.#parts;
    const own = await this.#unknownAmong(recentlyAccepted(file));
    if (own.length === 0 && !restored) return [];
    const since = lostAfter === undefined ? 0 : Date.parse(lostAfter) - clockOffset() - MARGIN_MILLISECONDS;
    const all = [...everAccepted(file), ...statesSince(file, since)];
    const distinct = new Map(all.map((state) => [`${state.collection}/${state.documentId}/${state.updatedAt}`, state]));
    return this.#unknownAmong([...distinct.values()]);
  }

  async #unknownAmong(states: readonly KnownState[]): Promise<KnownState[]> {
    const { client, line } = this.#parts;
    const unknown: KnownState[] = [];
    for (let start = 0; start < states.length; start += STATES_PER_QUESTION) {
      const part = states.slice(start, start + STATES_PER_QUESTION);
      unknown.push(...(await line.run(() => askUnknownStates(client, part))));
      await nextTurn();
    }
    return unknown;
  }
}
