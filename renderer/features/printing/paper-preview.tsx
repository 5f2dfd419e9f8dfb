import type { SmallPaper } from '@onthaal/contract/letters/letters.ts';
import { useText } from '../../i18n/use-text.ts';
import './paper-preview.css';

/** A ticket or a label as it will be on paper, line by line; codes are said in words, as only the printer draws them. */
export function PaperPreview({ paper }: { readonly paper: SmallPaper }) {
  const t = useText();
  const { lines } = paper.kind === 'ticket' ? paper.ticket : paper.label;
  const code =
    paper.kind === 'ticket'
      ? paper.ticket.qrCode && t('printing.qrCode', { code: paper.ticket.qrCode })
      : t('printing.barcode', { code: paper.label.barcode ?? '' });
  return (
    <section className="paper-preview" aria-label={t('printing.preview')} aria-live="polite">
      {paper.kind === 'ticket' && (
        <>
          <p className="paper-preview-heading">{paper.ticket.heading}</p>
          <p className="paper-preview-large">{paper.ticket.large}</p>
        </>
      )}
      <p className="paper-preview-lines">{lines.join('\n')}</p>
      {code && <p className="paper-preview-code">{code}</p>}
    </section>
  );
}
