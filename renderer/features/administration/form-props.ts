import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import type { EditableKind } from '@onthaal/contract/rules/administration/index.ts';

/** What the form of a kind gets. */
export interface FormProps<Kind extends EditableKind> {
  readonly data: ReferenceData[Kind];
  readonly set: (changes: Partial<ReferenceData[Kind]>) => void;
  /** The sentence about a field, once saving was tried. */
  readonly errorAt: (field: string) => string | undefined;
}

/** Of a kind whose Dutch name is translated too. */
export interface NamedFormProps<Kind extends EditableKind> extends FormProps<Kind> {
  readonly name: string;
}
