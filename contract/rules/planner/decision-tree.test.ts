import { describe, expect, it } from 'vitest';
import { treeProblems, treeQuestion } from './index.ts';

const good = {
  order: 1,
  questions: [
    {
      id: 'who',
      text: 'Voor wie?',
      answers: [
        { text: 'Mij', productCode: 'card' },
        { text: 'Kind', questionId: 'age' },
      ],
    },
    {
      id: 'age',
      text: 'Hoe oud?',
      answers: [
        { text: 'Onder 12', productCode: 'kids' },
        { text: 'Ouder', productCode: 'card' },
      ],
    },
  ],
};

describe('treeProblems', () => {
  it('has none for a tree of which every way ends at a product', () => {
    expect(treeProblems(good, ['card', 'kids'])).toEqual([]);
    expect(treeQuestion(good)?.id).toBe('who');
    expect(treeQuestion(good, 'age')?.answers).toHaveLength(2);
  });

  it('names the question at which an answer leads to nothing that there is', () => {
    expect(treeProblems(good, ['card'])).toEqual([{ where: 'age', problem: 'unknownProduct' }]);
    const lost = {
      order: 1,
      questions: [{ id: 'a', text: '', answers: [{ text: 'x' }, { text: 'y', questionId: 'b' }] }],
    };
    expect(treeProblems(lost, []).map(({ problem }) => problem)).toEqual(['leadsNowhere', 'unknownQuestion']);
  });

  it('finds circles, questions that are never asked, and ids that are used twice', () => {
    const question = (id: string, questionId: string) => ({ id, text: '', answers: [{ text: 'x', questionId }] });
    const round = {
      order: 1,
      questions: [question('a', 'b'), question('b', 'a'), question('c', 'a'), question('c', 'a')],
    };
    expect(treeProblems(round, []).map(({ where, problem }) => `${where} ${problem}`)).toEqual([
      ...['a comesBack', 'c neverAsked', 'c neverAsked', 'c twice'],
    ]);
  });

  it('is done with a tree through which there are more ways than anybody could walk', () => {
    const layers = Array.from({ length: 200 }, (_none, layer) => ({
      id: `q${layer}`,
      text: '?',
      answers: Array.from({ length: 9 }, (_other, answer) =>
        layer === 199 ? { text: `${answer}`, productCode: 'card' } : { text: `${answer}`, questionId: `q${layer + 1}` },
      ),
    }));
    expect(treeProblems({ order: 1, questions: layers }, ['card'])).toEqual([]);
  });
});
