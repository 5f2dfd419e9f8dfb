import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { isAllowed, servedPolicy, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import type { ReadContext } from './read-context.ts';
import { linksWith } from './work-links.ts';

/** What a read leaves in its trail when the work on a person decided what it shows of them. */
export function workTrail(personId: string): string {
  return `work with ${personId}`;
}

/**
 * Whether a person's card only opens to this member after a reason. Lists and forms then name them and say nothing else, whatever
 * was opened a moment ago: what a reason opens is the card.
 */
export function isShielded(context: ReadContext, person: DocumentOf<'persons'>): boolean {
  const mayOpen = (links?: ReturnType<typeof linksWith>) =>
    isAllowed(servedPolicy, subjectOf(context.member), 'open', { collection: 'persons', document: person, links });
  if (mayOpen()) return false;
  context.trail.add(workTrail(person.id));
  return !mayOpen(linksWith(context.file, context.member, person.id));
}
