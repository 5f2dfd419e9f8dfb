import Type, { type Static } from 'typebox';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';
import { editableKinds } from '../rules/administration/index.ts';

/** Questions of an administrator that the centre answers at once; part of `questionArguments`. */
export const administrationQuestions = {
  /**
   * Writes a row of reference data, which all desks then get by the sync. Asked again with the same operation it is written once.
   * REFERENCE_CHANGED_MEANWHILE when somebody else wrote it since it was read, REFERENCE_NOT_RIGHT with the field, NOT_ALLOWED.
   */
  saveReference: Type.Object(
    {
      operationId: Identifier,
      id: Identifier,
      kind: Type.Enum([...editableKinds]),
      name: Type.String({ minLength: 1, maxLength: 200 }),
      active: Type.Boolean(),
      data: Type.Record(text(60), Type.Unknown()),
      /** `updatedAt` of the row that was read; absent: there was none. */
      basedOn: Type.Optional(InstantText),
    },
    closed,
  ),
} as const;

export type SaveReference = Static<(typeof administrationQuestions)['saveReference']>;

/** A row that was written: what the next change of it is based on. */
export const SavedReference = Type.Object({ id: Identifier, updatedAt: InstantText });
export type SavedReference = Static<typeof SavedReference>;
