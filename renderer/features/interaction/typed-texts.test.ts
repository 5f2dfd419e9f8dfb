import { expect, it } from 'vitest';
import { typedTexts } from './typed-texts.ts';

it('finds what was typed about one record, in whatever form, and no choices', () => {
  const drafts = {
    'note:one': { text: ' Belde over de omheining \n' },
    'status:one': { status: 'closed', note: 'Ingetrokken' },
    'task:one': { id: 'x', title: 'Nakijken', text: 'Aan de straatkant', teamId: 'team' },
    'edit:one': { subject: '', answers: {} },
    'print:one': { template: 'receipt' },
    'note:another-one': { text: 'Van iemand anders' },
    'note:two': { text: 'Van iemand anders' },
  };
  expect(typedTexts(drafts, 'one')).toEqual([
    { key: 'note:one', text: 'Belde over de omheining' },
    { key: 'status:one', text: 'Ingetrokken' },
    { key: 'task:one', text: 'Nakijken\nAan de straatkant' },
  ]);
});
