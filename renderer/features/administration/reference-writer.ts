import type { Reference } from '@onthaal/contract/entities/reference.ts';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import type { SavedReference, SaveReference } from '@onthaal/contract/store/administration.ts';
import { v7 } from 'uuid';
import type { DecidedHits } from './schedule/after-save.ts';

/** What is to be written of a row, and on top of what. */
export type What = Pick<SaveReference, 'name' | 'active' | 'data' | 'basedOn'>;

type Words = Omit<What, 'basedOn'>;

/** A row that was written, what was decided about what that hits, and the row as it was. */
interface WrittenRow {
  readonly saved: SavedReference;
  readonly decided: DecidedHits;
  readonly before: Reference | undefined;
}

interface Asked extends Omit<WrittenRow, 'saved'> {
  readonly asked: SaveReference;
}

/** What a writer asks with. */
interface WriterParts {
  readonly save: (asked: SaveReference) => Promise<Result<SavedReference>>;
  /** What was decided about what it hits; undefined when somebody thought better of it. */
  readonly decide: (row: Omit<SaveReference, 'operationId'>) => Promise<Result<DecidedHits | undefined>>;
}

/** After these the row may be written all the same: the answer was lost, or broken. */
const withoutAnswer: readonly ErrorCode[] = [
  'MIDOFFICE_UNREACHABLE',
  'MIDOFFICE_BUSY',
  'MIDOFFICE_FAILED',
  'MIDOFFICE_ANSWER_MALFORMED',
];

/** What of a decision goes with the row; nothing where nothing was hit. */
function sent({ decisions, groups }: DecidedHits): Pick<SaveReference, 'decisions' | 'groups'> {
  return {
    ...(decisions.length === 0 ? {} : { decisions: [...decisions] }),
    ...(groups.length === 0 ? {} : { groups: [...groups] }),
  };
}

/**
 * Writes a row at the mid-office, after what it hits was decided; the same words asked for again are the same operation. A save without an
 * answer is sent again as it was before anything is asked anew: when it was written, nothing is hit any more, and what was to be done about
 * that would be forgotten.
 */
export class ReferenceWriter {
  #unanswered: Asked | undefined;
  #operation: { readonly key: string; readonly id: string } | undefined;

  /** Whether these words were sent and no answer came: the row that is here by now may be this very one. */
  isUnanswered({ name, active, data }: Words): boolean {
    const asked = this.#unanswered?.asked;
    return asked !== undefined && deepEqual([asked.name, asked.active, asked.data], [name, active, data]);
  }

  /** Undefined when somebody thought better of it. */
  async write(
    parts: WriterParts,
    { id, kind, row }: Pick<SaveReference, 'id' | 'kind'> & { readonly row: Reference | undefined },
    what: What,
  ): Promise<Result<WrittenRow> | undefined> {
    const last = this.isUnanswered(what) ? this.#unanswered : undefined;
    if (last !== undefined) {
      const again = await this.#send(parts, last);
      if (again.ok || again.error.code !== 'REFERENCE_HITS_APPOINTMENTS') return again;
    }
    const { basedOn, ...fields } = what;
    const decision = await parts.decide({ ...fields, id, kind });
    if (!decision.ok) return decision;
    const decided = decision.value;
    if (decided === undefined) return undefined;
    const decisions = sent(decided);
    const key = JSON.stringify([basedOn, fields, decisions]);
    if (this.#operation?.key !== key) this.#operation = { key, id: v7() };
    const asked: SaveReference = {
      ...{ ...fields, ...decisions, operationId: this.#operation.id, id, kind },
      ...(basedOn === undefined ? {} : { basedOn }),
    };
    const result = await this.#send(parts, { asked, decided, before: row });
    // Somebody booked while it was decided: those are decided about too.
    const isHit = !result.ok && result.error.code === 'REFERENCE_HITS_APPOINTMENTS';
    return isHit ? this.write(parts, { id, kind, row }, what) : result;
  }

  async #send({ save }: WriterParts, { asked, decided, before }: Asked): Promise<Result<WrittenRow>> {
    const result = await save(asked);
    const isLost = !result.ok && withoutAnswer.includes(result.error.code);
    this.#unanswered = isLost ? { asked, decided, before } : undefined;
    return result.ok ? success({ saved: result.value, decided, before }) : result;
  }
}
