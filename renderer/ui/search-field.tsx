import { Search, X } from 'lucide-react';
import { SearchField as AriaSearchField, Button, Input, Label } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import './search-field.css';

export interface SearchFieldProps {
  /** Read out; the glass shows what it is for. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}

/** A box that filters what is under it. Esc empties it. */
export function SearchField(props: SearchFieldProps) {
  const t = useText();
  return (
    <AriaSearchField
      className="search-field"
      value={props.value}
      onChange={props.onChange}
      {...(props.onSubmit ? { onSubmit: props.onSubmit } : {})}
      {...(props.autoFocus ? { autoFocus: true } : {})}
    >
      <Label className="visually-hidden">{props.label}</Label>
      <Search className="search-field-icon" aria-hidden size={16} />
      <Input className="input" placeholder={props.placeholder ?? props.label} autoComplete="off" spellCheck="false" />
      {props.value && (
        <Button className="input-group-button" aria-label={t('field.clear')}>
          <X aria-hidden size={16} />
        </Button>
      )}
    </AriaSearchField>
  );
}
