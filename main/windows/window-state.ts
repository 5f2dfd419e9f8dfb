import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { readFileIfPresent, writeFileAtomically } from '../files/atomic-file.ts';
import type { Log } from '../logging/log.ts';

/** A rectangle on the desktop, in the screen's own units. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST_WINDOW = { width: 900, height: 600 } as const;
export const FIRST_WINDOW = { width: 1280, height: 800 } as const;
export const LEAST_ZOOM = 0.5;
export const MOST_ZOOM = 2;
/** Pixels of the title bar that must be on a screen for the window to be draggable. */
const GRIP = 80;

const WindowState = Type.Object({
  bounds: Type.Object({ x: Type.Number(), y: Type.Number(), width: Type.Number(), height: Type.Number() }),
  maximized: Type.Boolean(),
  zoom: Type.Number({ minimum: LEAST_ZOOM, maximum: MOST_ZOOM }),
});
export type WindowState = Static<typeof WindowState>;
const Checked = Compile(WindowState);

/**
 * Bounds for a window that is wholly reachable on the screens there are now: screens come and go with docks and meeting rooms.
 *
 * @param remembered bounds of last time
 * @param workAreas the usable parts of the screens, the main one first; at least one
 */
export function reachableBounds(remembered: Rectangle | undefined, workAreas: readonly Rectangle[]): Rectangle {
  const [main = { x: 0, y: 0, ...FIRST_WINDOW }] = workAreas;
  if (remembered === undefined) return centred(FIRST_WINDOW, main);
  const home = workAreas.find((area) => gripIsOn(remembered, area));
  if (home === undefined) return centred(remembered, main);
  const width = fitted(remembered.width, SMALLEST_WINDOW.width, home.width);
  const height = fitted(remembered.height, SMALLEST_WINDOW.height, home.height);
  return {
    x: clamp(remembered.x, home.x, home.x + home.width - width),
    y: clamp(remembered.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

/** Keeps a zoom factor between a half and double, on steps of a tenth. */
export function nextZoom(current: number, change: number): number {
  return Math.round(clamp(current + change, LEAST_ZOOM, MOST_ZOOM) * 10) / 10;
}

/** The state of last time; undefined when there is none or it makes no sense. */
export async function readWindowState(file: string): Promise<WindowState | undefined> {
  try {
    const content = await readFileIfPresent(file);
    const value: unknown = content === undefined ? undefined : JSON.parse(content.toString('utf8'));
    return Checked.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the state; a failure costs nothing but a window in its first place. */
export async function writeWindowState(file: string, state: WindowState, log: Log): Promise<void> {
  try {
    await writeFileAtomically(file, `${JSON.stringify(state)}\n`);
  } catch (error) {
    log.problem('windows', 'the place of the window could not be kept', error);
  }
}

function gripIsOn(bounds: Rectangle, area: Rectangle): boolean {
  const shared = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return shared >= GRIP && bounds.y >= area.y && bounds.y < area.y + area.height - GRIP;
}

function centred(size: { readonly width: number; readonly height: number }, area: Rectangle): Rectangle {
  const width = fitted(size.width, SMALLEST_WINDOW.width, area.width);
  const height = fitted(size.height, SMALLEST_WINDOW.height, area.height);
  return {
    x: area.x + Math.round(Math.max(0, area.width - width) / 2),
    y: area.y + Math.round(Math.max(0, area.height - height) / 2),
    width,
    height,
  };
}

/** A screen smaller than our smallest window still gets the smallest window. */
function fitted(size: number, smallest: number, available: number): number {
  return Math.round(Math.max(smallest, Math.min(size, available)));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
