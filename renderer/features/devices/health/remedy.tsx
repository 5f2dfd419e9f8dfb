import { Wrench } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { MessageKey } from '../../../i18n/message-key.ts';
import { useText } from '../../../i18n/use-text.ts';
import './remedy.css';

/** "Los het op": what somebody at the desk can do, one step after the other, the last one without the device. */
export function Remedy({
  steps,
  isOpen = false,
}: {
  readonly steps: readonly MessageKey[];
  readonly isOpen?: boolean;
}) {
  const t = useText();
  return (
    <Disclosure defaultExpanded={isOpen}>
      <Heading level={3}>
        <AriaButton slot="trigger" className="disclosure-button">
          <Wrench aria-hidden size={15} />
          {t('devices.remedy')}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <ol className="remedy-steps">
          {steps.map((step) => (
            <li key={step}>{t(step)}</li>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}
