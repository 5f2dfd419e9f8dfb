import type { ReferenceKind, ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { useMemo } from 'react';
import { useReferenceListQuery } from '../../bridge/store-api.ts';
import type { ChoiceOption } from '../../ui/choice-option.ts';

const none: readonly ReferenceOf<ReferenceKind>[] = [];

/** The active rows of a kind of reference data, by name; empty until they are read. */
export function useReferences<Kind extends ReferenceKind>(kind: Kind): readonly ReferenceOf<Kind>[] {
  const { data = none } = useReferenceListQuery({ kind });
  return useMemo(
    () => data.filter((row): row is ReferenceOf<Kind> & (typeof data)[number] => row.kind === kind && row.active),
    [data, kind],
  );
}

/** The names of teams, members and rooms by id; an unknown id is shown as it is. */
export function useReferenceNames(): (id: string) => string {
  const teams = useReferences('team');
  const members = useReferences('member');
  return useMemo(() => {
    const names = new Map([...teams, ...members].map((row) => [row.id, row.name]));
    return (id) => names.get(id) ?? id;
  }, [teams, members]);
}

/** The teams as options of a choice. */
export function useTeamOptions(): readonly ChoiceOption[] {
  const teams = useReferences('team');
  return useMemo(() => teams.map((team) => ({ id: team.id, label: team.name })), [teams]);
}

/** The members of a team as options of a choice; of everybody when no team is given. */
export function useMemberOptions(teamId: string | undefined): readonly ChoiceOption[] {
  const members = useReferences('member');
  return useMemo(
    () =>
      members
        .filter((member) => !teamId || member.data.teamIds.includes(teamId))
        .map((member) => ({ id: member.id, label: member.name, description: member.data.jobTitle })),
    [members, teamId],
  );
}
