import type { ReferenceData } from '../../entities/reference.ts';
import { type TreeAnswer, type TreeQuestion, treeQuestion } from '../planner/index.ts';

type Tree = ReferenceData['decisionTree'];

/** A question as it is drawn, with its translations and its answers. */
export interface Outline extends Pick<TreeQuestion, 'text' | 'names'> {
  readonly lines: readonly OutlineLine[];
}

/** A line of a tree as it is drawn: an answer, and the question that follows it with its own answers. */
export interface OutlineLine {
  readonly answer: TreeAnswer;
  /** Where the answer leads to a question. */
  readonly question?: Outline | undefined;
  /** It leads back to a question before it, or to one that is drawn already: drawing on would never end. */
  readonly goesTo?: 'before' | 'drawn' | undefined;
}

function drawn({ text, names }: TreeQuestion, lines: readonly OutlineLine[]): Outline {
  return { text, ...(names === undefined ? {} : { names }), lines };
}

function linesFrom(
  tree: Tree,
  question: TreeQuestion,
  before: readonly string[],
  seen: Set<string>,
): readonly OutlineLine[] {
  const way = [...before, question.id];
  seen.add(question.id);
  return question.answers.map((answer): OutlineLine => {
    const next = answer.questionId === undefined ? undefined : treeQuestion(tree, answer.questionId);
    if (next === undefined) return { answer };
    if (way.includes(next.id)) return { answer, goesTo: 'before', question: drawn(next, []) };
    if (seen.has(next.id)) return { answer, goesTo: 'drawn', question: drawn(next, []) };
    return { answer, question: drawn(next, linesFrom(tree, next, way, seen)) };
  });
}

/** A tree as an outline, from its first question on; each question is drawn once. Also of one that is wrong: circles stop where they close. */
export function treeOutline(tree: Tree): Outline | undefined {
  const [first] = tree.questions;
  return first === undefined ? undefined : drawn(first, linesFrom(tree, first, [], new Set()));
}
