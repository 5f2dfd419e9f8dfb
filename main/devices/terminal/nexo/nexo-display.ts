import { at } from '../exchange/hostile-fields.ts';

/** What a terminal calls it when a card is before it, in it, or its code is typed. */
const cardEvents = /(?:^|&)event=(?:CARD_|PIN_|WAIT_FOR_PIN)/;

function outputs(message: unknown): readonly unknown[] {
  const found = at(message, 'SaleToPOIRequest', 'DisplayRequest', 'DisplayOutput');
  return Array.isArray(found) ? found : [];
}

/** Whether a terminal asks to show the clerk that a card was presented. Of its texts nothing is shown: they are the terminal's. */
export function isCardShown(message: unknown): boolean {
  return outputs(message).some((output) =>
    cardEvents.test(String(at(output, 'OutputContent', 'PredefinedContent', 'ReferenceID'))),
  );
}

/** The answer to a terminal that asks to show something and waits for it; a notification wants none. */
export function displayResponse(message: unknown): object | undefined {
  const header = at(message, 'SaleToPOIRequest', 'MessageHeader');
  if (at(header, 'MessageCategory') !== 'Display' || at(header, 'MessageType') !== 'Request') return undefined;
  return {
    SaleToPOIResponse: {
      MessageHeader: { ...(header as object), MessageType: 'Response' },
      DisplayResponse: {
        OutputResult: outputs(message).map((output) => ({
          Device: at(output, 'Device'),
          InfoQualify: at(output, 'InfoQualify'),
          Response: { Result: 'Success' },
        })),
      },
    },
  };
}
