/** What a command of the application found that prints and ends, without a window: from the device process to main. */
export interface CommandReport {
  readonly kind: 'report';
  /** For whoever asked. */
  readonly output: string;
  /** For whoever looks why it did not go. */
  readonly problems: string;
  /** 0: done; 1: not done, the output or the problems say why; 2: the words were not understood. */
  readonly exitCode: number;
}

/** The switch of the application that reads the card in the reader, prints what it says and ends. */
export const READ_CARD_SWITCH = '--read-card';
