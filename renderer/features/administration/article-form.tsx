import { useMemo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useReferences } from '../dossier/use-references.ts';
import { ArticleView } from '../knowledge/article-view.tsx';
import { useKnowledge } from '../knowledge/use-knowledge.ts';
import { useQuestionLabels } from '../visit/use-question-labels.ts';
import { LanguageField, referenceFields, ValidityFields } from './fields/reference-fields.tsx';
import type { FormProps } from './form-props.ts';

/** A knowledge article. What to bring, prices and legal terms are shown in the preview: they are changed where they are kept. */
export function ArticleForm(props: FormProps<'knowledgeArticle'>) {
  const t = useText();
  const labels = useQuestionLabels();
  const prices = useReferences('price');
  const priceOptions = useMemo(() => prices.map(({ code, name }) => ({ id: code, label: name })), [prices]);
  const { area, codes, day, line } = referenceFields(props);
  return (
    <>
      <LanguageField {...props} />
      {codes('productCodes', { label: t('administration.article.products'), isRequired: true, options: labels })}
      {area('body', { label: t('administration.article.body'), isRequired: true, maxLength: 10_000, rows: 8 })}
      {codes('priceCodes', { label: t('administration.article.prices'), options: priceOptions })}
      {line('usualTerm', {
        label: t('administration.article.usualTerm'),
        help: t('administration.article.usualTermHelp'),
        maxLength: 200,
      })}
      {line('form', { label: t('knowledge.form'), maxLength: 300 })}
      <ValidityFields {...props} />
      {day('reviewedOn', { label: t('administration.article.reviewedOn') })}
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
