import { describe, expect, it } from 'vitest';
import { formOf, taskOf } from './handover-form.ts';

const draft = {
  ...{ title: 'Kapvergunning', text: 'Eik in de voortuin', questionId: 'question-1' },
  ...{ personId: 'person-1', personName: 'Marie', dossierId: 'dossier-1', dossierNumber: '2026-A1-1' },
  proposal: { teamId: 'team-omgeving', teamName: 'Omgeving', why: 'rule', because: 'Bomen' },
} as const;

describe('a question that is handed over', () => {
  it('starts from the notepad and the likely team, and says only what was filled in', () => {
    const form = formOf(draft);
    expect(taskOf('task-1', form, draft, { visitId: 'visit-1' })).toEqual({
      ...{ id: 'task-1', kind: 'handover', title: 'Kapvergunning', text: 'Eik in de voortuin' },
      ...{ teamId: 'team-omgeving', personId: 'person-1', dossierId: 'dossier-1' },
      ...{ visitId: 'visit-1', questionId: 'question-1' },
    });
    const said = {
      ...form,
      promised: ' Deze week ',
      checked: 'Kaart',
      citizenMayKnow: 'Dat het even duurt',
      text: ' ',
    };
    expect(taskOf('task-1', { ...said, dueOn: '2026-12-01', memberId: 'member-karim' }, draft, {})).toEqual({
      ...{ id: 'task-1', kind: 'handover', title: 'Kapvergunning', teamId: 'team-omgeving', memberId: 'member-karim' },
      ...{ promised: 'Deze week', checked: 'Kaart', citizenMayKnow: 'Dat het even duurt', dueOn: '2026-12-01' },
      ...{ personId: 'person-1', dossierId: 'dossier-1' },
    });
  });

  it('asks for a team where none is likely', () => {
    expect(formOf({ title: '', text: '' })).toMatchObject({ title: '', teamId: '' });
  });
});
