import type { RoutingPreview } from '@onthaal/contract/store/rows.ts';
import type { Translate } from '../../i18n/use-text.ts';
import type { Question } from '../new-dossier/questions/questions.ts';

type Evidence = RoutingPreview['evidence'][number];

function evidenceText(evidence: Evidence, questions: readonly Question[], typeName: string, t: Translate): string {
  const { kind, field, text } = evidence;
  switch (kind) {
    case 'word':
      return t('dossier.routing.word', { text });
    case 'address':
      return t(field === 'postalCode' ? 'dossier.routing.postalCode' : 'dossier.routing.street', { text });
    case 'answer': {
      const question = questions.find((candidate) => `answers.${candidate.name}` === field);
      const answer = question?.options.find((option) => option.id === text)?.label ?? yesOrNo(text, t);
      return t('dossier.routing.answer', { question: question?.label ?? field, answer });
    }
    case 'dossierType':
      return t('dossier.routing.type', { type: typeName || text });
    case 'fallback':
      return t('dossier.routing.fallback');
    default:
      return text;
  }
}

function yesOrNo(text: string, t: Translate): string {
  if (text === 'true') return t('question.yes');
  return text === 'false' ? t('question.no') : text;
}

/** Why a rule chose a team, as parts of a sentence: "het woord ‘verbouwen’", "de straat Dorpsstraat". */
export function routingReasons(
  evidence: readonly Evidence[],
  questions: readonly Question[],
  typeName: string,
  t: Translate,
): readonly string[] {
  return [...new Set(evidence.map((item) => evidenceText(item, questions, typeName, t)))];
}
