import type { QueueBoard, VisitRow } from '@onthaal/contract/store/visits.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { useQueueBoardQuery } from '../../bridge/store-api.ts';
import { useDeskDevices } from '../devices/use-devices.ts';
import { useReferences } from '../dossier/use-references.ts';

/** Roles that receive visitors (policy: `visits`, `update`). */
const receivers: readonly string[] = ['clerk', 'caseHandler', 'teamLead'];

/** Whether who is logged in calls visitors. */
export function useReceivesVisitors(): boolean {
  return useAppSelector(({ session }) => receivers.includes(session.member?.role ?? ''));
}

/** Roles for whom the board of all desks is (contract: `store/day`). */
const leaders: readonly string[] = ['teamLead', 'administrator'];

/** Whether who is logged in leads those who receive visitors. */
export function useLeadsVisitors(): boolean {
  return useAppSelector(({ session }) => leaders.includes(session.member?.role ?? ''));
}

/** The desk at which this computer stands: as it was chosen here, else as the list of devices says. */
export function useDesk() {
  const desks = useReferences('desk');
  const devices = useReferences('device');
  const { settings, change } = useDeskDevices();
  const deviceId = useAppSelector(({ session }) => session.member?.deviceId);
  const listed = devices.find(({ id }) => id === deviceId)?.data.deskId;
  const desk = desks.find(({ id }) => id === (settings?.deskId ?? listed));
  return { desk, desks, choose: (deskId: string) => change({ deskId }) };
}

/** Who waits, in the building of this desk; undefined until it was read, and for who does not want it. */
export function useQueueBoard(isWanted = true): QueueBoard | undefined {
  const { desk } = useDesk();
  const asked = desk === undefined ? {} : { deskId: desk.id };
  const { data } = useQueueBoardQuery(isWanted ? asked : skipToken);
  return data;
}

/** The visitor whom who is logged in has called or serves at this computer now; parked ones wait. */
export function currentVisit(board: QueueBoard | undefined): VisitRow | undefined {
  return board?.atDesks.find(({ isMine, isHere, state }) => isMine && isHere && state !== 'parked');
}

const TICK = 10_000;

/** Now, in milliseconds since 1970, told anew every ten seconds: for times that run. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Whole minutes between an instant and now; never below zero, as clocks differ a little. */
export function minutesSince(instant: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
}
