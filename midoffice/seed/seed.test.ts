import {
  type CollectionName,
  collectionNames,
  collections,
  type DocumentOf,
} from '@onthaal/contract/entities/index.ts';
import { type ReferenceData, referenceSchemas } from '@onthaal/contract/entities/reference.ts';
import { parseCaPaKey, parseInsz, parseKbo, parseOgm, parseVCode } from '@onthaal/contract/rules/identifiers/index.ts';
import { treeProblems } from '@onthaal/contract/rules/planner/index.ts';
import { route } from '@onthaal/contract/rules/routing/index.ts';
import { computeTerm, type TermRule } from '@onthaal/contract/rules/terms/index.ts';
import { Compile } from 'typebox/compile';
import Schema from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { dayNumber } from './days.ts';
import * as fixed from './fixed-records.ts';
import { generateMunicipality } from './index.ts';
import { isOpen } from './references/calendars.ts';
import { decisionTreeRows } from './references/decision-trees.ts';
import { products } from './references/products.ts';
import { systemAuthor } from './references/row.ts';

const today = '2026-11-23';

type Gathered = { readonly [Name in CollectionName]: DocumentOf<Name>[] };

function gather(dossiers: number, seed?: number, day = today): Gathered {
  const all = Object.fromEntries(collectionNames.map((name) => [name, []])) as unknown as Record<string, unknown[]>;
  for (const { collection, documents } of generateMunicipality({ dossiers, today: day, ...(seed ? { seed } : {}) })) {
    all[collection]?.push(...documents);
  }
  return all as unknown as Gathered;
}

const small = gather(600);
const references = new Map(small.references.map((row) => [row.id, row]));
const persons = new Map(small.persons.map((person) => [person.id, person]));
const dossiers = new Map(small.dossiers.map((dossier) => [dossier.id, dossier]));
const typeOf = (code: string) => {
  const row = small.references.find((reference) => reference.kind === 'dossierType' && reference.code === code);
  if (row === undefined) throw new Error(`No dossier type ${code}`);
  return row.data as unknown as ReferenceData['dossierType'];
};
const calendars = small.references
  .filter((row) => row.kind === 'calendar')
  .map((row) => ({ code: row.code, days: (row.data as unknown as ReferenceData['calendar']).days }));
const finished = ['closed', 'withdrawn'];

function problemsOf(name: CollectionName, documents: readonly unknown[]): readonly string[] {
  const check = Compile(collections[name].schema);
  return documents
    .filter((document) => !check.Check(document))
    .map((document) => JSON.stringify([check.Errors(document).slice(0, 2), document]))
    .slice(0, 3);
}

/** Every id that a document names, with what it should be the id of. */
function* namedIds(value: unknown, key = ''): Generator<readonly [key: string, id: string]> {
  if (Array.isArray(value)) for (const item of value) yield* namedIds(item, key);
  else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) yield* namedIds(inner, name);
  } else if (typeof value === 'string' && /Ids?$/.test(key)) yield [key, value];
}

describe('every document', () => {
  it.each(collectionNames)('of %s follows its schema', (name) => {
    expect(small[name].length).toBeGreaterThan(0);
    expect(problemsOf(name, small[name])).toEqual([]);
  });

  it('follows its schema in a municipality of 5 000 dossiers and has an id of its own', () => {
    const counts: Record<string, number> = {};
    const ids = new Set<string>();
    for (const { collection, documents } of generateMunicipality({ dossiers: 5000, today })) {
      expect(documents.length).toBeLessThanOrEqual(500);
      counts[collection] = (counts[collection] ?? 0) + documents.length;
      for (const document of documents) ids.add(`${collection}/${document.id}`);
      expect(problemsOf(collection, documents.slice(0, 40))).toEqual([]);
    }
    expect(counts).toMatchObject({ persons: 3000, dossiers: 5000, appointments: 2000 });
    expect(ids.size).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
  });

  it('of the reference data follows the schema of its kind', () => {
    for (const row of small.references) {
      const check = Compile(referenceSchemas[row.kind as keyof typeof referenceSchemas]);
      expect([row.id, check.Errors(row.data)]).toEqual([row.id, []]);
    }
    expect(small.references.filter((row) => row.kind === 'product').length).toBeGreaterThanOrEqual(25);
    expect(small.references.filter((row) => row.kind === 'member').length).toBeGreaterThanOrEqual(32);
  });

  it('refers only to what exists, and never forward', () => {
    const wanted: Readonly<Record<string, string>> = {
      personId: 'persons',
      applicantId: 'persons',
      dossierId: 'dossiers',
      dossierIds: 'dossiers',
      appointmentId: 'appointments',
      documentIds: 'documents',
    };
    const foreign = ['locationId', 'ipdcId'];
    const seen = new Set<string>([systemAuthor.memberId]);
    for (const { collection, documents } of generateMunicipality({ dossiers: 600, today })) {
      for (const document of documents) {
        seen.add(collection === 'references' ? document.id : `${collection}/${document.id}`);
      }
      for (const document of documents) {
        for (const [key, id] of namedIds(document)) {
          if (foreign.includes(key) || collection === 'references') continue;
          const place = wanted[key] === undefined ? id : `${wanted[key]}/${id}`;
          expect(seen.has(place), `${collection} ${document.id} ${key} ${id}`).toBe(true);
        }
      }
    }
    for (const row of small.references) {
      for (const [key, id] of namedIds(row.data)) {
        // A question of a decision tree is one of that tree: see the test of the trees.
        if (!foreign.includes(key) && key !== 'questionId')
          expect(references.has(id), `${row.id} ${key} ${id}`).toBe(true);
      }
    }
  });

  it('was made and changed in an order that can be, before the moment of the seed', () => {
    for (const name of collectionNames) {
      for (const document of small[name]) {
        expect(document.createdAt <= document.updatedAt, `${name} ${document.id}`).toBe(true);
        expect(document.updatedAt <= `${today}T08:30:00.000Z`, `${name} ${document.id}`).toBe(true);
      }
    }
  });
});

describe('the stream', () => {
  it('is the same for the same seed and another for another seed', () => {
    expect(gather(120, 7)).toEqual(gather(120, 7));
    expect(gather(120, 8).persons).not.toEqual(gather(120, 7).persons);
  });

  it('can be read twice', () => {
    const stream = generateMunicipality({ dossiers: 60, today });
    expect([...stream]).toEqual([...stream]);
  });

  it.each(['2025-07-01', '2026-02-28', '2026-12-25', '2027-05-08', '2028-11-30'])('is sound on %s too', (day) => {
    const other = gather(150, 3, day);
    for (const name of collectionNames.filter((each) => each !== 'visits')) {
      expect(problemsOf(name, other[name])).toEqual([]);
    }
    expect(other.dossiers.length).toBe(150);
    expect(other.appointments.every((appointment) => isOpen(dayNumber(appointment.startsAt.slice(0, 10))))).toBe(true);
  });

  it('refuses what it cannot do', () => {
    expect(() => generateMunicipality({ dossiers: 10, today })).toThrow(RangeError);
    expect(() => generateMunicipality({ dossiers: 100, today: '2031-01-01' })).toThrow(RangeError);
  });
});

describe('persons', () => {
  it('have valid identifiers, each once', () => {
    const numbers = small.persons.flatMap((person) => (person.nationalNumber ? [person] : []));
    for (const person of numbers) {
      const insz = parseInsz(person.nationalNumber ?? '', { testMode: true, today });
      expect(insz.ok && insz.value.kind === 'test' && insz.value.birthDate === person.birthDate).toBe(true);
      expect(parseInsz(person.nationalNumber ?? '', { today }).ok).toBe(false);
    }
    expect(new Set(numbers.map((person) => person.nationalNumber)).size).toBe(numbers.length);
    const enterprises = small.persons.flatMap((person) => person.enterpriseNumber ?? []);
    expect(enterprises.every((number) => parseKbo(number).ok)).toBe(true);
    expect(new Set(enterprises).size).toBe(enterprises.length);
    expect(small.persons.flatMap((person) => person.associationCode ?? []).every((code) => parseVCode(code).ok)).toBe(
      true,
    );
  });

  it('are of all kinds and ages, and live together', () => {
    const count = (kind: string) =>
      small.persons.filter((person) => person.kind === kind).length / small.persons.length;
    expect(count('citizen')).toBeCloseTo(0.88, 1);
    expect(count('enterprise')).toBeCloseTo(0.08, 1);
    const ages = small.persons.flatMap((person) =>
      person.birthDate === undefined ? [] : [(dayNumber(today) - dayNumber(person.birthDate)) / 365.25],
    );
    expect(Math.min(...ages)).toBeLessThan(6);
    expect(Math.max(...ages)).toBeGreaterThan(85);
    expect(Math.max(...ages)).toBeLessThan(101);
    const homes = new Set(small.persons.map((person) => JSON.stringify(person.address)));
    expect(homes.size).toBeLessThan(small.persons.length * 0.75);
    expect(small.persons.some((person) => /[ëéïçüłğşńèÜŁÖ]/.test(person.displayName))).toBe(true);
  });

  it('who died or are under age apply for nothing', () => {
    for (const dossier of small.dossiers) {
      const applicant = persons.get(dossier.applicantId);
      expect(applicant?.flags.some((flag) => flag.kind === 'deceased')).toBe(false);
      const birthDate = applicant?.birthDate ?? '1970-01-01';
      expect((dayNumber(today) - dayNumber(birthDate)) / 365.25).toBeGreaterThan(18);
      expect(applicant !== undefined && applicant.createdAt <= dossier.createdAt).toBe(true);
    }
  });
});

describe('dossiers', () => {
  it('have unique numbers that count on with their opening', () => {
    expect(new Set(small.dossiers.map((dossier) => dossier.number)).size).toBe(small.dossiers.length);
    const generated = small.dossiers.filter((dossier) => Number(dossier.number.slice(-5)) > 100);
    for (const dossier of generated) expect(dossier.number.slice(0, 4)).toBe(dossier.openedOn.slice(0, 4));
    const inOrder = [...generated].sort((one, other) => (one.number < other.number ? -1 : 1));
    const opened = inOrder.map((dossier) => dossier.openedOn);
    expect(opened).toEqual([...opened].sort());
  });

  it('answer the questions of their type', () => {
    for (const dossier of small.dossiers) {
      const check = Schema.Compile(typeOf(dossier.typeCode).questionSchema);
      expect([dossier.number, check.Check(dossier.answers)]).toEqual([dossier.number, true]);
      expect(check.Check({})).toBe(false);
      expect(check.Check({ ...dossier.answers, onbekend: 'x' })).toBe(false);
    }
  });

  it('took only statuses that their type allows, from the first on, none set by a clerk', () => {
    for (const dossier of small.dossiers) {
      const type = typeOf(dossier.typeCode);
      let status = dossier.history[0]?.parameters?.status;
      expect(status).toBe(type.initialStatus);
      for (const event of dossier.history.filter((line) => line.kind === 'statusChanged')) {
        expect(event.parameters?.from).toBe(status);
        const next = type.statuses.find((definition) => definition.status === status)?.next ?? [];
        expect(next, `${dossier.typeCode} from ${status}`).toContain(event.parameters?.to);
        status = event.parameters?.to;
        const author = references.get(event.by.memberId)?.data as { readonly role?: string } | undefined;
        expect(author?.role).not.toBe('clerk');
      }
      expect(status).toBe(dossier.status);
      expect(dossier.closedOn !== undefined).toBe(finished.includes(dossier.status));
    }
  });

  it('were routed as the rules say, with the same evidence', () => {
    const rules = small.references
      .filter((row) => row.kind === 'routingRule')
      .map((row) => ({ id: row.id, name: row.name, ...(row.data as unknown as ReferenceData['routingRule']) }));
    for (const dossier of small.dossiers) {
      const found = route(
        {
          dossierTypeCode: dossier.typeCode,
          text: `${dossier.subject} ${dossier.description}`,
          answers: dossier.answers,
          postalCode: dossier.address?.postalCode,
          streetName: dossier.address?.streetName,
        },
        rules,
      );
      const evidence = found.evidence.map(({ kind, field, text }) => ({ kind, field, text }));
      const { teamId, ruleId, ruleName } = found;
      expect([dossier.number, dossier.teamId, dossier.routing]).toEqual([
        dossier.number,
        teamId,
        { ruleId, ruleName, evidence },
      ]);
    }
    expect(new Set(small.dossiers.map((dossier) => dossier.routing?.ruleId)).size).toBeGreaterThan(14);
  });

  it('have the due day that the term clock computes', () => {
    for (const dossier of small.dossiers) {
      const rule = typeOf(dossier.typeCode).termRule as TermRule;
      const last = dossier.termEvents.at(-1);
      if (last === undefined) {
        expect(dossier.dueOn).toBeUndefined();
        continue;
      }
      const events = dossier.termEvents as Parameters<typeof computeTerm>[1];
      const term = computeTerm(rule, events, calendars, last.date);
      expect(term.problems).toEqual([]);
      expect([dossier.number, dossier.dueOn]).toEqual([dossier.number, term.dueDate]);
    }
  });

  it('are spread believably', () => {
    const share = (test: (dossier: DocumentOf<'dossiers'>) => boolean) => small.dossiers.filter(test).length / 600;
    const open = (dossier: DocumentOf<'dossiers'>) => !finished.includes(dossier.status);
    expect(share((dossier) => !open(dossier))).toBeGreaterThan(0.6);
    expect(share(open)).toBeGreaterThan(0.1);
    const clock = (dossier: DocumentOf<'dossiers'>) => dossier.termEvents.at(-1)?.kind;
    const late = (dossier: DocumentOf<'dossiers'>) =>
      open(dossier) && !['stop', 'suspend'].includes(String(clock(dossier))) && (dossier.dueOn ?? today) < today;
    expect(share(late)).toBeGreaterThan(0.005);
    expect(share(late)).toBeLessThan(0.1);
    expect(new Set(small.dossiers.map((dossier) => dossier.typeCode)).size).toBe(13);
    expect(new Set(small.dossiers.map((dossier) => dossier.status)).size).toBeGreaterThan(9);
    expect(share((dossier) => dossier.subject.length < 8 || (dossier.description?.length ?? 0) < 20)).toBe(0);
    const parcels = small.dossiers.flatMap((dossier) => dossier.parcel ?? []);
    expect(parcels.length > 10 && parcels.every((parcel) => parseCaPaKey(parcel).ok)).toBe(true);
    const references = small.dossiers.flatMap((dossier) =>
      dossier.payments.flatMap((payment) => payment.reference ?? []),
    );
    expect(references.length > 10 && references.every((reference) => parseOgm(reference).ok)).toBe(true);
  });

  it('have a size near that of real ones', () => {
    const bytes = small.dossiers.reduce((sum, dossier) => sum + JSON.stringify(dossier).length, 0) / 600;
    expect(bytes).toBeGreaterThan(1500);
    expect(bytes).toBeLessThan(3000);
  });
});

describe('the diary', () => {
  it('has 25 to 40 appointments today, and nobody or no room twice at once', () => {
    const onDay = small.appointments.filter((appointment) => appointment.startsAt.startsWith(today));
    const full = gather(2000).appointments;
    expect(full.filter((appointment) => appointment.startsAt.startsWith(today)).length).toBeGreaterThanOrEqual(25);
    expect(full.filter((appointment) => appointment.startsAt.startsWith(today)).length).toBeLessThanOrEqual(40);
    expect(onDay.length).toBeGreaterThan(10);
    const places = full.flatMap((appointment) => [
      ...appointment.memberIds.map((member) => `${appointment.startsAt} ${member}`),
      ...(appointment.roomId === undefined ? [] : [`${appointment.startsAt} ${appointment.roomId}`]),
    ]);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(full.map((appointment) => appointment.code)).size).toBe(full.length);
  });

  it('keeps office hours and never books a closing day', () => {
    for (const appointment of small.appointments) {
      const start = new Date(appointment.startsAt);
      expect(isOpen(dayNumber(appointment.startsAt.slice(0, 10)))).toBe(true);
      const hour = Number(
        start.toLocaleString('en-GB', { timeZone: 'Europe/Brussels', hour: '2-digit', hour12: false }),
      );
      expect(hour >= 9 && hour < 19).toBe(true);
      expect(appointment.startsAt < appointment.endsAt).toBe(true);
      const isPast = appointment.startsAt < `${today}T00`;
      if (isPast) expect(['served', 'noShow', 'cancelled', 'rescheduled']).toContain(appointment.state);
      else if (appointment.startsAt > `${today}T23`)
        expect(['served', 'noShow', 'arrived']).not.toContain(appointment.state);
    }
  });
});

describe('the fixed records', () => {
  it('are there with their numbers', () => {
    for (const base of [
      fixed.marieHelene,
      fixed.thomas,
      fixed.elise,
      fixed.jozef,
      fixed.lukasz,
      fixed.addressSecretPerson,
      fixed.deceasedPerson,
    ]) {
      expect(persons.get(base.id)).toMatchObject(base);
    }
    for (const base of [fixed.architect, fixed.bakery, fixed.brassBand])
      expect(persons.get(base.id)).toMatchObject(base);
    for (const base of [fixed.renovationDossier, fixed.lateDossier, fixed.suspendedDossier, fixed.closedDossier]) {
      expect(dossiers.get(base.id)).toMatchObject(base);
    }
    expect(small.appointments.find((one) => one.id === fixed.hybridAppointment.id)).toMatchObject(
      fixed.hybridAppointment,
    );
    expect(small.tasks.some((task) => task.id === fixed.callBackTask.id)).toBe(true);
    expect(persons.get(fixed.addressSecretPerson.id)?.flags[0]?.kind).toBe('addressSecret');
    expect(persons.get(fixed.deceasedPerson.id)?.flags[0]?.kind).toBe('deceased');
  });

  it('stand where their story says', () => {
    const termOf = (id: string) => {
      const dossier = dossiers.get(id);
      if (dossier === undefined) throw new Error(`No dossier ${id}`);
      const rule = typeOf(dossier.typeCode).termRule as TermRule;
      return computeTerm(rule, dossier.termEvents as Parameters<typeof computeTerm>[1], calendars, today);
    };
    expect(dossiers.get(fixed.renovationDossier.id)?.status).toBe('inProgress');
    expect(termOf(fixed.renovationDossier.id).state).toBe('running');
    expect(termOf(fixed.lateDossier.id).warning).toBe('late');
    expect(termOf(fixed.suspendedDossier.id).state).toBe('suspended');
    const moved = termOf(fixed.holidayShiftedDossier.id);
    expect(moved.state).toBe('running');
    expect(moved.trace.filter((step) => step.kind === 'shifted')[0]?.reasonCode).toBe('christmasDay');
    expect(dossiers.get(fixed.closedDossier.id)?.status).toBe('closed');
  });
});

describe('the questions that lead to a product', () => {
  it.each(decisionTreeRows.map(({ name, data }) => [name, data] as const))(
    '%s: every way ends at one',
    (_name, data) => {
      expect(
        treeProblems(
          data as ReferenceData['decisionTree'],
          products.map(({ code }) => code),
        ),
      ).toEqual([]);
    },
  );
});
