import { type HinderedAppointments, hinderedAtOnce } from '@onthaal/contract/store/planner.ts';
import { ChevronLeft, ChevronRight, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import { useHinderedAppointmentsQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { AppointmentDialog } from '../appointment-dialog.tsx';
import { CancelDialog } from '../cancel-dialog.tsx';
import { HinderedLine, type LineProps, type Opened } from './hindered-line.tsx';
import { useCallAll } from './use-call-all.ts';
import '../planner.css';

/** Which part of the list is in view. */
interface Part {
  readonly productCode?: string;
  readonly offset: number;
}

interface PartProps {
  readonly list: HinderedAppointments;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
}

const every = 'every';

/** One kind of appointments or all of them, and all of those on the call sheet at once: for when there are hundreds. */
function KindBar({ list, part, onPart }: PartProps) {
  const t = useText();
  const { progress, stop, callAll } = useCallAll();
  const [isAsking, setAsking] = useState(false);
  const { kinds, open } = list;
  const { productCode } = part;
  const kind = kinds.find((one) => one.productCode === productCode);
  const count = productCode === undefined ? open : (kind?.count ?? 0);
  if (progress !== undefined) {
    return (
      <div className="stack-small">
        <ProgressBar label={t('hindered.callingAll')} {...progress} />
        <Button size="small" autoFocus onPress={stop}>
          {t('steps.stop')}
        </Button>
      </div>
    );
  }
  return (
    <div className="row hindered-bar">
      <SelectField
        label={t('hindered.kind')}
        isRequired
        options={[
          { id: every, label: t('hindered.everyKind', { count: open }) },
          ...kinds.map((one) => ({ id: one.productCode, label: t('hindered.ofKind', { ...one }) })),
        ]}
        value={productCode ?? every}
        onChange={(chosen) => onPart(chosen === every ? { offset: 0 } : { productCode: chosen, offset: 0 })}
      />
      <Button icon={PhoneOutgoing} isDisabled={count === 0} onPress={() => setAsking(true)}>
        {t('hindered.callAll', { count })}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('hindered.callAllTitle', { count })}
          confirmLabel={t('hindered.call')}
          cancelLabel={t('action.cancel')}
          isPending={false}
          onConfirm={() => {
            setAsking(false);
            void callAll(productCode, count);
          }}
          onClose={() => setAsking(false)}
        >
          {t('hindered.callAllHelp')}
        </ConfirmDialog>
      )}
    </div>
  );
}

function Pages({ list: { total, rows }, part, onPart }: PartProps) {
  const t = useText();
  const formats = useFormats();
  if (total <= hinderedAtOnce) return null;
  const { offset } = part;
  const places = { from: formats.number(offset + 1), until: formats.number(offset + rows.length) };
  return (
    <nav className="row" aria-label={t('hindered.pages')}>
      <Button
        size="small"
        icon={ChevronLeft}
        isDisabled={offset === 0}
        onPress={() => onPart({ ...part, offset: Math.max(0, offset - hinderedAtOnce) })}
      >
        {t('hindered.earlier')}
      </Button>
      <span>{t('hindered.place', { ...places, total: formats.number(total) })}</span>
      <Button
        size="small"
        icon={ChevronRight}
        isDisabled={offset + rows.length >= total}
        onPress={() => onPart({ ...part, offset: offset + hinderedAtOnce })}
      >
        {t('hindered.later')}
      </Button>
    </nav>
  );
}

function Lines({ list, onOpen }: { readonly list: HinderedAppointments; readonly onOpen: LineProps['onOpen'] }) {
  const t = useText();
  const open = list.rows.filter(({ stands }) => stands === undefined);
  const standing = list.rows.filter(({ stands }) => stands !== undefined);
  return (
    <>
      {open.length > 0 && (
        <ul className="lines">
          {open.map((row) => (
            <HinderedLine key={row.appointment.id} row={row} onOpen={onOpen} />
          ))}
        </ul>
      )}
      {standing.length > 0 && (
        <>
          <h3 className="planner-heading">{t('hindered.standing')}</h3>
          <ul className="lines">
            {standing.map((row) => (
              <HinderedLine key={row.appointment.id} row={row} onOpen={onOpen} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The part that is looked at; when what stood on the last page is settled, the page before it. */
function usePart() {
  const [part, setPart] = useState<Part>({ offset: 0 });
  const { data: list } = useHinderedAppointmentsQuery(part);
  const last =
    list === undefined ? part.offset : Math.floor(Math.max(0, list.total - 1) / hinderedAtOnce) * hinderedAtOnce;
  if (part.offset > last) setPart({ ...part, offset: last });
  return { list, part, setPart };
}

/** "Afspraken die niet meer kunnen": whatever made them so, until each is settled. */
export function HinderedDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { list, part, setPart } = usePart();
  // Kept here: a line that somebody else settles goes, and what the clerk fills in for it must not go with it.
  const [opened, setOpened] = useState<Opened>();
  const show: LineProps['onOpen'] = (kind, appointment) => setOpened({ kind, appointment });
  const hide = () => setOpened(undefined);
  return (
    <Dialog
      isOpen
      size="large"
      title={t('hindered.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <div className="stack" aria-live="polite">
        {list !== undefined && <p className="muted">{list.open === 0 ? t('hindered.none') : t('hindered.help')}</p>}
        {list !== undefined && list.open > 1 && <KindBar list={list} part={part} onPart={setPart} />}
        {list !== undefined && <Lines list={list} onOpen={show} />}
        {list !== undefined && <Pages list={list} part={part} onPart={setPart} />}
      </div>
      {opened?.kind === 'move' && (
        <AppointmentDialog
          subject={{ personId: opened.appointment.personId ?? '' }}
          moving={opened.appointment}
          onClose={hide}
        />
      )}
      {opened?.kind === 'cancel' && <CancelDialog appointment={opened.appointment} onClose={hide} />}
    </Dialog>
  );
}
