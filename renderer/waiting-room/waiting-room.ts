import type { ShownCall, WaitingRoomView } from '@onthaal/contract/ipc/waiting-room.ts';
import { chime, say } from './sounds.ts';
import './waiting-room.css';

/** Everybody in the hall reads the same screen: it speaks the language of the municipality. */
const texts = {
  old: 'De oproepen komen hier nu niet door. Luister naar de balie.',
  lineGone: 'Geen verbinding: niet alle oproepen staan hier. Luister naar de balie.',
  waiting: (count: number) => (count === 1 ? '1 bezoeker wacht' : `${count} bezoekers wachten`),
  spoken: ({ ticket, desk }: ShownCall) => `Nummer ${ticket.replaceAll('-', ' ')}, ${desk}`,
} as const;
const retryMilliseconds = 1000;
/** More letters do not fit on a line at the largest size. */
const longLine = 12;

interface State {
  readonly version: number;
  readonly view?: WaitingRoomView;
}

/** When each number was called last, as shown: another time is a new call. */
const shown = new Map<string, string>();
let isFirst = true;

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`There is no place "${id}" in the page`);
  return element;
}

function write(id: string, text: string): void {
  const element = place(id);
  if (element.textContent !== text) element.textContent = text;
}

function line(call: ShownCall, isNew: boolean): HTMLElement {
  const item = document.createElement('li');
  const isLong = call.ticket.length + call.desk.length > longLine;
  item.className = [call.isNow ? 'now' : 'earlier', isNew && 'again', isLong && 'long'].filter(Boolean).join(' ');
  item.dataset.ticket = call.ticket;
  for (const name of ['ticket', 'desk'] as const) {
    const part = document.createElement('span');
    part.className = name;
    part.textContent = call[name];
    item.append(part);
  }
  return item;
}

async function announce(calls: readonly ShownCall[], { sound, speech }: WaitingRoomView): Promise<void> {
  if (calls.length === 0 || !(sound || speech)) return;
  if (sound) await chime();
  if (speech) for (const call of calls) say(texts.spoken(call));
}

function showView(view: WaitingRoomView): void {
  const fresh = view.calls.filter(({ visitId, calledAt, isNow }) => isNow && shown.get(visitId) !== calledAt);
  shown.clear();
  for (const { visitId, calledAt } of view.calls) shown.set(visitId, calledAt);
  // What was called before this screen was opened is shown, and not called again.
  const isNew = (call: ShownCall) => !isFirst && fresh.includes(call);
  place('calls').replaceChildren(...view.calls.map((call) => line(call, isNew(call))));
  place('none').hidden = view.calls.length > 0;
  write('building', view.building);
  write('waiting', texts.waiting(view.waiting));
  write('trouble', view.lineGone ? texts.lineGone : '');
  if (!isFirst) void announce(fresh, view);
  isFirst = false;
}

function show({ view }: State): void {
  if (view !== undefined) {
    showView(view);
    return;
  }
  // An old call would send somebody to a desk that has another visitor by now.
  place('calls').replaceChildren();
  place('none').hidden = true;
  write('waiting', '');
  write('trouble', texts.old);
}

async function follow(): Promise<never> {
  let version = 0;
  for (;;) {
    try {
      const state = (await (await fetch(`/calls?after=${version}`)).json()) as State;
      version = state.version;
      show(state);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
    }
  }
}

const clock = new Intl.DateTimeFormat('nl-BE', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Brussels' });
const tell = () => write('time', clock.format(new Date()));
tell();
setInterval(tell, 5000);
void follow();
