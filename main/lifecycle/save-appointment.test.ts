import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appointmentCalendar, saveAppointment } from './save-appointment.ts';

const appointment = {
  ...{ id: 'appointment-1', code: 'A2K7Q9XY', title: 'Attest van woonst; Lindervelde' },
  ...{ startsAt: '2026-03-29T07:00:00.000Z', endsAt: '2026-03-29T07:05:00.000Z' },
  ...{ location: 'Gemeentehuis, Loket 1', description: 'Uw identiteitskaart\nEen pasfoto' },
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onthaal-appointment-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('says when, where and what to bring, in UTC, with what would be read as a sign written out', () => {
  const lines = appointmentCalendar(appointment).split('\r\n');
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines).toEqual(expect.arrayContaining(['METHOD:PUBLISH', 'UID:appointment-1@onthaal']));
  expect(lines).toEqual(expect.arrayContaining(['DTSTART:20260329T070000Z', 'DTEND:20260329T070500Z']));
  expect(lines).toContain('SUMMARY:Attest van woonst\\; Lindervelde');
  expect(lines).toContain('LOCATION:Gemeentehuis\\, Loket 1');
  expect(lines).toContain('DESCRIPTION:Uw identiteitskaart\\nEen pasfoto\\nA2K7Q9XY');
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});

it('writes it where it was asked, for this user alone, or nothing', async () => {
  const suggested: string[] = [];
  const file = path.join(folder, 'afspraak.ics');
  const saved = await saveAppointment(async (name) => {
    suggested.push(name);
    return file;
  }, appointment);
  expect(saved).toEqual({ ok: true, value: { fileName: 'afspraak.ics' } });
  expect(suggested).toEqual(['afspraak-A2K7Q9XY.ics']);
  expect(readFileSync(file, 'utf8')).toContain('END:VCALENDAR');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await saveAppointment(async () => undefined, appointment)).toEqual({ ok: true, value: null });
  expect(await saveAppointment(async () => folder, appointment)).toMatchObject({ ok: false });
});
