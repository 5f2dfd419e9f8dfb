import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { useMemo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { DateField } from '../../ui/date-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { ArticleView } from '../knowledge/article-view.tsx';
import { useKnowledge } from '../knowledge/use-knowledge.ts';
import { useQuestionLabels } from '../visit/use-question-labels.ts';
import { CodesField } from './codes-field.tsx';
import type { FormProps } from './form-props.ts';
import { LanguageField } from './text-form.tsx';

/** Words that are not there are left out: an empty text is no text. */
const orNothing = (value: string): string | undefined => (value === '' ? undefined : value);

interface DaysProps {
  readonly data: { readonly validFrom?: string | undefined; readonly validUntil?: string | undefined };
  readonly set: (changes: { validFrom?: string | undefined; validUntil?: string | undefined }) => void;
  readonly errorAt: (field: string) => string | undefined;
}

/** From when until when something holds. */
export function ValidityFields({ data, set, errorAt }: DaysProps) {
  const t = useText();
  return (
    <div className="form-pair">
      <DateField
        label={t('administration.validFrom')}
        isRequired={false}
        value={data.validFrom ?? ''}
        onChange={(day) => set({ validFrom: orNothing(day) })}
      />
      <DateField
        label={t('administration.validUntil')}
        isRequired={false}
        value={data.validUntil ?? ''}
        onChange={(day) => set({ validUntil: orNothing(day) })}
        error={errorAt('validUntil')}
      />
    </div>
  );
}

/** A knowledge article. What to bring, prices and legal terms are shown in the preview: they are changed where they are kept. */
export function ArticleForm({ data, set, errorAt }: FormProps<'knowledgeArticle'>) {
  const t = useText();
  const labels = useQuestionLabels();
  const prices = useReferences('price');
  const priceOptions = useMemo(() => prices.map(({ code, name }) => ({ id: code, label: name })), [prices]);
  const change = (changes: { readonly [Field in keyof ReferenceData['knowledgeArticle']]?: unknown }) =>
    set(changes as Partial<ReferenceData['knowledgeArticle']>);
  return (
    <>
      <LanguageField value={data.language} onChange={(language) => set({ language })} error={errorAt('language')} />
      <CodesField
        label={t('administration.article.products')}
        isRequired
        options={labels}
        value={data.productCodes}
        onChange={(codes) => set({ productCodes: [...codes] })}
        error={errorAt('productCodes')}
      />
      <TextArea
        label={t('administration.article.body')}
        isRequired
        value={data.body}
        onChange={(body) => set({ body })}
        maxLength={10_000}
        rows={8}
        error={errorAt('body')}
      />
      <CodesField
        label={t('administration.article.prices')}
        options={priceOptions}
        value={data.priceCodes ?? []}
        onChange={(codes) => change({ priceCodes: [...codes] })}
        error={errorAt('priceCodes')}
      />
      <TextField
        label={t('administration.article.usualTerm')}
        help={t('administration.article.usualTermHelp')}
        isRequired={false}
        value={data.usualTerm ?? ''}
        onChange={(value) => change({ usualTerm: orNothing(value) })}
        maxLength={200}
      />
      <TextField
        label={t('knowledge.form')}
        isRequired={false}
        value={data.form ?? ''}
        onChange={(value) => change({ form: orNothing(value) })}
        maxLength={300}
      />
      <ValidityFields data={data} set={change} errorAt={errorAt} />
      <DateField
        label={t('administration.article.reviewedOn')}
        isRequired={false}
        value={data.reviewedOn ?? ''}
        onChange={(day) => change({ reviewedOn: orNothing(day) })}
      />
    </>
  );
}

/** The article as a clerk sees it beside a visit. */
export function ArticlePreview({
  name,
  data,
}: Pick<FormProps<'knowledgeArticle'>, 'data'> & { readonly name: string }) {
  const t = useText();
  const { by } = useKnowledge();
  const fields = { id: 'preview', createdAt: '', updatedAt: '', updatedBy: { memberId: '', name: '' } };
  const shown = by({ ...fields, kind: 'knowledgeArticle', code: 'preview', name, active: true, data });
  return shown === undefined ? (
    <p className="muted">{t('administration.article.noPreview')}</p>
  ) : (
    <ArticleView knowledge={shown} />
  );
}
