import { describe, expect, it } from 'vitest';
import { Line, LineClosed, type LineState } from './line.ts';
import { RequestError, retryAfterOf } from './request-error.ts';

function failing(times: number, error = new RequestError('MIDOFFICE_UNREACHABLE')) {
  let left = times;
  let tries = 0;
  return {
    request: async () => {
      tries += 1;
      if (left > 0) {
        left -= 1;
        throw error;
      }
      return 'answer';
    },
    tries: () => tries,
  };
}

describe('Line', () => {
  it('tries again until it succeeds, with growing pauses', async () => {
    const states: LineState[] = [];
    const line = new Line((state) => states.push(state));
    const start = performance.now();
    const service = failing(2);
    expect(await line.run(service.request)).toBe('answer');
    // 0.25 to 0.5 s, then 0.5 to 1 s.
    expect(performance.now() - start).toBeGreaterThan(700);
    expect(states.map((state) => state.kind)).toEqual(['down', 'down', 'up']);
  });

  it('goes on after a new login, with everything that waited for it, and stays blocked for other reasons', async () => {
    const states: LineState[] = [];
    const line = new Line((state) => states.push(state));
    const waiting = [1, 2, 3].map(() => line.run(failing(1, new RequestError('SESSION_EXPIRED')).request));
    await expect.poll(() => states.map(({ kind }) => kind)).toEqual(['blocked']);
    line.unblock();
    expect(await Promise.all(waiting)).toEqual(['answer', 'answer', 'answer']);
    const replaced = new Line(() => {});
    const never = replaced.run(failing(1, new RequestError('MIDOFFICE_REPLACED')).request);
    await expect.poll(() => replaced.state.kind).toBe('blocked');
    replaced.unblock();
    expect(replaced.state.kind).toBe('blocked');
    replaced.close();
    await expect(never).rejects.toThrow(LineClosed);
  });

  it('lets one request try while the others wait', async () => {
    const line = new Line(() => {});
    const services = Array.from({ length: 10 }, () => failing(1));
    await Promise.all(services.map((service) => line.run(service.request)));
    // Ten failed together; then one tried and all went on: never ten times ten.
    expect(services.reduce((sum, service) => sum + service.tries(), 0)).toBeLessThanOrEqual(21);
  });

  it('tries at once when it is asked to, and when somebody else got an answer', async () => {
    const line = new Line(() => {});
    const start = performance.now();
    const first = line.run(failing(1, new RequestError('MIDOFFICE_BUSY', { retryAfter: 60_000 })).request);
    setTimeout(() => line.tryNow(), 20);
    expect(await first).toBe('answer');
    const second = line.run(failing(1).request);
    setTimeout(() => line.succeeded(), 20);
    expect(await second).toBe('answer');
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('leaves the centre alone for as long as it asked, whoever else gets an answer meanwhile', async () => {
    const line = new Line(() => {});
    const start = performance.now();
    const underWay = line.run(() => new Promise((resolve) => setTimeout(resolve, 100, 'slow answer')));
    const service = failing(2, new RequestError('MIDOFFICE_BUSY', { retryAfter: 400 }));
    const refused = line.run(service.request);
    expect(await underWay).toBe('slow answer');
    // A stream opens.
    line.succeeded();
    expect([line.state.kind, service.tries()]).toEqual(['down', 1]);
    expect(await refused).toBe('answer');
    expect([line.state.kind, service.tries()]).toEqual(['up', 3]);
    // Timers may be a millisecond early.
    expect(performance.now() - start).toBeGreaterThan(790);
  });

  it('waits a minute at most, however long the centre asks for', async () => {
    const line = new Line(() => {});
    const refused = line.run(failing(1, new RequestError('MIDOFFICE_BUSY', { retryAfter: 3_600_000 })).request);
    const outcome = expect(refused).rejects.toThrow(LineClosed);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const wait = line.state.kind === 'down' ? Date.parse(line.state.nextTryAt) - Date.now() : 0;
    expect(wait).toBeGreaterThan(58_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    line.close();
    await outcome;
  });

  it('keeps the wish of the centre to be left alone', async () => {
    const states: LineState[] = [];
    const line = new Line((state) => states.push(state));
    void line.run(failing(1, new RequestError('MIDOFFICE_BUSY', { retryAfter: 5_000 })).request).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 10));
    const [state] = states;
    const wait = state?.kind === 'down' ? Date.parse(state.nextTryAt) - Date.now() : 0;
    expect(wait).toBeGreaterThan(4_000);
    line.close();
  });

  it('stops at an expired session until it is closed', async () => {
    const states: LineState[] = [];
    const line = new Line((state) => states.push(state));
    const waiting = line.run(failing(1, new RequestError('SESSION_EXPIRED')).request);
    const outcome = expect(waiting).rejects.toBeInstanceOf(LineClosed);
    await new Promise((resolve) => setTimeout(resolve, 10));
    line.succeeded();
    expect(states.at(-1)?.kind).toBe('blocked');
    line.close();
    await outcome;
  });

  it('gives back what repeating cannot heal', async () => {
    const line = new Line(() => {});
    await expect(line.run(failing(1, new RequestError('REQUEST_TOO_LARGE')).request)).rejects.toBeInstanceOf(
      RequestError,
    );
    expect(line.state.kind).toBe('up');
  });
});

describe('retryAfterOf', () => {
  it('reads seconds and dates', () => {
    expect(retryAfterOf('3')).toBe(3000);
    expect(retryAfterOf(null)).toBeUndefined();
    expect(retryAfterOf('soon')).toBeUndefined();
    expect(retryAfterOf(new Date(Date.now() + 5000).toUTCString())).toBeGreaterThan(3000);
  });
});
