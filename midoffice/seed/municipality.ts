import type { Interaction } from '@onthaal/contract/entities/contact.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { makeAppointment, visitOf } from './appointments/appointments.ts';
import { createDiary, type Slot } from './appointments/slots.ts';
import type { SeedDocument } from './batches.ts';
import { consultationsOf, documentsOf, messagesOf } from './contacts/correspondence.ts';
import { interactionsOf, quickQuestion } from './contacts/interactions.ts';
import { tasksOf } from './contacts/tasks.ts';
import { dayNumber } from './days.ts';
import { withDeskPayment } from './dossiers/desk-payment.ts';
import { makeDossier } from './dossiers/dossier.ts';
import { createOpenings, type Opening } from './dossiers/opening-days.ts';
import { fixedDocuments } from './fixed-documents.ts';
import { makeHousehold, type NumberRegister } from './people/households.ts';
import { makeAssociation, makeEnterprise } from './people/organisations.ts';
import { createRandom, createRation, createShuffle, type Random } from './random.ts';
import { referenceRows } from './references/index.ts';
import type { World } from './world.ts';

/** People who share an address and their records: a household or one organisation. */
interface Unit {
  readonly index: number;
  readonly persons: readonly Person[];
}

/** Where the next dossier and the next appointment come from; both count on through the whole municipality. */
interface Supply {
  nextOpening(): Opening;
  nextSlot(): { readonly index: number; readonly slot: Slot };
  nextTicket(): string;
}

function supplyOf(world: World, dossiers: number): Supply {
  const openings = createOpenings(world, dossiers);
  const shuffle = createShuffle(dossiers);
  const diary = createDiary(world);
  let [opened, booked, tickets] = [0, 0, 0];
  return {
    nextOpening: () => openings(shuffle(opened++)),
    nextSlot: () => ({ index: booked, slot: diary(booked++) }),
    nextTicket: () => {
      tickets += 1;
      return `B${String(tickets).padStart(3, '0')}`;
    },
  };
}

function* unitsOf(world: World, people: number): Generator<Unit> {
  const enterprises = Math.round(people * 0.08);
  const associations = Math.round(people * 0.04);
  const citizens = people - enterprises - associations;
  const register: NumberRegister = new Map();
  let [index, madeCitizens, madeEnterprises, madeAssociations] = [0, 0, 0, 0];
  while (madeCitizens < citizens) {
    const persons = makeHousehold(world, index, register, citizens - madeCitizens);
    madeCitizens += persons.length;
    yield { index, persons };
    index += 1;
    // Organisations come in between, so that any stretch of the stream looks like the whole.
    const share = madeCitizens / citizens;
    for (; madeEnterprises < enterprises * share; madeEnterprises += 1, index += 1) {
      yield { index, persons: [makeEnterprise(world, madeEnterprises, index)] };
    }
    for (; madeAssociations < associations * share; madeAssociations += 1, index += 1) {
      yield { index, persons: [makeAssociation(world, madeAssociations, index)] };
    }
  }
}

function mayApply(world: World, person: Person): boolean {
  if (person.flags.some((flag) => flag.kind === 'deceased')) return false;
  return person.birthDate === undefined || world.today - dayNumber(person.birthDate) > 18 * 366;
}

/** When each person of a unit was last in contact, by id. */
type LastContacts = Map<string, string>;

function rememberContact(contacts: LastContacts, contact: Interaction): void {
  const id = contact.personId ?? '';
  if ((contacts.get(id) ?? '') < contact.at) contacts.set(id, contact.at);
}

function withLastContact(person: Person, contacts: LastContacts): Person {
  const lastContactAt = contacts.get(person.id);
  return lastContactAt === undefined ? person : { ...person, lastContactAt };
}

function* dossierRecords(
  world: World,
  random: Random,
  supply: Supply,
  adults: readonly Person[],
  contacts: LastContacts,
): Generator<SeedDocument, [string, string]> {
  const applicant = random.pick(adults);
  const partner = applicant.kind === 'citizen' ? adults.find((adult) => adult.id !== applicant.id) : undefined;
  const made = makeDossier(world, random, supply.nextOpening(), applicant, partner);
  const { dossier, payment } = withDeskPayment(made);
  yield { collection: 'dossiers', document: dossier };
  if (payment !== undefined) yield { collection: 'payments', document: payment };
  for (const document of interactionsOf(world, random, made)) {
    rememberContact(contacts, document);
    yield { collection: 'interactions', document };
  }
  for (const document of tasksOf(world, random, made)) yield { collection: 'tasks', document };
  for (const document of documentsOf(random, made)) yield { collection: 'documents', document };
  for (const document of messagesOf(random, made)) yield { collection: 'messages', document };
  for (const document of consultationsOf(world, random, made)) yield { collection: 'consultations', document };
  return [made.dossier.typeCode, made.dossier.id];
}

interface Portion {
  readonly dossiers: number;
  readonly appointments: number;
}

function* unitRecords(
  world: World,
  supply: Supply,
  unit: Unit,
  adults: readonly Person[],
  portion: Portion,
  contacts: LastContacts,
): Generator<SeedDocument> {
  const random = createRandom(world.seed, 'records', unit.index);
  const byType = new Map<string, string>();
  for (let count = 0; count < portion.dossiers; count += 1) {
    byType.set(...(yield* dossierRecords(world, random, supply, adults, contacts)));
  }
  for (let count = 0; count < portion.appointments; count += 1) {
    const { index, slot } = supply.nextSlot();
    const document = makeAppointment(world, random, index, slot, random.pick(adults), (code) => byType.get(code));
    yield { collection: 'appointments', document };
    const visit = visitOf(world, random, document, supply.nextTicket());
    if (visit !== undefined) yield { collection: 'visits', document: visit };
  }
  for (const adult of adults) {
    const contact = random.chance(0.28) ? quickQuestion(world, random, adult) : undefined;
    if (contact === undefined) continue;
    rememberContact(contacts, contact);
    yield { collection: 'interactions', document: contact };
  }
}

/** Every document of the municipality, household by household, with nothing kept but a few counters. */
export function* documentsOfMunicipality(world: World): Generator<SeedDocument> {
  for (const document of referenceRows) yield { collection: 'references', document };
  const fixed = fixedDocuments(world);
  yield* fixed;
  const fixedCount = (name: SeedDocument['collection']) => fixed.filter(({ collection }) => collection === name).length;
  const people = Math.max(0, world.persons - fixedCount('persons'));
  const dossiers = Math.max(0, world.dossiers - fixedCount('dossiers'));
  const appointments = Math.max(0, world.appointments - fixedCount('appointments'));
  const supply = supplyOf({ ...world, appointments }, dossiers);
  const dossierRation = createRation(createRandom(world.seed, 'ration of dossiers'), dossiers);
  const appointmentRation = createRation(createRandom(world.seed, 'ration of appointments'), appointments);
  let pending: { readonly unit: Unit; readonly adults: readonly Person[]; readonly portion: Portion } | undefined;
  const perPerson = { dossiers: dossiers / people, appointments: appointments / people };
  function* settle(more: Portion): Generator<SeedDocument> {
    if (pending === undefined) return;
    const { unit, adults, portion } = pending;
    const whole = {
      dossiers: portion.dossiers + more.dossiers,
      appointments: portion.appointments + more.appointments,
    };
    // What happened in their dossiers decides when people were last in contact, so their records are made first.
    const contacts: LastContacts = new Map();
    const records = [...unitRecords(world, supply, unit, adults, whole, contacts)];
    for (const person of unit.persons) yield { collection: 'persons', document: withLastContact(person, contacts) };
    yield* records;
  }
  for (const unit of unitsOf(world, people)) {
    const adults = unit.persons.filter((person) => mayApply(world, person));
    const size = unit.persons.length;
    if (adults.length === 0) {
      dossierRation.save(size * perPerson.dossiers);
      appointmentRation.save(size * perPerson.appointments);
      for (const document of unit.persons) yield { collection: 'persons', document };
      continue;
    }
    yield* settle({ dossiers: 0, appointments: 0 });
    pending = {
      unit,
      adults,
      portion: {
        dossiers: dossierRation.take(size * perPerson.dossiers),
        appointments: appointmentRation.take(size * perPerson.appointments),
      },
    };
  }
  yield* settle({ dossiers: dossierRation.rest(), appointments: appointmentRation.rest() });
}
