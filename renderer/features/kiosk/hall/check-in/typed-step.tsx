import { type FormEvent, useState } from 'react';
import { useText } from '../../../../i18n/use-text.ts';
import { Button } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { HallTitle } from '../hall-title.tsx';
import { OnScreenKeys } from './on-screen-keys.tsx';

/** One thing that is typed, with keys on the screen. */
export function TypedStep(props: {
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly rows: readonly string[];
  readonly maxLength: number;
  /** What is wrong with it; undefined when it may be sent. */
  readonly problem: (value: string) => string | undefined;
  readonly action: string;
  readonly onDone: (value: string) => void;
}) {
  const { title, label, help, rows, maxLength, problem, action, onDone } = props;
  const t = useText();
  const [value, setValue] = useState('');
  const [isTried, setTried] = useState(false);
  const wrong = value === '' ? t('field.required') : problem(value);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong === undefined) onDone(value);
  };
  return (
    <form className="hall-typed" onSubmit={send}>
      <HallTitle>{title}</HallTitle>
      <div className="hall-typed-row">
        <TextField
          label={label}
          help={help}
          value={value}
          onChange={(next) => setValue(next.toUpperCase())}
          maxLength={maxLength}
          {...(isTried && wrong !== undefined ? { error: wrong } : {})}
        />
        <Button type="submit" variant="primary" className="kiosk-button">
          {action}
        </Button>
      </div>
      <OnScreenKeys rows={rows} value={value} maxLength={maxLength} onChange={setValue} />
    </form>
  );
}
