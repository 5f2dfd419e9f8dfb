import { useText } from '../../i18n/use-text.ts';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { useMemberOptions, useTeamOptions } from '../dossier/use-references.ts';

/** To whom a question goes. */
export interface HandoverWhom {
  readonly teamId: string;
  readonly memberId: string;
}

/** The team, and perhaps somebody in it. */
export function WhomFields(props: {
  readonly values: HandoverWhom;
  readonly set: (whom: HandoverWhom) => void;
  readonly error: string | undefined;
  readonly help?: string | undefined;
}) {
  const t = useText();
  const { values, set, error, help } = props;
  const teams = useTeamOptions();
  const members = useMemberOptions(values.teamId);
  return (
    <div className="form-pair">
      <ComboBoxField
        key={`team:${teams.length}`}
        label={t('handover.team')}
        isRequired
        options={teams}
        value={values.teamId}
        onChange={(teamId) => teamId !== values.teamId && set({ teamId, memberId: '' })}
        error={error}
        {...(help === undefined ? {} : { help })}
      />
      <ComboBoxField
        key={`member:${values.teamId}:${members.length}`}
        label={t('handover.member')}
        isRequired={false}
        options={members}
        value={values.memberId}
        onChange={(memberId) => set({ ...values, memberId })}
      />
    </div>
  );
}
