import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { BookOpenText } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { KnowledgeDialog } from './knowledge-dialog.tsx';
import { ProductFacts } from './product-facts.tsx';
import { useKnowledge, useVisitorLanguage } from './use-knowledge.ts';
import './knowledge.css';

/** The question that is served now, else the last that was begun, else what the visitor came for. */
function questionOf({ questions }: OpenVisit): string | undefined {
  const now = questions.find(({ state }) => state === 'serving');
  return (now ?? questions.findLast(({ startedAt }) => startedAt !== undefined) ?? questions[0])?.productCode;
}

/** What the visitor must bring, pay and wait for, by the question that is asked now, and the key to all of it. */
export function KnowledgeBesideVisit({ visit }: { readonly visit: OpenVisit }) {
  const t = useText();
  const language = useVisitorLanguage();
  const { of } = useKnowledge();
  const [isOpen, setOpen] = useState(false);
  const productCode = questionOf(visit);
  const knowledge = productCode === undefined ? undefined : of(productCode, language);
  return (
    <div className="stack-small visit-knowledge">
      {knowledge !== undefined && (
        <section aria-label={t('knowledge.about', { product: knowledge.facts.name })}>
          <ProductFacts facts={knowledge.facts} />
        </section>
      )}
      <Button size="small" icon={BookOpenText} keyAction="knowledge" onPress={() => setOpen(true)}>
        {t('knowledge.open')}
      </Button>
      {isOpen && <KnowledgeDialog productCode={productCode} onClose={() => setOpen(false)} />}
    </div>
  );
}
