// Another program that takes a reader for itself alone, until it is told to let go.
import { createInterface } from 'node:readline';
import pcsc from 'pcsc-mini';

const client = new pcsc.Client();
let letGo = async (): Promise<void> => {};

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

client.on('reader', (reader) => {
  reader.on('change', async (status) => {
    if (!status.has(pcsc.ReaderStatus.PRESENT) || status.has(pcsc.ReaderStatus.EXCLUSIVE)) return;
    const card = await reader.connect(pcsc.CardMode.EXCLUSIVE, pcsc.Protocol.ANY);
    letGo = () => card.disconnect(pcsc.CardDisposition.RESET);
    say({ held: reader.name() });
  });
});
client.on('error', (error) => {
  throw error;
});
client.start();

for await (const line of createInterface({ input: process.stdin })) {
  const { do: order } = JSON.parse(line) as { readonly do: 'letGo' };
  // What it lets go of it would take again at the next change.
  client.removeAllListeners('reader');
  await letGo();
  say({ done: order });
}
