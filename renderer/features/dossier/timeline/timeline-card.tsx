import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import type { TimelineEntry } from '@onthaal/contract/store/rows.ts';
import {
  CalendarDays,
  FileText,
  History,
  type LucideIcon,
  MessageSquare,
  NotebookPen,
  Send,
  SquareCheck,
} from 'lucide-react';
import { useMemo, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useShowMore } from '../lists/show-more.tsx';
import { useReferenceNames } from '../use-references.ts';
import { timelineDays, timelineSentence, timelineText } from './timeline-sentences.ts';
import './timeline-card.css';

type Kind = TimelineEntry['kind'];
const icons: Readonly<Record<Kind, LucideIcon>> = {
  history: History,
  interaction: MessageSquare,
  task: SquareCheck,
  appointment: CalendarDays,
  document: FileText,
  message: Send,
  note: NotebookPen,
};
const kinds = Object.keys(icons) as Kind[];

function Filters(props: {
  readonly present: readonly Kind[];
  readonly chosen: ReadonlySet<Kind>;
  readonly onChange: (chosen: ReadonlySet<Kind>) => void;
}) {
  const t = useText();
  const toggle = (kind: Kind, isOn: boolean) => {
    const next = new Set(props.chosen);
    if (isOn) next.add(kind);
    else next.delete(kind);
    props.onChange(next);
  };
  return (
    <fieldset className="timeline-filters">
      <legend className="visually-hidden">{t('dossier.timeline.filter')}</legend>
      {props.present.map((kind) => {
        const Icon = icons[kind];
        return (
          <ToggleButton
            key={kind}
            className="filter-chip"
            isSelected={props.chosen.has(kind)}
            onChange={(isOn) => toggle(kind, isOn)}
          >
            <Icon aria-hidden size={14} />
            {t(`dossier.timeline.filter.${kind}`)}
          </ToggleButton>
        );
      })}
    </fieldset>
  );
}

function useWords(type: DossierCard['type']) {
  const t = useText();
  const nameOf = useReferenceNames();
  return useMemo(
    () => ({
      t,
      nameOf,
      statusLabel: (status: string) =>
        type.data.statuses.find((known) => known.status === status)?.label ?? t.word('dossierStatus', status),
    }),
    [t, nameOf, type],
  );
}

interface TimelineCardProps {
  readonly timeline: readonly TimelineEntry[];
  readonly type: DossierCard['type'];
}

function EntryLine({ entry, words }: { readonly entry: TimelineEntry; readonly words: ReturnType<typeof useWords> }) {
  const formats = useFormats();
  const Icon = icons[entry.kind] ?? History;
  const text = timelineText(entry);
  return (
    <li className="timeline-entry">
      <span className="timeline-time number">{formats.time(entry.at)}</span>
      <Icon aria-hidden size={15} className="timeline-icon" strokeWidth={1.75} />
      <div className="timeline-text">
        <p>
          {timelineSentence(entry, words)}
          {entry.byName && <span className="muted">{` · ${entry.byName}`}</span>}
        </p>
        {text && <p className="timeline-detail prose">{text}</p>}
      </div>
    </li>
  );
}

/** What happened to a dossier, newest first, per day, to be narrowed by kind. */
export function TimelineCard({ timeline, type }: TimelineCardProps) {
  const t = useText();
  const formats = useFormats();
  const words = useWords(type);
  const [chosen, setChosen] = useState<ReadonlySet<Kind>>(new Set());
  const days = useMemo(() => timelineDays(timeline, chosen), [timeline, chosen]);
  const [shown, more] = useShowMore(days, 8);
  const present = kinds.filter((kind) => timeline.some((entry) => entry.kind === kind));
  return (
    <Card title={t('dossier.timeline')} isFlush>
      {present.length > 1 && <Filters present={present} chosen={chosen} onChange={setChosen} />}
      {days.length === 0 && <EmptyState isCompact title={t('dossier.timeline.empty')} />}
      <ol className="timeline">
        {shown.map(({ day, entries }) => (
          <li key={day} className="timeline-day">
            <h3 className="timeline-date">{formats.longDay(day)}</h3>
            <ol>
              {entries.map((entry) => (
                <EntryLine key={`${entry.kind}:${entry.id}`} entry={entry} words={words} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {more}
    </Card>
  );
}
