import { households } from '@onthaal/contract/entities/reference-kinds.ts';
import { useMemo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useReferences } from '../dossier/use-references.ts';
import { useQuestionLabels } from '../visit/use-question-labels.ts';
import { referenceFields, ValidityFields } from './fields/reference-fields.tsx';
import type { FormProps } from './form-props.ts';

type HintProps = FormProps<'rightsHint'>;
const anyHousehold = 'any';

/** Whoever it does not matter with whom somebody lives says nothing of it. */
function withoutAny(changes: Partial<HintProps['data']>): Partial<HintProps['data']> {
  const isAny = (changes.household as string | undefined) === anyHousehold;
  return isAny ? ({ ...changes, household: undefined } as Partial<HintProps['data']>) : changes;
}

/** When it is pointed out: all of it must hold. */
function ConditionFields(props: HintProps) {
  const t = useText();
  const labels = useQuestionLabels();
  const types = useReferences('dossierType');
  const typeOptions = useMemo(() => types.map(({ code, name }) => ({ id: code, label: name })), [types]);
  const { codes, number } = referenceFields(props);
  const age = { minValue: 0, maxValue: 150 };
  return (
    <>
      <p className="muted">{props.errorAt('conditions') ?? t('administration.hint.conditions')}</p>
      <div className="form-pair">
        {number('ageFrom', { label: t('administration.hint.ageFrom'), ...age })}
        {number('ageUntil', { label: t('administration.hint.ageUntil'), ...age })}
      </div>
      {codes('questionCodes', { label: t('administration.hint.questionCodes'), options: labels })}
      {codes('dossierTypeCodes', { label: t('administration.hint.dossierTypeCodes'), options: typeOptions })}
      {codes('withoutDossierTypeCodes', {
        label: t('administration.hint.withoutDossierTypeCodes'),
        options: typeOptions,
      })}
      {number('withinMonths', { label: t('administration.hint.withinMonths'), minValue: 1, maxValue: 120 })}
    </>
  );
}

/** What no desk knows: the clerk asks the citizen. */
function AskedFields(props: HintProps) {
  const t = useText();
  const { choice, number } = referenceFields({ ...props, set: (changes) => props.set(withoutAny(changes)) });
  return (
    <>
      <p className="muted">{t('administration.hint.asked')}</p>
      {choice('household', {
        label: t('administration.hint.household'),
        options: [
          { id: anyHousehold, label: t('administration.hint.anyHousehold') },
          ...households.map((id) => ({ id: id as string, label: t(`administration.hint.household.${id}`) })),
        ],
      })}
      <div className="form-pair">
        {number('childrenFrom', { label: t('administration.hint.childrenFrom'), minValue: 1, maxValue: 20 })}
        {number('childAgeUntil', { label: t('administration.hint.childAgeUntil'), minValue: 0, maxValue: 25 })}
      </div>
    </>
  );
}

/** A right that is pointed out, and when. */
export function HintForm(props: HintProps) {
  const t = useText();
  const products = useReferences('product');
  const options = useMemo(() => products.map(({ code, name }) => ({ id: code, label: name })), [products]);
  const { area, choice, line } = referenceFields(props);
  return (
    <>
      {area('explanation', { label: t('administration.hint.explanation'), isRequired: true, maxLength: 1000, rows: 4 })}
      {choice('productCode', { label: t('administration.hint.product'), isRequired: true, options })}
      {line('legalBasis', { label: t('administration.hint.legalBasis'), maxLength: 300 })}
      <ConditionFields {...props} />
      <AskedFields {...props} />
      <ValidityFields {...props} />
    </>
  );
}
