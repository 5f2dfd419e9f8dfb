import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';

/** The roles as the application is registered with them in the user management, and what they are here. */
export const roleStrings: ReadonlyMap<string, Role> = new Map([
  ['OnthaalLoketmedewerker', 'clerk'],
  ['OnthaalDossierbehandelaar', 'caseHandler'],
  ['OnthaalAdviseur', 'adviser'],
  ['OnthaalTeamverantwoordelijke', 'teamLead'],
  ['OnthaalBeheerder', 'administrator'],
  ['OnthaalInformatiebeheerder', 'recordManager'],
  ['OnthaalGast', 'guest'],
]);

/**
 * The roles that a role claim gives at one organisation. Each string is `role:organisation[,organisation]`; what is not so, or is
 * for another organisation, gives nothing.
 */
export function rolesAt(claim: unknown, organisation: string): ReadonlySet<Role> {
  const strings = Array.isArray(claim) ? claim : [claim];
  const found = new Set<Role>();
  for (const text of strings) {
    if (typeof text !== 'string') continue;
    const [name = '', organisations = '', ...rest] = text.split(':');
    const role = roleStrings.get(name);
    const isHere = organisations
      .split(',')
      .map((code) => code.trim())
      .includes(organisation);
    if (rest.length === 0 && role !== undefined && isHere) found.add(role);
  }
  return found;
}
