import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { PagePicture } from '../page-picture.tsx';
import { travelDocumentOf, travelLinesOf } from '../travel/travel-document.ts';
import './doubtful-lines.css';
import type { ReadLines } from '../travel/read-picture.ts';
import { searchTextOf } from './search-text-of.ts';

interface DoubtfulLinesProps {
  readonly read: ReadLines;
  readonly onChange: (lines: readonly string[]) => void;
}

/** As wide as the dialog. */
const PICTURE_WIDTH = 560;

function typed(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9<]/g, '');
}

/** What was read of a travel document, line by line below what the camera saw, to be put right by hand; says which check digit does not fit. */
export function DoubtfulLines({ read, onChange }: DoubtfulLinesProps) {
  const t = useText();
  const lines = travelLinesOf(read.lines.join('\n'));
  const document = lines && travelDocumentOf(lines);
  const wrong = document?.wrong ?? [];
  return (
    <div className="stack doubtful-lines">
      {document && wrong.length === 0 ? (
        <Banner tone="information" live="status" title={t('scan.travel.right.text', { name: document.name })}>
          {t('scan.travel.right.next')}
        </Banner>
      ) : (
        <Banner tone="caution" live="status" title={t(document ? 'scan.travel.wrong.text' : 'scan.travel.length.text')}>
          {document ? wrong.map((check) => t(`scan.travel.check.${check}`)).join(' ') : t('scan.travel.length.next')}
        </Banner>
      )}
      {read.lines.map((line, index) => {
        const image = read.images[index];
        const number = index + 1;
        return (
          <div key={`line ${number}`} className="stack-small">
            {image && <PagePicture image={image} longSide={PICTURE_WIDTH} />}
            <TextField
              label={t('scan.travel.line', { number })}
              value={line}
              onChange={(text) => onChange(read.lines.map((other, place) => (place === index ? typed(text) : other)))}
            />
          </div>
        );
      })}
    </div>
  );
}

/** Searches for the name in lines that are those of a travel document by now. */
export function SearchLines({ read, onCode }: { readonly read: ReadLines; readonly onCode: (text: string) => void }) {
  const t = useText();
  const text = read.lines.join('\n');
  return (
    <Button variant="primary" isDisabled={searchTextOf(text)?.kind !== 'travelDocument'} onPress={() => onCode(text)}>
      {t('scan.travel.search')}
    </Button>
  );
}
