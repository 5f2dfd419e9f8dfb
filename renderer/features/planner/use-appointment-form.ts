import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { TreeAnswer } from '@onthaal/contract/rules/planner/index.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useState } from 'react';
import { dayOf } from '../../i18n/formats.ts';
import { useReferences } from '../dossier/use-references.ts';
import { usePlannedLocations } from './use-usual-location.ts';

type Mode = Appointment['mode'];

/** What is asked for, when it is complete. */
export interface Asked {
  readonly productCode: string;
  readonly persons: number;
  readonly mode: Mode;
  readonly locationId: string;
}

/** What the appointment is for, for how many, how and where; filled in as far as an appointment that moves says so. */
export function useAppointmentForm(moving: AppointmentRow | undefined) {
  const products = useReferences('product');
  const { locations, usual } = usePlannedLocations();
  const [productCode, setProductCode] = useState(moving?.productCode ?? '');
  const [persons, setPersons] = useState<number | undefined>(moving?.persons ?? 1);
  const [chosenMode, setMode] = useState<Mode | undefined>(moving?.mode as Mode | undefined);
  const [chosenLocation, setLocation] = useState(moving?.locationId);
  const [day, setDay] = useState(() => dayOf(new Date()));
  const product = products.find(({ code }) => code === productCode);
  const modes = (product?.data.modes ?? []) as readonly Mode[];
  const mode = chosenMode !== undefined && modes.includes(chosenMode) ? chosenMode : modes[0];
  const locationId = locations.some(({ id }) => id === chosenLocation) ? chosenLocation : usual?.id;
  const most = product?.data.mostPersons ?? 20;
  const isComplete = product !== undefined && mode !== undefined && locationId !== undefined;
  const asked: Asked | undefined =
    isComplete && persons !== undefined && persons >= 1 && persons <= most
      ? { productCode, persons, mode, locationId }
      : undefined;
  /** What the questions led to. */
  const take = (answer: TreeAnswer) => {
    setProductCode(answer.productCode ?? '');
    if (answer.persons !== undefined) setPersons(answer.persons);
    if (answer.mode !== undefined) setMode(answer.mode as Mode);
    if (answer.locationId !== undefined) setLocation(answer.locationId);
  };
  return {
    ...{ take, products, product, productCode, setProductCode, persons, setPersons, most },
    ...{ modes, mode, setMode, locations, locationId, setLocation, day, setDay, asked },
  };
}
export type AppointmentForm = ReturnType<typeof useAppointmentForm>;
