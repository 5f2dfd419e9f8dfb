import Type, { type Static } from 'typebox';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';
import { editableKinds } from '../rules/administration/index.ts';

/** What an administrator typed of a row of reference data and did not save at the mid-office yet. */
export const ReferenceDraft = Type.Object(
  {
    /** Of the row; a new one has its id already. */
    id: Identifier,
    kind: Type.Enum([...editableKinds]),
    name: text(200),
    data: Type.Record(text(60), Type.Unknown()),
    /** `updatedAt` of the row on which it was begun; absent: there was none. */
    basedOn: Type.Optional(InstantText),
  },
  closed,
);
export type ReferenceDraft = Static<typeof ReferenceDraft>;

/** What an administrator keeps of their own; part of `commandArguments`. */
export const referenceDraftCommands = {
  /** Keeps what was typed of a row, in the place of what was typed before. Of this member, on this computer. NOT_ALLOWED. */
  keepReferenceDraft: ReferenceDraft,
  /** Forgets it: it was saved, or somebody thought better of it. */
  dropReferenceDraft: Type.Object({ id: Identifier }, closed),
} as const;
