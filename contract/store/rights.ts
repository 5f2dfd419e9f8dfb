import Type from 'typebox';
import { closed, Identifier, rightsAnswers, text, words } from '../entities/building-blocks.ts';
import type { RightsQuestion, RightsReason } from '../rules/rights/index.ts';

/** What a clerk writes of rights that were pointed out; part of `commandArguments`. */
export const rightsCommands = {
  /**
   * Writes down what the visitor says to a right that they may have: with the visit, and with the person when it is known who it is. `wanted`
   * adds its product to what the visitor asks. The same `answerId` twice is one answer. REFERENCE_UNKNOWN, VISIT_STEP_NOT_NOW.
   */
  answerRight: Type.Object(
    {
      visitId: Identifier,
      answerId: Identifier,
      hintCode: text(60),
      answer: words(rightsAnswers, 'RightsAnswerKind'),
    },
    closed,
  ),
} as const;

/** A right that the visitor may have, as the visit shows it. */
export interface PossibleRightRow {
  readonly hintCode: string;
  readonly name: string;
  readonly explanation: string;
  readonly legalBasis?: string | undefined;
  readonly productName: string;
  /** What the clerk asks first. */
  readonly toAsk: readonly RightsQuestion[];
  /** Why; `name` of the question or the dossier type. */
  readonly because: readonly (RightsReason & { readonly name?: string | undefined })[];
}
