import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';

interface ListenerOptions {
  readonly connectionString: string;
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  readonly onGap: () => void;
  /** Hears whether the connection stands. */
  readonly onState: (listening: boolean) => void;
  readonly logger: Logger;
}

const longestPauseMilliseconds = 10_000;

/**
 * Listens on an own connection and connects again, with growing pauses, when it is lost. Resolves when it listens for the
 * first time; rejects when that first connection fails.
 *
 * @returns a function that stops listening
 */
export async function listenWithReconnect(options: ListenerOptions): Promise<() => Promise<void>> {
  let stopped = false;
  let client: Client | undefined;

  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: options.connectionString,
      keepAlive: true,
      application_name: 'onthaal-midoffice-listener',
    });
    next.on('notification', (message) => options.onMessage(message.payload ?? ''));
    next.on('error', (error) => options.logger.warn({ error: error.message }, 'listener connection lost'));
    try {
      await next.connect();
      await next.query(`LISTEN ${options.channel}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    options.onState(true);
    next.once('end', () => {
      options.onState(false);
      void reconnect();
    });
  };

  const reconnect = async (): Promise<void> => {
    for (let pause = 100; !stopped; pause = Math.min(pause * 2, longestPauseMilliseconds)) {
      await wait(pause);
      if (stopped) return;
      try {
        await connect();
        options.onGap();
        return;
      } catch (error) {
        options.logger.warn({ error: (error as Error).message }, 'listener cannot connect yet');
      }
    }
  };

  await connect();
  return async () => {
    stopped = true;
    await client?.end();
  };
}
