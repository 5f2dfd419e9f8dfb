import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import { useText } from '../../../i18n/use-text.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { contentWords } from './content-words.ts';

/** Which status of other things looks like this state. */
const looks = {
  waiting: 'local',
  offline: 'held',
  sending: 'sending',
  checking: 'inProgress',
  ready: 'accepted',
  infected: 'rejected',
  refused: 'rejected',
  fetching: 'sending',
} as const satisfies Record<ContentCondition['state'], string>;

/** Where the content of a document stands: on this computer, on its way, at the centre. */
export function ContentBadge({ condition }: { readonly condition: ContentCondition }) {
  const t = useText();
  const { key, values } = contentWords(condition);
  return <StatusBadge status={looks[condition.state]} label={t(key, values)} />;
}

/** What is the matter with a content and what to do; nothing when all goes well. */
export function ContentProblem({ condition }: { readonly condition: ContentCondition }) {
  const t = useText();
  const { error } = condition;
  if (!error) return null;
  return (
    <p className="line-body">
      {`${t(`error.${error.code}.text`, error.details)} ${t(`error.${error.code}.next`, error.details)}`}
    </p>
  );
}
