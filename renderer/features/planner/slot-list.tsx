import type { FreeSlot, LocalSlot } from '@onthaal/contract/store/planner.ts';
import { ShieldCheck } from 'lucide-react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useReferences } from '../dossier/use-references.ts';

interface SlotListProps {
  /** What they are, when they are not simply free. */
  readonly label?: string | undefined;
  readonly slots: readonly LocalSlot[] | undefined;
  readonly chosen: FreeSlot | undefined;
  readonly isPending: boolean;
  readonly onChoose: (slot: LocalSlot) => void;
  /** Whether what is kept for this desk is marked: not where all of the list is. */
  readonly marksOwn?: boolean;
}

function usePlaceNames(): (id: string | undefined) => string {
  const places = [...useReferences('desk'), ...useReferences('room'), ...useReferences('member')];
  return (id) => places.find((place) => place.id === id)?.name ?? '';
}

/** The free slots that are offered; choosing one holds it. */
export function SlotList({ label, slots, chosen, isPending, onChoose, marksOwn = false }: SlotListProps) {
  const t = useText();
  const formats = useFormats();
  const nameOf = usePlaceNames();
  if (slots === undefined) return <Skeleton lines={3} />;
  if (slots.length === 0) return <p>{t('planner.noSlots')}</p>;
  return (
    <ol className="slots" aria-label={label ?? t('planner.slots')}>
      {slots.map((slot) => {
        const isChosen = slot.startsAt === chosen?.startsAt;
        return (
          <li key={slot.startsAt}>
            <Button
              className={isChosen ? 'slot slot-chosen' : 'slot'}
              isDisabled={isPending}
              aria-pressed={isChosen}
              onPress={() => onChoose(slot)}
            >
              <span className="slot-when">{formats.longDay(slot.startsAt)}</span>
              <span className="slot-time number">
                {t('planner.fromTo', { from: formats.time(slot.startsAt), until: formats.time(slot.endsAt) })}
              </span>
              <span className="slot-who">
                {[nameOf(slot.memberId), nameOf(slot.deskId ?? slot.roomId)].filter(Boolean).join(' · ')}
              </span>
              {marksOwn && slot.reservedId && (
                <Tag icon={ShieldCheck} tone="information">
                  {t('planner.keptHere')}
                </Tag>
              )}
            </Button>
          </li>
        );
      })}
    </ol>
  );
}
