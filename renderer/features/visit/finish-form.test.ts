import { commandArguments } from '@onthaal/contract/store/commands.ts';
import type { OpenVisit, VisitFinish } from '@onthaal/contract/store/visits.ts';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { contactsOf, emptyFinish, isEmptyVisit, unsavedForms } from './finish-form.ts';

const question = (id: string, startedAt?: string): OpenVisit['questions'][number] => ({
  ...{ id, productCode: id, name: `Vraag ${id}`, state: 'serving', pausedSeconds: 0, timeNotReliable: false },
  ...(startedAt === undefined ? {} : { startedAt }),
});
const at = '2026-11-27T09:00:00.000Z';
const visit: OpenVisit = {
  ...{ id: 'v', ticket: 'A1-1', state: 'serving', priority: 3, productNames: [], arrivedAt: at, since: at, keptAt: at },
  ...{ isMine: true, isHere: true, isCallable: false, personId: 'mia', draft: ' Komt terug ', servedAt: at },
  questions: [question('q1', at), question('q2', at), question('q3')],
};
const finish: VisitFinish = {
  preferredChannel: 'sms',
  handedOver: [],
  touched: [
    { id: 'mia', collection: 'persons', isWritten: false, title: 'Mia', isUnpaid: false },
    { id: 'jan', collection: 'persons', isWritten: false, title: 'Jan', serviceId: 'q2', isUnpaid: false },
    { id: 'd1', collection: 'dossiers', isWritten: false, title: '2026-A1-1', isUnpaid: false },
    { id: 'd2', collection: 'dossiers', isWritten: true, title: '2026-A1-2', serviceId: 'q2', isUnpaid: true },
    { id: 'p', collection: 'payments', isWritten: true, title: '€ 5,00', serviceId: 'q2', isUnpaid: false },
  ],
};

describe('the end of a visit', () => {
  it('makes a contact moment of each question that was begun, with what was touched for it', () => {
    const contacts = contactsOf(visit, finish, emptyFinish);
    for (const contact of contacts) expect(Value.Check(commandArguments.recordVisitContact, contact)).toBe(true);
    expect(
      contacts.map(({ questionId, text, dossierIds, links }) => ({ questionId, text, dossierIds, links })),
    ).toEqual([
      { questionId: 'q1', text: 'Komt terug', dossierIds: ['d1'], links: [] },
      { questionId: 'q2', text: '', dossierIds: ['d2'], links: [{ collection: 'payments', id: 'p' }] },
    ]);
    expect(contacts[0]).toMatchObject({ result: 'answered', answerChannel: 'sms' });
  });

  it('says what the clerk says instead of what was proposed', () => {
    const form = {
      ...emptyFinish,
      ticks: { d1: false, jan: true },
      results: { q2: 'dossierOpened' as const },
      ...{ channel: 'email' as const, nextStep: ' belt maandag ' },
    };
    const [first, second] = contactsOf(visit, finish, form);
    expect(first).toMatchObject({ dossierIds: [], nextStep: 'belt maandag', answerChannel: 'email' });
    expect(second).toMatchObject({ result: 'dossierOpened', links: [{ id: 'jan' }, { id: 'p' }] });
  });

  it('proposes that a question was handed over when it was, unless the clerk says otherwise', () => {
    const sent = { ...finish, handedOver: ['q2'] };
    expect(contactsOf(visit, sent, emptyFinish).map(({ result }) => result)).toEqual(['answered', 'handedOver']);
    const form = { ...emptyFinish, results: { q2: 'callBack' as const } };
    expect(contactsOf(visit, sent, form)[1]).toMatchObject({ result: 'callBack' });
  });

  it('makes none of a visit in which nothing happened', () => {
    const opened = { ...visit, draft: '', questions: [question('q3')] };
    expect(isEmptyVisit(opened, { ...finish, touched: finish.touched.slice(0, 1) })).toBe(true);
    expect(isEmptyVisit({ ...opened, draft: 'x' }, { touched: [], handedOver: [] })).toBe(false);
    expect(isEmptyVisit(opened, finish)).toBe(false);
  });

  it('counts the forms in which something was typed and not saved', () => {
    expect(unsavedForms({})).toBe(0);
    expect(unsavedForms({ 'note:1': { text: ' ' }, 'print:1': { templateId: 'brief' } })).toBe(0);
    expect(unsavedForms({ 'administration:text-1': { kind: 'standardText', name: 'Uren' } })).toBe(0);
    expect(unsavedForms({ 'note:1': { text: 'Belt terug' }, 'task:1': { title: '', text: 'Nakijken' } })).toBe(2);
  });
});
