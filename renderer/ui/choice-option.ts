/** One possibility of a select, combo box or radio group. */
export interface ChoiceOption {
  readonly id: string;
  readonly label: string;
  /** A second line: what it means, where it belongs. */
  readonly description?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}
