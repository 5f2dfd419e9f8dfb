import type { ReferenceOf } from '../../entities/reference.ts';

type Tree = ReferenceOf<'decisionTree'>['data'];
export type TreeQuestion = Tree['questions'][number];
export type TreeAnswer = TreeQuestion['answers'][number];

/** The question with this id; the first one when none is named. */
export function treeQuestion({ questions }: Tree, id?: string): TreeQuestion | undefined {
  return id === undefined ? questions[0] : questions.find((question) => question.id === id);
}

/** What is wrong with a tree; `where` is the id of the question. */
export interface TreeProblem {
  readonly where: string;
  readonly problem: 'leadsNowhere' | 'unknownQuestion' | 'unknownProduct' | 'comesBack' | 'neverAsked' | 'twice';
}

function problemsOfAnswers(tree: Tree, products: ReadonlySet<string>): TreeProblem[] {
  return tree.questions.flatMap(({ id: where, answers }) =>
    answers.flatMap(({ questionId, productCode }): TreeProblem[] => {
      if (questionId === undefined && productCode === undefined) return [{ where, problem: 'leadsNowhere' }];
      if (questionId !== undefined && treeQuestion(tree, questionId) === undefined) {
        return [{ where, problem: 'unknownQuestion' }];
      }
      const isKnown = productCode === undefined || products.has(productCode);
      return isKnown ? [] : [{ where, problem: 'unknownProduct' }];
    }),
  );
}

/** The ids of questions from which one comes back to them, and of all that are reached from the first. */
function walk(tree: Tree): { readonly reached: ReadonlySet<string>; readonly circles: ReadonlySet<string> } {
  const reached = new Set<string>();
  const circles = new Set<string>();
  const onTheWay = new Set<string>();
  // Each question once, however many ways lead to it: there may be more ways than anybody could walk.
  const visit = (id: string) => {
    if (onTheWay.has(id)) circles.add(id);
    if (reached.has(id)) return;
    reached.add(id);
    onTheWay.add(id);
    for (const { questionId } of treeQuestion(tree, id)?.answers ?? []) {
      if (questionId !== undefined && treeQuestion(tree, questionId)) visit(questionId);
    }
    onTheWay.delete(id);
  };
  const [first] = tree.questions;
  if (first !== undefined) visit(first.id);
  return { reached, circles };
}

/**
 * What is wrong with a decision tree: an answer that leads nowhere, to an unknown question or product, or back to an earlier question,
 * a question that is never asked, or two with the same id. Empty: whoever answers always ends at a product.
 */
export function treeProblems(tree: Tree, productCodes: readonly string[]): readonly TreeProblem[] {
  const ids = tree.questions.map(({ id }) => id);
  const { reached, circles } = walk(tree);
  const problem = (where: string, what: TreeProblem['problem']): TreeProblem => ({ where, problem: what });
  return [
    ...problemsOfAnswers(tree, new Set(productCodes)),
    ...[...circles].map((id) => problem(id, 'comesBack')),
    ...ids.filter((id) => !reached.has(id)).map((id) => problem(id, 'neverAsked')),
    ...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => problem(id, 'twice')),
  ];
}
