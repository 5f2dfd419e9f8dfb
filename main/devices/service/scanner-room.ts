import { success } from '@onthaal/contract/result.ts';
import { Scanners } from '../scanning/scanners.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

/** The scanners of the desk. The log says that there was a scan and how it ended, and nothing of what was on it. */
export function scannerRoom({ tell, log }: DeviceSurroundings): DeviceRoom<'scanners'> {
  const scanners = new Scanners({
    onProgress: (progress) => tell('scanners:progress', progress),
    onPage: (page) => tell('scanners:page', page),
  });
  return {
    handlers: {
      'scanners:list': () => scanners.list(),
      'scanners:describe': ({ scanner }) => scanners.describe(scanner),
      'scanners:scan': async (asked) => {
        const result = await scanners.scan(asked);
        if (result.ok) log('info', 'scanners', 'a scan ended', { ...result.value });
        else log('warn', 'scanners', 'a scan failed', { problem: result.error.code });
        return result;
      },
      'scanners:cancel': async ({ scanId }) => {
        scanners.cancel(scanId);
        return success(null);
      },
      'scanners:forget': async () => {
        scanners.forget();
        return success(null);
      },
    },
    start: () => void scanners.start(),
    stop: () => scanners.forget(),
  };
}
