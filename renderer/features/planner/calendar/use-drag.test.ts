import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { useDrag } from './use-drag.ts';

// The hook alone, as mounted: nothing is drawn here.
vi.mock('react', async (original) => ({
  ...(await original<object>()),
  useRef: (current: unknown) => ({ current }),
  useEffect: (effect: () => void) => effect(),
}));

afterEach(() => vi.unstubAllGlobals());

const row = (state: AppointmentRow['state']) => ({ state }) as AppointmentRow;
const down = { button: 0, pointerType: 'mouse', clientX: 0, clientY: 0 } as never;
const at = (type: string, clientX: number) => Object.assign(new Event(type), { clientX, clientY: 0 });

function useMountedDrag() {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', { elementFromPoint: () => null });
  const pick = vi.fn();
  return { pick, page, drag: useDrag({ pick, enter: vi.fn(), drop: vi.fn() }) };
}

it('a click after a drag opens what is clicked, also an appointment that does not move any more', () => {
  const { drag, page, pick } = useMountedDrag();
  drag.begin(row('booked'), down);
  page.dispatchEvent(at('pointermove', 40));
  page.dispatchEvent(at('pointerup', 40));
  expect(pick.mock.calls).toEqual([
    [row('booked'), true],
    [undefined, true],
  ]);
  expect(drag.isClick()).toBe(false);
  drag.begin(row('served'), down);
  expect(drag.isClick()).toBe(true);
});

it('what does not move any more is not picked up', () => {
  const { drag, page, pick } = useMountedDrag();
  drag.begin(row('served'), down);
  page.dispatchEvent(at('pointermove', 40));
  expect(pick).not.toHaveBeenCalled();
});
