import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { useMemo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { useQuestionLabels } from '../visit/use-question-labels.ts';
import { ValidityFields } from './article-form.tsx';
import { CodesField } from './codes-field.tsx';
import type { FormProps } from './form-props.ts';

type HintProps = FormProps<'rightsHint'>;
type Changes = { readonly [Field in keyof ReferenceData['rightsHint']]?: unknown };

/** When it is pointed out: all of it must hold. */
function ConditionFields({ data, set, errorAt }: HintProps) {
  const t = useText();
  const labels = useQuestionLabels();
  const types = useReferences('dossierType');
  const typeOptions = useMemo(() => types.map(({ code, name }) => ({ id: code, label: name })), [types]);
  const change = (changes: Changes) => set(changes as Partial<ReferenceData['rightsHint']>);
  const codes = (field: 'questionCodes' | 'dossierTypeCodes' | 'withoutDossierTypeCodes', options: typeof labels) => (
    <CodesField
      label={t(`administration.hint.${field}`)}
      options={options}
      value={data[field] ?? []}
      onChange={(chosen) => change({ [field]: [...chosen] })}
      error={errorAt(field)}
    />
  );
  const number = (field: 'ageFrom' | 'ageUntil' | 'withinMonths', minValue: number, maxValue: number) => (
    <NumberField
      label={t(`administration.hint.${field}`)}
      isRequired={false}
      value={data[field]}
      onChange={(value) => change({ [field]: value })}
      minValue={minValue}
      maxValue={maxValue}
      error={errorAt(field)}
    />
  );
  return (
    <>
      <p className="muted">{errorAt('conditions') ?? t('administration.hint.conditions')}</p>
      <div className="form-pair">
        {number('ageFrom', 0, 150)}
        {number('ageUntil', 0, 150)}
      </div>
      {codes('questionCodes', labels)}
      {codes('dossierTypeCodes', typeOptions)}
      {codes('withoutDossierTypeCodes', typeOptions)}
      {number('withinMonths', 1, 120)}
    </>
  );
}

/** A right that is pointed out, and when. */
export function HintForm({ data, set, errorAt }: HintProps) {
  const t = useText();
  const products = useReferences('product');
  const productOptions = useMemo(() => products.map(({ code, name }) => ({ id: code, label: name })), [products]);
  const change = (changes: Changes) => set(changes as Partial<ReferenceData['rightsHint']>);
  return (
    <>
      <TextArea
        label={t('administration.hint.explanation')}
        isRequired
        value={data.explanation}
        onChange={(explanation) => set({ explanation })}
        maxLength={1000}
        rows={4}
        error={errorAt('explanation')}
      />
      <SelectField
        label={t('administration.hint.product')}
        isRequired
        options={productOptions}
        value={data.productCode}
        onChange={(productCode) => set({ productCode })}
        error={errorAt('productCode')}
      />
      <TextField
        label={t('administration.hint.legalBasis')}
        isRequired={false}
        value={data.legalBasis ?? ''}
        onChange={(value) => change({ legalBasis: value === '' ? undefined : value })}
        maxLength={300}
      />
      <ConditionFields data={data} set={set} errorAt={errorAt} />
      <ValidityFields data={data} set={change} errorAt={errorAt} />
    </>
  );
}
