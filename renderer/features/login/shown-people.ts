import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { plainText } from './plain-text.ts';

/**
 * The people whose name, function, role or team has all the typed words.
 *
 * @param onlyThese member ids of those who can log in without a line: they stand first; undefined when everybody can
 * @param roleWord the word for a role as the screen shows it
 */
export function shownPeople(
  people: readonly DemoPerson[],
  typed: string,
  onlyThese: readonly string[] | undefined,
  roleWord: (role: string) => string,
): readonly DemoPerson[] {
  const words = plainText(typed).split(/\s+/).filter(Boolean);
  const found = people.filter((person) => {
    const text = plainText([person.name, person.jobTitle, roleWord(person.role), ...person.teamNames].join(' '));
    return words.every((word) => text.includes(word));
  });
  if (onlyThese === undefined) return found;
  const isFirst = ({ memberId }: DemoPerson): boolean => onlyThese.includes(memberId);
  return [...found.filter(isFirst), ...found.filter((person) => !isFirst(person))];
}
