import type { ReferenceData } from '../../entities/reference.ts';
import { type TreeAnswer, type TreeQuestion, treeQuestion } from '../planner/index.ts';

type Tree = ReferenceData['decisionTree'];

/** A line of a tree as it is drawn: an answer, and the question that follows it with its own answers. */
export interface OutlineLine {
  readonly answer: TreeAnswer;
  /** Where the answer leads to a question. */
  readonly question?: { readonly text: string; readonly lines: readonly OutlineLine[] } | undefined;
  /** It leads back to a question before it, or to one that is drawn already: drawing on would never end. */
  readonly goesTo?: 'before' | 'drawn' | undefined;
}

function linesFrom(
  tree: Tree,
  question: TreeQuestion,
  before: readonly string[],
  drawn: Set<string>,
): readonly OutlineLine[] {
  const way = [...before, question.id];
  drawn.add(question.id);
  return question.answers.map((answer): OutlineLine => {
    const next = answer.questionId === undefined ? undefined : treeQuestion(tree, answer.questionId);
    if (next === undefined) return { answer };
    if (way.includes(next.id)) return { answer, goesTo: 'before', question: { text: next.text, lines: [] } };
    if (drawn.has(next.id)) return { answer, goesTo: 'drawn', question: { text: next.text, lines: [] } };
    return { answer, question: { text: next.text, lines: linesFrom(tree, next, way, drawn) } };
  });
}

/** A tree as an outline, from its first question on; each question is drawn once. Also of one that is wrong: circles stop where they close. */
export function treeOutline(tree: Tree): { readonly text: string; readonly lines: readonly OutlineLine[] } | undefined {
  const [first] = tree.questions;
  return first === undefined ? undefined : { text: first.text, lines: linesFrom(tree, first, [], new Set()) };
}
