import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { addMark, leaveRow, removeMark, rowMark, rowsMark } from './row-focus.ts';
import { RowKeys } from './row-keys.ts';

interface RowFieldsProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly fresh: Row;
  readonly addLabel: string;
  readonly set: (rows: Row[]) => void;
  readonly errorAt: (index: number) => string | undefined;
  /** Rows that are over stay folded away, as long as nothing is wrong with them. Asked once: what is typed over does not vanish. */
  readonly isOver?: (row: Row) => boolean;
  /** No more than so many. */
  readonly most?: number;
  readonly children: (row: Row, change: (changes: object) => void, index: number) => ReactNode;
}

/** Rows of fields, each of which can be taken away, and one more. Fields that become undefined are left out. */
export function RowFields<Row extends object>(props: RowFieldsProps<Row>) {
  const t = useText();
  const { label, rows, fresh, addLabel, set, errorAt, isOver, children, most = Number.POSITIVE_INFINITY } = props;
  const [rowKeys] = useState(() => new RowKeys());
  const keys = rowKeys.of(rows.length);
  const [over, setOver] = useState(() => new Set(keys.filter((_, index) => isOver?.(rows[index] as Row))));
  const change = (index: number, changes: object) =>
    set(
      rows.map((row, place) =>
        place === index
          ? (Object.fromEntries(
              Object.entries({ ...row, ...changes }).filter(([, value]) => value !== undefined),
            ) as Row)
          : row,
      ),
    );
  return (
    <fieldset className="schedule-rows" {...rowsMark}>
      <legend>{label}</legend>
      {over.size > 0 && (
        <Button size="small" variant="quiet" onPress={() => setOver(new Set())}>
          {t('schedule.showOver', { count: over.size })}
        </Button>
      )}
      {rows.map((row, index) => (
        <div
          key={keys[index]}
          className="schedule-row"
          hidden={over.has(keys[index] ?? -1) && errorAt(index) === undefined}
          {...rowMark}
        >
          {children(row, (changes) => change(index, changes), index)}
          <span {...removeMark}>
            <IconButton
              icon={Trash2}
              label={t('schedule.removeRow', { number: index + 1 })}
              onPress={(event) => {
                leaveRow(event?.target);
                rowKeys.remove(index);
                set(rows.filter((_, place) => place !== index));
              }}
            />
          </span>
          {errorAt(index) && (
            <p className="field-error schedule-row-error" role="alert">
              {errorAt(index)}
            </p>
          )}
        </div>
      ))}
      {rows.length < most && (
        <span {...addMark}>
          <Button size="small" icon={Plus} onPress={() => set([...rows, fresh])}>
            {addLabel}
          </Button>
        </span>
      )}
    </fieldset>
  );
}

/** A time of day, as 09:30. */
export function TimeField(props: {
  readonly label: string;
  readonly value: string;
  readonly isRequired?: boolean;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}) {
  const { isRequired = true, ...rest } = props;
  return <TextField {...rest} isRequired={isRequired} maxLength={5} />;
}

/** A day of the week; Monday is 1. */
export function WeekdayField(props: { readonly value: number; readonly onChange: (weekday: number) => void }) {
  const t = useText();
  return (
    <SelectField
      label={t('schedule.weekday')}
      isRequired
      options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ id: String(day), label: t.word('weekday', day) }))}
      value={String(props.value)}
      onChange={(day) => props.onChange(Number(day))}
    />
  );
}
