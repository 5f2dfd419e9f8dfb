import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Screen } from '../../../app/screen.tsx';
import { useSyncStatusQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ComboBoxField } from '../../../ui/combo-box-field.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useReferences } from '../../dossier/use-references.ts';
import { AppointmentButton } from '../appointment-button.tsx';
import { HinderedButton } from '../hindered/hindered-button.tsx';
import { AppointmentDetails } from './appointment-details.tsx';
import { CalendarGrid } from './calendar-grid.tsx';
import { type CalendarBy, calendarViews, useCalendar } from './use-calendar.ts';
import { useCalendarMove } from './use-calendar-move.ts';
import './calendar.css';

type Calendar = ReturnType<typeof useCalendar>;

/** Whose week is shown: everybody's, or that of a desk, room or member. */
function OnlyField({ calendar }: { readonly calendar: Calendar }) {
  const t = useText();
  const building = calendar.location?.data.building;
  const desks = useReferences('desk').filter(({ data }) => data.building === building);
  const rooms = useReferences('room').filter(({ data }) => data.building === building);
  const members = useReferences('member');
  return (
    <ComboBoxField
      label={t('planner.only')}
      placeholder={t('planner.everybody')}
      options={[...desks, ...rooms, ...members].map(({ id, name }) => ({ id, label: name }))}
      value={calendar.onlyId}
      onChange={calendar.setOnlyId}
    />
  );
}

function Filters({ calendar }: { readonly calendar: Calendar }) {
  const t = useText();
  return (
    <div className="calendar-filters">
      <RadioGroupField
        label={t('planner.view')}
        options={calendarViews.map((id) => ({ id, label: t(`planner.view.${id}`) }))}
        value={calendar.by}
        onChange={(by) => calendar.setBy(by as CalendarBy)}
      />
      {calendar.locations.length > 1 && (
        <SelectField
          label={t('planner.location')}
          options={calendar.locations.map(({ id, name }) => ({ id, label: name }))}
          value={calendar.location?.id ?? ''}
          onChange={calendar.setLocation}
        />
      )}
      <DateField label={t('planner.day')} value={calendar.day} onChange={(day) => day && calendar.setDay(day)} />
      {calendar.by === 'week' && <OnlyField calendar={calendar} />}
    </div>
  );
}

/** "Kalender": a day by desk or by member, or a week; closing days, absences and what is held are seen, and appointments move. */
export function CalendarScreen() {
  const t = useText();
  const formats = useFormats();
  const calendar = useCalendar();
  const isOffline = useSyncStatusQuery({}).data?.phase === 'offline';
  const move = useCalendarMove(calendar.location?.id);
  const [open, setOpen] = useState<AppointmentRow>();
  const { view } = calendar;
  const shown = view?.appointments.find(({ id }) => id === open?.id) ?? open;
  return (
    <Screen
      title={t('screen.calendar')}
      subtitle={formats.longDay(calendar.day)}
      actions={
        <>
          <Button icon={ChevronLeft} keyAction="earlierDay" onPress={() => calendar.move(-1)}>
            {t('planner.earlier')}
          </Button>
          <Button icon={ChevronRight} keyAction="laterDay" onPress={() => calendar.move(1)}>
            {t('planner.later')}
          </Button>
          <HinderedButton />
          <AppointmentButton size="medium" subject={{}} />
        </>
      }
    >
      <Filters calendar={calendar} />
      {/* One line for one line: under a pointer that drags, the calendar stays where it is. */}
      <p className="muted" aria-live="polite">
        {move.picked && move.isDragged
          ? t('planner.dragging', { who: move.picked.personName ?? move.picked.subject })
          : t(isOffline ? 'planner.calendarNoLine' : 'planner.keys')}
      </p>
      <div aria-live="polite">
        {move.picked && !move.isDragged && (
          <Banner
            tone="information"
            title={t('planner.moving', { who: move.picked.personName ?? move.picked.subject })}
            actions={
              <Button size="small" onPress={() => move.pick(undefined)}>
                {t('action.cancel')}
              </Button>
            }
          >
            {t('planner.movingNext')}
          </Banner>
        )}
      </div>
      {calendar.wrong && <ErrorMessage error={calendar.wrong} onRetry={calendar.readAgain} />}
      {view === undefined && !calendar.wrong && <Skeleton lines={10} />}
      {view && (
        <CalendarGrid
          view={view}
          isComing={calendar.isComing}
          label={t('screen.calendar')}
          move={move}
          onOpen={setOpen}
        />
      )}
      {shown && <AppointmentDetails appointment={shown} onClose={() => setOpen(undefined)} />}
    </Screen>
  );
}
