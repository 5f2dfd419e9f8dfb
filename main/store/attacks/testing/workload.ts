import type { DossierStatus } from '@onthaal/contract/entities/dossier.ts';
import { v7 } from 'uuid';
import type { AttackCommand, Model, Target } from './model.ts';
import type { Random } from './random.ts';

/** What the workload must know of the municipality. */
export interface Municipality {
  /** Code of a dossier type that asks for no address. */
  readonly typeCode: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly initialStatus: DossierStatus;
  /** Which statuses may follow which. */
  readonly next: Readonly<Record<string, readonly DossierStatus[]>>;
  readonly teamIds: readonly string[];
}

type Kind =
  | 'createPerson'
  | 'updatePerson'
  | 'addNoteToPerson'
  | 'createDossier'
  | 'updateDossier'
  | 'addNoteToDossier'
  | 'assignDossier'
  | 'changeStatus'
  | 'createTask'
  | 'changeTaskState'
  | 'registerInteraction';

/** Of a document that is worked on, the newest few: work of one day, and room for many notes in few documents. */
const RECENT = 12;

/** Makes commands that a clerk could give, by chance. */
export class Workload {
  readonly #random: Random;
  readonly #municipality: Municipality;
  readonly #prefix: string;
  /** The teams of who works: dossiers of other teams are made and given away, and then left alone, as they open after a reason only. */
  readonly #ownTeamIds: readonly string[];
  #count = 0;
  #persons: Target[] = [];
  #dossiers: Target[] = [];
  #tasks: Target[] = [];
  readonly #status = new Map<string, DossierStatus>();

  /** `prefix`: letters that begin the marks of this workload and of no other. */
  constructor(random: Random, municipality: Municipality, prefix: string, ownTeamIds: readonly string[]) {
    this.#random = random;
    this.#ownTeamIds = ownTeamIds;
    this.#municipality = municipality;
    this.#prefix = prefix;
  }

  /** Goes on from what is really there after a kill. */
  continueFrom(model: Model): void {
    const all = [...model.documents.values()];
    const targets = (collection: Target['collection']) =>
      all.map(({ target }) => target).filter((target) => target.collection === collection);
    this.#persons = targets('persons').slice(-RECENT);
    this.#dossiers = all
      .filter(({ target, fields }) => target.collection === 'dossiers' && this.#isOwn(String(fields.teamId)))
      .map(({ target }) => target)
      .slice(-RECENT);
    this.#tasks = targets('tasks').slice(-RECENT);
    this.#status.clear();
    for (const { target, fields } of all) {
      if (target.collection === 'dossiers') this.#status.set(target.id, fields.status as DossierStatus);
    }
  }

  /** @param withReferences false as long as the reference data may not have arrived */
  next(withReferences: boolean): AttackCommand {
    const [persons, dossiers, tasks] = [this.#persons, this.#dossiers, this.#tasks].map((list) => list.length > 0);
    const kind = this.#random.weighted<Kind>({
      createPerson: persons ? 3 : 1,
      updatePerson: persons ? 2 : 0,
      addNoteToPerson: persons ? 2 : 0,
      createDossier: persons && withReferences ? 3 : 0,
      updateDossier: dossiers ? 2 : 0,
      addNoteToDossier: dossiers ? 2 : 0,
      assignDossier: dossiers && withReferences ? 1 : 0,
      changeStatus: dossiers && withReferences ? 2 : 0,
      createTask: withReferences ? 2 : 0,
      changeTaskState: tasks ? 2 : 0,
      registerInteraction: persons ? 3 : 0,
    });
    return this.#make(kind, this.#newMark());
  }

  #make(kind: Kind, mark: string): AttackCommand {
    const makers: Readonly<Record<Kind, () => AttackCommand>> = {
      createPerson: () => this.#createPerson(mark),
      updatePerson: () => this.#updatePerson(mark),
      addNoteToPerson: () => this.#addNoteToPerson(mark),
      createDossier: () => this.#createDossier(mark),
      updateDossier: () => this.#updateDossier(mark),
      addNoteToDossier: () => this.#addNoteToDossier(mark),
      assignDossier: () => this.#assignDossier(mark),
      changeStatus: () => this.#changeStatus(mark),
      createTask: () => this.#createTask(mark),
      changeTaskState: () => this.#changeTaskState(mark),
      registerInteraction: () => this.#registerInteraction(mark),
    };
    return makers[kind]();
  }

  #isOwn(teamId: string): boolean {
    return this.#ownTeamIds.includes(teamId);
  }

  /** Mostly a team of their own, so that there is work to go on with. */
  #team(): string {
    return this.#random.pick(this.#random.chance(0.7) ? this.#ownTeamIds : this.#municipality.teamIds);
  }

  /** Letters only, so that the search index takes it as one word. */
  #newMark(): string {
    this.#count += 1;
    const letters = [...this.#count.toString(16).padStart(5, '0')].map((digit) =>
      String.fromCharCode(97 + Number.parseInt(digit, 16)),
    );
    return `${this.#prefix}${letters.join('')}`;
  }

  #createPerson(mark: string): AttackCommand {
    const target: Target = { collection: 'persons', id: v7() };
    this.#persons = [...this.#persons, target].slice(-RECENT);
    const fields = { givenName: 'Onverliesbaar', familyName: mark };
    return {
      ...{ mark, name: 'createPerson', target, alsoWrites: [] },
      args: { id: target.id, kind: 'citizen', ...fields, language: 'nl' },
      effect: (model) => model.create(target, { ...fields, displayName: `Onverliesbaar ${mark}` }, [mark]),
    };
  }

  #updatePerson(mark: string): AttackCommand {
    const target = this.#random.pick(this.#persons);
    const emailAddress = `${mark}@voorbeeld.test`;
    return {
      ...{ mark, name: 'updatePerson', target, alsoWrites: [] },
      args: { personId: target.id, changes: { emailAddress } },
      effect: (model) => {
        const person = model.event(target, 'fieldsChanged');
        const before = person.fields['emailAddresses.address'];
        person.fields['emailAddresses.address'] = emailAddress;
        model.overwrite(person, typeof before === 'string' ? before.split('@')[0] : undefined, mark);
      },
    };
  }

  #addNoteToPerson(mark: string): AttackCommand {
    return this.#addNote(mark, this.#random.pick(this.#persons));
  }

  #addNoteToDossier(mark: string): AttackCommand {
    return this.#addNote(mark, this.#random.pick(this.#dossiers));
  }

  #addNote(mark: string, target: Target): AttackCommand {
    return {
      ...{ mark, name: 'addNote', target, alsoWrites: [] },
      args: { collection: target.collection, documentId: target.id, text: `Notitie ${mark}` },
      effect: (model) => {
        const document = model.event(target, 'noteAdded');
        document.notes.push(`Notitie ${mark}`);
        document.found.add(mark);
      },
    };
  }

  #createDossier(mark: string): AttackCommand {
    const target: Target = { collection: 'dossiers', id: v7() };
    const applicantId = this.#random.pick(this.#persons).id;
    const { typeCode, answers, initialStatus } = this.#municipality;
    const teamId = this.#team();
    if (this.#isOwn(teamId)) this.#dossiers = [...this.#dossiers, target].slice(-RECENT);
    this.#status.set(target.id, initialStatus);
    const fields = { typeCode, subject: `Onderwerp ${mark}`, applicantId, teamId };
    return {
      ...{ mark, name: 'createDossier', target, alsoWrites: [] },
      args: { id: target.id, ...fields, channel: 'counter', answers },
      effect: (model) => model.create(target, { ...fields, status: initialStatus }, [mark]),
    };
  }

  #updateDossier(mark: string): AttackCommand {
    const target = this.#random.pick(this.#dossiers);
    const description = `Beschrijving ${mark}`;
    return {
      ...{ mark, name: 'updateDossier', target, alsoWrites: [] },
      args: { dossierId: target.id, changes: { description } },
      effect: (model) => {
        const dossier = model.event(target, 'fieldsChanged');
        const before = dossier.fields.description;
        dossier.fields.description = description;
        model.overwrite(dossier, typeof before === 'string' ? before.split(' ')[1] : undefined, mark);
      },
    };
  }

  #assignDossier(mark: string): AttackCommand {
    const target = this.#random.pick(this.#dossiers);
    const teamId = this.#team();
    if (!this.#isOwn(teamId)) this.#dossiers = this.#dossiers.filter(({ id }) => id !== target.id);
    return {
      ...{ mark, name: 'assignDossier', target, alsoWrites: [], isUnmarked: true },
      args: { dossierId: target.id, teamId, reason: `Reden ${mark}` },
      effect: (model) => {
        model.event(target, 'assigned').fields.teamId = teamId;
      },
    };
  }

  #changeStatus(mark: string): AttackCommand {
    const target = this.#random.pick(this.#dossiers);
    const now = this.#status.get(target.id) ?? this.#municipality.initialStatus;
    const status = this.#random.pick(this.#municipality.next[now] ?? [now]);
    this.#status.set(target.id, status);
    return {
      ...{ mark, name: 'changeStatus', target, alsoWrites: [] },
      args: { dossierId: target.id, status, note: `Status ${mark}` },
      effect: (model) => {
        const dossier = model.event(target, 'statusChanged');
        dossier.fields.status = status;
        dossier.notes.push(`Status ${mark}`);
        dossier.found.add(mark);
      },
    };
  }

  #createTask(mark: string): AttackCommand {
    const target: Target = { collection: 'tasks', id: v7() };
    this.#tasks = [...this.#tasks, target].slice(-RECENT);
    const fields = { title: `Taak ${mark}`, teamId: this.#random.pick(this.#municipality.teamIds) };
    return {
      ...{ mark, name: 'createTask', target, alsoWrites: [] },
      args: { id: target.id, kind: 'callBack', ...fields },
      effect: (model) => model.create(target, { ...fields, state: 'open' }, [mark], false),
    };
  }

  #changeTaskState(mark: string): AttackCommand {
    const target = this.#random.pick(this.#tasks);
    const returnReason = `Reden ${mark}`;
    return {
      ...{ mark, name: 'changeTaskState', target, alsoWrites: [] },
      args: { taskId: target.id, state: 'returned', returnReason },
      effect: (model) => {
        Object.assign(model.get(target).fields, { state: 'returned', returnReason });
      },
    };
  }

  /** Three documents and more in one transaction: the contact, the person's last contact, a line in each dossier. */
  #registerInteraction(mark: string): AttackCommand {
    const target: Target = { collection: 'interactions', id: v7() };
    const person = this.#random.pick(this.#persons);
    const dossiers = [...new Set([this.#dossiers.at(-1), this.#dossiers.at(-3)])].filter(
      (dossier) => dossier !== undefined,
    );
    const fields = { subject: `Contact ${mark}`, personId: person.id, dossierIds: dossiers.map(({ id }) => id) };
    return {
      ...{ mark, name: 'registerInteraction', target, alsoWrites: dossiers },
      args: {
        ...{ id: target.id, ...fields, channel: 'phone', direction: 'incoming', text: 'Belt terug' },
      },
      effect: (model) => {
        model.create(target, { ...fields, state: 'received' }, [mark], false);
        model.get(person).lastContact = target.id;
        for (const dossier of dossiers) model.event(dossier, 'interactionLinked');
      },
    };
  }
}
