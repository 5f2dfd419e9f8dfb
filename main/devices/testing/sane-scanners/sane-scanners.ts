import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the scanner that is none does at its next scan. */
export interface ScannerManners {
  /** How many there are. */
  readonly scanners?: number;
  /** The status of SANE that reading answers, without its prefix: `JAMMED`, `COVER_OPEN`. */
  readonly status?: string;
  /** Microseconds before each piece of a page: a page takes as long as a person. */
  readonly delay?: number;
  /** The longest page that it takes, in millimetres. */
  readonly height?: number;
}

/** SANE's own test driver in a folder of settings of its own. Its manners are read anew by each program that is started. */
export function makeSaneScanners() {
  const folder = mkdtempSync(path.join(tmpdir(), 'onthaal-sane-'));
  // The desk may run as another user.
  chmodSync(folder, 0o755);
  const behave = ({ scanners = 1, status, delay = 0, height = 297 }: ScannerManners = {}): void => {
    const lines = [
      `number_of_devices ${scanners}`,
      'mode Gray',
      'depth 8',
      'resolution_min 1.0',
      'resolution_max 1200.0',
      'resolution_quant 1.0',
      'resolution 50.0',
      'test-picture "Color pattern"',
      'geometry_min 0.0',
      `geometry_max ${height}.0`,
      'geometry_quant 1.0',
      ...(delay > 0
        ? ['read-limit true', 'read-limit-size 65536', 'read-delay true', `read-delay-duration ${delay}`]
        : []),
      ...(status === undefined ? [] : [`read-status-code "SANE_STATUS_${status}"`]),
    ];
    writeFileSync(path.join(folder, 'test.conf'), `${lines.join('\n')}\n`);
    writeFileSync(path.join(folder, 'dll.conf'), scanners === 0 ? '\n' : 'test\n');
  };
  behave();
  return {
    environment: { SANE_CONFIG_DIR: folder } as Readonly<Record<string, string>>,
    behave,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
