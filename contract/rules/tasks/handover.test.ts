import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HandoverEvent, handoverEvents, type Task } from '../../entities/contact.ts';
import { handoverAfter, handoverChoices, unreadEnd } from './index.ts';

const els = { memberId: 'member-els', name: 'Els Peeters' };
const karim = { memberId: 'member-karim', name: 'Karim El Amrani' };
const at = '2026-11-27T09:00:00.000Z';
const sent: Task = {
  ...{ id: 'task-1', createdAt: at, updatedAt: at, updatedBy: els, kind: 'handover', title: 'Kapvergunning' },
  ...{ state: 'open', teamId: 'team-omgeving', senderId: els.memberId, notes: [] },
  steps: [{ id: 'sent', at, by: els, event: 'sent' }],
};
let number = 0;
const step = (event: HandoverEvent, by = karim, more: { readonly reason?: string } = {}) => {
  number += 1;
  return {
    id: `step-${number}`,
    at: `2026-11-27T09:${String(number % 60).padStart(2, '0')}:00.000Z`,
    by,
    event,
    ...more,
  };
};

describe('a question that was handed over', () => {
  it('becomes the work of who receives it, and tells the sender each thing once', () => {
    const read = handoverAfter(sent, step('read')) ?? sent;
    expect(read).toMatchObject({ state: 'open' });
    expect(read.memberId).toBeUndefined();
    expect(handoverAfter(read, step('read'))).toBe(read);
    const received = handoverAfter(read, step('received'));
    expect(received).toMatchObject({ state: 'received', memberId: 'member-karim' });
    expect(received?.steps?.map(({ event }) => event)).toEqual(['sent', 'read', 'received']);
  });

  it('comes back with its reason, and goes out again to whom the sender chooses, without who returned it', () => {
    const received = handoverAfter(sent, step('received')) ?? sent;
    const returned = handoverAfter(received, step('returned', karim, { reason: 'Hoort bij wegen' })) ?? sent;
    expect(returned).toMatchObject({ state: 'returned', returnReason: 'Hoort bij wegen' });
    const again = handoverAfter(returned, step('sentAgain', els), { teamId: 'team-wegen' });
    expect(again).toMatchObject({ state: 'open', teamId: 'team-wegen' });
    expect(again?.memberId).toBeUndefined();
    const named = handoverAfter(returned, step('sentAgain', els), { teamId: 'team-wegen', memberId: 'member-noor' });
    expect(named?.memberId).toBe('member-noor');
  });

  it('is read by the sender when it is back, at whichever computer first, and anew by who gets it again', () => {
    const isOpen = (task: Task) => unreadEnd(task.state, task.steps ?? [])?.event;
    expect(isOpen(sent)).toBeUndefined();
    const returned = handoverAfter(handoverAfter(sent, step('read')) ?? sent, step('returned')) ?? sent;
    expect(isOpen(returned)).toBe('returned');
    expect(handoverChoices('returned', true)).toContain('read');
    expect(handoverChoices('returned', false)).not.toContain('read');
    const read = handoverAfter(returned, step('read', els)) ?? sent;
    expect(isOpen(read)).toBeUndefined();
    expect(handoverAfter(read, step('read', els))).toBe(read);
    const again = handoverAfter(read, step('sentAgain', els), { teamId: 'team-wegen' }) ?? sent;
    expect(handoverAfter(again, step('read'))?.steps?.at(-1)).toMatchObject({ event: 'read', by: karim });
    expect(isOpen(handoverAfter(again, step('done')) ?? sent)).toBe('done');
  });

  it('is seen by the sender when it is over, and not before', () => {
    expect(handoverAfter(sent, step('seen', els))).toBeUndefined();
    const done = handoverAfter(sent, step('done'), { answer: 'Vergund' }) ?? sent;
    expect(done).toMatchObject({ state: 'done', answer: 'Vergund', memberId: 'member-karim' });
    const seen = step('seen', els);
    expect(handoverAfter(done, seen)?.seenAt).toBe(seen.at);
    expect(handoverAfter(done, step('started'))).toBeUndefined();
  });

  it('loses no line, and does only what is offered to one of both sides', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...handoverEvents), { maxLength: 12 }), (events) => {
        let task = sent;
        for (const event of events) {
          const by = handoverChoices(task.state, true).includes(event) ? els : karim;
          const next = handoverAfter(task, step(event, by));
          const isOffered = [true, false].some((side) => handoverChoices(task.state, side).includes(event));
          expect(next !== undefined).toBe(isOffered);
          if (next === undefined) continue;
          expect(next.steps?.slice(0, task.steps?.length)).toEqual(task.steps);
          expect(next.senderId).toBe(els.memberId);
          task = next;
        }
      }),
    );
  });
});
