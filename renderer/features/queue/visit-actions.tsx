import type { VisitCommandEvent, VisitRow } from '@onthaal/contract/store/visits.ts';
import {
  BellRing,
  CircleCheck,
  CirclePause,
  CirclePlay,
  DoorOpen,
  type LucideIcon,
  RotateCcw,
  Undo2,
  UserCheck,
  UserX,
} from 'lucide-react';
import { useAppDispatch } from '../../app/store.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import type { KeyAction } from '../../keys/key-table.ts';
import { Button } from '../../ui/button.tsx';
import { finishingChanged } from '../visit/workspace-slice.ts';
import { MoveOnButtons } from './move-on-buttons.tsx';
import { useVisitEvent } from './use-visit-event.ts';

interface Choice {
  readonly event: VisitCommandEvent;
  readonly icon: LucideIcon;
  readonly keyAction?: KeyAction;
}

const back: Choice = { event: 'returned', icon: Undo2, keyAction: 'returnVisit' };
const gone: Choice = { event: 'left', icon: DoorOpen, keyAction: 'visitLeft' };

/** What one does with a visitor in each state, the usual first. */
const choices: Readonly<Partial<Record<VisitRow['state'], readonly Choice[]>>> = {
  called: [
    { event: 'served', icon: UserCheck, keyAction: 'serveVisit' },
    { event: 'recalled', icon: BellRing, keyAction: 'recallVisit' },
    { event: 'noShow', icon: UserX, keyAction: 'visitNoShow' },
    back,
  ],
  serving: [
    { event: 'finished', icon: CircleCheck, keyAction: 'save' },
    { event: 'parked', icon: CirclePause, keyAction: 'parkVisit' },
    back,
    gone,
  ],
  parked: [{ event: 'resumed', icon: CirclePlay }],
  finished: [{ event: 'reopened', icon: RotateCcw }],
  left: [{ event: 'returned', icon: Undo2 }],
  noShow: [{ event: 'returned', icon: Undo2 }],
};

/** The buttons of a visit. Only those of the current one have keys: a key has one meaning. */
export function VisitActions(props: {
  readonly visit: VisitRow;
  readonly withKeys: boolean;
  /** Beside a screen, whose own keys go first. */
  readonly isBeside?: boolean;
}) {
  const { visit, withKeys, isBeside = false } = props;
  const t = useText();
  const happens = useVisitEvent();
  const dispatch = useAppDispatch();
  const words = (event: VisitCommandEvent) => t(`queue.event.${event}` as MessageKey);
  return (
    <div className="visit-actions">
      {(choices[visit.state] ?? []).map(({ event, icon, keyAction }, place) => (
        <Button
          key={event}
          icon={icon}
          variant={place === 0 && withKeys ? 'primary' : 'secondary'}
          size={withKeys && !isBeside ? 'medium' : 'small'}
          keyYields={isBeside}
          {...(withKeys && keyAction !== undefined ? { keyAction } : {})}
          {...(withKeys ? {} : { 'aria-label': t('queue.actionOf', { action: words(event), ticket: visit.ticket }) })}
          onPress={() => (event === 'finished' ? dispatch(finishingChanged(true)) : void happens(visit, event))}
        >
          {words(event)}
        </Button>
      ))}
      {withKeys && <MoveOnButtons visit={visit} isBeside={isBeside} />}
    </div>
  );
}
