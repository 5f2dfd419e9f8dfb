import { useMemo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useReferences } from '../dossier/use-references.ts';
import { useQuestionLabels } from '../visit/use-question-labels.ts';
import { referenceFields, ValidityFields } from './fields/reference-fields.tsx';
import type { FormProps } from './form-props.ts';

type HintProps = FormProps<'rightsHint'>;

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
      <ValidityFields {...props} />
    </>
  );
}
