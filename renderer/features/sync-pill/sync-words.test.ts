import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import fc from 'fast-check';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { makeTranslate } from '../../i18n/use-text.ts';
import { syncWords } from './sync-words.ts';

const status: SyncStatus = {
  phase: 'upToDate',
  since: '10:12',
  lastCompleteAt: '10:41',
  waiting: 0,
  conflicts: 0,
  rejected: 0,
  setAsideRows: 0,
};
const formats = { moment: (instant: string) => instant };
const t = makeTranslate(createIntl({ locale: 'nl-BE', messages: messagesOf('nl-BE') }));
const said = (changes: Partial<SyncStatus>) => {
  const { key, values } = syncWords({ ...status, ...changes }, formats);
  return t(key, values);
};

describe('the sync pill', () => {
  it('says each state in plain words', () => {
    expect(said({})).toBe('Alles doorgestuurd 10:41');
    expect(said({ phase: 'working', waiting: 3 })).toBe('3 te versturen');
    expect(said({ phase: 'working' })).toBe('Bezig');
    const feedNotice = { at: '10:40', reason: 'centreRestored', items: 3 } as const;
    expect(said({ phase: 'working', waiting: 2, feedNotice })).toBe('2 opnieuw aan te bieden');
    expect(said({ feedNotice })).toBe('Alles doorgestuurd 10:41');
    expect(said({ phase: 'offline' })).toBe('Lijn weg sinds 10:12');
    expect(said({ phase: 'offline', waiting: 3 })).toBe('Lijn weg sinds 10:12 · 3 te versturen');
    expect(said({ unsentContents: 1 })).toBe('1 te versturen');
    expect(said({ phase: 'offline', waiting: 1, unsentContents: 2 })).toBe('Lijn weg sinds 10:12 · 3 te versturen');
    expect(said({ conflicts: 1 })).toBe('1 vraagt uw keuze');
    expect(said({ conflicts: 2 })).toBe('2 vragen uw keuze');
    expect(said({ rejected: 1, conflicts: 2 })).toBe('1 geweigerd');
  });
  it('says nothing of before when the store has gone away', () => {
    const keys = (['starting', 'restarting', 'failed'] as const).map((state) => syncWords(status, formats, state).key);
    expect(keys).toEqual(['sync.starting', 'sync.starting', 'sync.stopped']);
    expect(syncWords(status, formats, 'running').key).toBe('sync.upToDate');
  });
  it('never says that all is sent while something waits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<SyncStatus['phase']>('starting', 'firstSync', 'working', 'upToDate', 'offline', 'blocked'),
        fc.nat(3),
        fc.nat(3),
        fc.nat(3),
        (phase, waiting, conflicts, rejected) => {
          const { key, tone } = syncWords({ ...status, phase, waiting, conflicts, rejected }, formats);
          const quiet = phase === 'upToDate' && waiting + conflicts + rejected === 0;
          expect(key === 'sync.upToDate').toBe(quiet);
          expect(tone === 'positive').toBe(quiet);
        },
      ),
    );
  });
});
