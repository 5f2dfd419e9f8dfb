import type { Result } from '@onthaal/contract/result.ts';
import type { CommandArguments, CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { Page } from '@playwright/test';

interface Ask {
  readonly kind: 'read' | 'command';
  readonly name: string;
  readonly args: unknown;
}

/** Asks the store over a port of its own, as any page could through the preload; answers the Result, parsed. */
async function ask(page: Page, question: Ask): Promise<unknown> {
  return page.evaluate(async ({ kind, name, args }) => {
    const { onthaal } = globalThis as unknown as {
      onthaal: { request(channel: string, args: unknown): Promise<{ ok: boolean }> };
    };
    const nonce = crypto.randomUUID();
    const arrives = new Promise<MessagePort>((resolve) => {
      const listen = (event: MessageEvent): void => {
        const [port] = event.ports;
        if (event.data?.nonce !== nonce || port === undefined) return;
        window.removeEventListener('message', listen);
        resolve(port);
      };
      window.addEventListener('message', listen);
    });
    const connected = await onthaal.request('store:connect', { nonce });
    if (!connected.ok) return connected;
    const port = await arrives;
    const answer = await new Promise<{ ok: boolean; value?: string }>((resolve) => {
      port.onmessage = ({ data }) => {
        if (data.kind === 'answer') resolve(data.result);
      };
      port.onmessageerror = () => resolve({ ok: false });
      port.addEventListener('close', () => resolve({ ok: false }));
      port.postMessage({ kind, sequence: 1, name, arguments: args });
    });
    port.close();
    return answer.ok ? { ok: true, value: JSON.parse(answer.value ?? 'null') } : answer;
  }, question);
}

/** A named read of this desk's store: for measuring and for what no screen shows; everything else is read from the screen. */
export function readStore<Name extends ReadName>(
  page: Page,
  name: Name,
  args: ReadArguments[Name],
): Promise<Result<ReadResults[Name]>> {
  return ask(page, { kind: 'read', name, args }) as Promise<Result<ReadResults[Name]>>;
}

/** A command of this desk's store: for many acknowledged writes in a short time. */
export function runCommand<Name extends CommandName>(
  page: Page,
  name: Name,
  args: CommandArguments[Name],
): Promise<Result<CommandResult>> {
  return ask(page, { kind: 'command', name, args }) as Promise<Result<CommandResult>>;
}
