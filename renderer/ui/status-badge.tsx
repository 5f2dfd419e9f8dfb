import {
  Archive,
  CheckCircle2,
  Circle,
  CircleAlert,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleSlash,
  Gavel,
  type LucideIcon,
  RotateCcw,
  XCircle,
} from 'lucide-react';
import { Tag, type Tone } from './tag.tsx';

type Look = readonly [Tone, LucideIcon];
const waiting: Look = ['caution', CirclePause];
const busy: Look = ['information', CircleDot];
const good: Look = ['positive', CheckCircle2];
const bad: Look = ['danger', XCircle];
const quiet: Look = ['neutral', CircleSlash];

const looks: Readonly<Record<string, Look>> = {
  registered: ['neutral', CircleDashed],
  submitted: ['neutral', Circle],
  incomplete: ['caution', CircleAlert],
  complete: good,
  admissible: good,
  inadmissible: bad,
  inProgress: busy,
  awaitingAdvice: waiting,
  readyForDecision: ['accent', Gavel],
  decided: ['accent', Gavel],
  inExecution: busy,
  closed: ['neutral', Archive],
  withdrawn: quiet,
  reopened: ['information', RotateCcw],
  // Tasks
  open: ['neutral', Circle],
  received: busy,
  returned: waiting,
  done: good,
  cancelled: quiet,
  // Appointments
  held: waiting,
  requested: waiting,
  booked: busy,
  confirmed: good,
  reminded: good,
  arrived: ['accent', CircleDot],
  served: ['neutral', CheckCircle2],
  noShow: bad,
  rescheduled: quiet,
  refused: bad,
  // Sync
  local: ['neutral', CircleDashed],
  sending: busy,
  accepted: good,
  conflict: ['caution', CircleAlert],
  rejected: bad,
  discarded: quiet,
  // Messages and signing
  draft: ['neutral', CircleDashed],
  toSign: waiting,
  signed: good,
  sent: busy,
  delivered: good,
  read: good,
  failed: bad,
  fallbackSent: ['caution', CircleAlert],
};

/** A status as a word with a shape; `status` chooses shape and colour, `label` is the word shown. */
export function StatusBadge({ status, label }: { readonly status: string; readonly label: string }) {
  const [tone, icon] = looks[status] ?? (['neutral', Circle] as const);
  return (
    <Tag tone={tone} icon={icon}>
      {label}
    </Tag>
  );
}
