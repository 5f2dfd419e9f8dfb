import type { TermView } from '@onthaal/contract/store/rows.ts';
import { AlarmClock, CircleAlert, CirclePause, CircleStop, Clock, type LucideIcon } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import { type Stretch, termPicture } from './term-picture.ts';
import { termHeadline, termSentences } from './term-sentences.ts';
import './term-card.css';

type Look = 'calm' | 'soon' | 'late' | 'paused' | 'stopped';
const looks: Readonly<Record<Look, readonly [Tone, LucideIcon]>> = {
  calm: ['information', Clock],
  soon: ['caution', AlarmClock],
  late: ['danger', CircleAlert],
  paused: ['neutral', CirclePause],
  stopped: ['neutral', CircleStop],
};

function lookOf(term: TermView): Look {
  if (term.state === 'suspended') return 'paused';
  if (term.warning === 'late' || term.state === 'expired') return 'late';
  if (term.state === 'stopped' || term.state === 'notStarted') return 'stopped';
  return term.warning === 'soon' ? 'soon' : 'calm';
}

function part(stretch: Stretch) {
  return { insetInlineStart: `${stretch.from}%`, inlineSize: `${Math.max(0, stretch.to - stretch.from)}%` };
}

/** A mark on the line with its words; marks near the right edge grow to the left. */
function Mark(props: { readonly at: number; readonly kind: string; readonly label: string; readonly day: string }) {
  const side = props.at > 66 ? 'end' : props.at < 20 ? 'start' : 'middle';
  return (
    <span
      className={`term-mark term-mark-${props.kind} term-mark-${side}`}
      style={{ insetInlineStart: `${props.at}%` }}
    >
      <span className="term-mark-words">
        {props.label} <span className="number">{props.day}</span>
      </span>
    </span>
  );
}

function TermPictureBar({ term, look }: { readonly term: TermView; readonly look: Look }) {
  const t = useText();
  const formats = useFormats();
  const picture = termPicture(term);
  if (!picture || !term.startDate || !term.dueDate) return null;
  const day = (value: string) => formats.shortDay(value);
  const stopDay = term.trace.find((step) => step.kind === 'stopped')?.date ?? term.today;
  return (
    <div className={`term-picture term-picture-${look}`} aria-hidden>
      <div className="term-line-top">
        {picture.today !== undefined && (
          <Mark at={picture.today} kind="today" label={t('dossier.term.mark.today')} day={day(term.today)} />
        )}
        {picture.stopped !== undefined && (
          <Mark at={picture.stopped} kind="today" label={t('dossier.term.mark.stopped')} day={day(stopDay)} />
        )}
      </div>
      <div className="term-track">
        <span className="term-used" style={part(picture.used)} />
        {picture.pauses.map((pause) => (
          <span key={pause.from} className="term-pause" style={part(pause)} />
        ))}
        {picture.late && <span className="term-late" style={part(picture.late)} />}
        {picture.originalDue !== undefined && (
          <span className="term-original" style={{ insetInlineStart: `${picture.originalDue}%` }} />
        )}
        {picture.due < 100 && <span className="term-due" style={{ insetInlineStart: `${picture.due}%` }} />}
      </div>
      <div className="term-line-bottom">
        <span>
          {t('dossier.term.mark.start')} <span className="number">{day(term.startDate)}</span>
        </span>
        <span
          className={`term-due-words ${picture.due < 40 ? 'term-due-words-start' : ''}`}
          style={
            picture.due < 40 ? { insetInlineStart: `${picture.due}%` } : { insetInlineEnd: `${100 - picture.due}%` }
          }
        >
          {t('dossier.term.mark.due')} <span className="number">{day(term.dueDate)}</span>
        </span>
      </div>
    </div>
  );
}

function Explanation({ term }: { readonly term: TermView }) {
  const t = useText();
  const formats = useFormats();
  return (
    <Disclosure className="term-explanation">
      <Heading level={3} className="term-explanation-heading">
        <Button slot="trigger" className="disclosure-button">
          {t('dossier.term.explain')}
        </Button>
      </Heading>
      <DisclosurePanel>
        <ol className="term-sentences">
          {termSentences(term, t, formats).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
        {term.legalBasis && <p className="term-basis">{t('dossier.term.basis', { basis: term.legalBasis })}</p>}
      </DisclosurePanel>
    </Disclosure>
  );
}

/** The term clock of a dossier as a picture, with its state in words and its explanation. */
export function TermCard({ term }: { readonly term: TermView | undefined }) {
  const t = useText();
  const formats = useFormats();
  if (!term) {
    return (
      <Card title={t('dossier.term.title')}>
        <EmptyState isCompact title={t('dossier.term.none')} />
      </Card>
    );
  }
  const look = lookOf(term);
  const [tone, icon] = looks[look];
  return (
    <Card
      title={t('dossier.term.title')}
      className="term-card"
      actions={
        <Tag tone={tone} icon={icon}>
          {t(`dossier.term.look.${look}`)}
        </Tag>
      }
    >
      <p className="term-headline">{termHeadline(term, t, formats)}</p>
      <TermPictureBar term={term} look={look} />
      <Explanation term={term} />
    </Card>
  );
}
