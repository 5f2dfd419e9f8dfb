import { useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useText } from '../../../i18n/use-text.ts';
import { errorWords } from '../../../ui/use-error-notice.ts';

/** Asks the terminal whether it is one; nothing is paid. */
export function useTerminalTest() {
  const t = useText();
  const [words, setWords] = useState('');
  const [isPending, setPending] = useState(false);
  const test = async () => {
    setPending(true);
    const answer = await desktop().request('devices:testTerminal', {});
    setPending(false);
    if (answer.ok) return setWords(t(`devices.terminal.test.${answer.value}`));
    setWords(errorWords(answer.error, t));
  };
  return { words, isPending, test: () => void test() };
}
