import { commandArguments } from '@onthaal/contract/store/commands.ts';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { emptyInteraction, interactionArguments, missingInInteraction } from './interaction-form.ts';

const opened = '2026-03-12T09:00:00.000Z';
const form = {
  ...emptyInteraction('id-1', opened, 'person-1', undefined),
  subject: ' Vraag ',
  assurance: 'known' as const,
};

describe('a contact moment', () => {
  it('needs a subject, and a person unless it is anonymous or about a dossier', () => {
    expect(missingInInteraction(emptyInteraction('id', opened, undefined, undefined))).toEqual(['person', 'subject']);
    expect(missingInInteraction({ ...form, personId: '', isAnonymous: true })).toEqual([]);
    expect(missingInInteraction({ ...form, personId: '', dossierIds: ['dossier-1'] })).toEqual([]);
  });

  it('becomes a command that the store takes, with how long it lasted', () => {
    const args = interactionArguments(form, new Date('2026-03-12T09:03:20Z'));
    expect(Value.Check(commandArguments.registerInteraction, args)).toBe(true);
    expect(args).toMatchObject({ subject: 'Vraag', personId: 'person-1', assurance: 'known', durationSeconds: 200 });
  });

  it('says nothing of the duration when the form stood open for hours', () => {
    expect(interactionArguments(form, new Date('2026-03-12T19:00:00Z'))).not.toHaveProperty('durationSeconds');
  });

  it('keeps nothing of who it was when it is anonymous', () => {
    const args = interactionArguments({ ...form, isAnonymous: true }, new Date(opened));
    expect(args).not.toHaveProperty('personId');
    expect(args).not.toHaveProperty('assurance');
  });
});
