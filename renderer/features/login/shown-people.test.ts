import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { describe, expect, it } from 'vitest';
import { shownPeople } from './shown-people.ts';

const person = (memberId: string, name: string, teamName: string): DemoPerson => ({
  memberId,
  name,
  jobTitle: 'Medewerker',
  role: 'clerk',
  teamNames: [teamName],
});
const ann = person('ann', 'Ann Vermeulen', 'Secretariaat');
const celine = person('celine', 'Céline Dubois', 'Omgeving');
const els = person('els', 'Els Peeters', 'Onthaal');
const people = [ann, celine, els];
const role = () => 'Onthaalmedewerker';

describe('the people on the login screen', () => {
  it('are those with all typed words, whatever their accents', () => {
    expect(shownPeople(people, 'celine omg', undefined, role)).toEqual([celine]);
    expect(shownPeople(people, '  ', undefined, role)).toEqual(people);
    expect(shownPeople(people, 'nobody', undefined, role)).toEqual([]);
  });
  it('without a line begin with those who can log in', () => {
    expect(shownPeople(people, '', ['els'], role)).toEqual([els, ann, celine]);
    expect(shownPeople(people, '', [], role)).toEqual(people);
  });
});
