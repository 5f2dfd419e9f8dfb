import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { Interaction, Task } from '@onthaal/contract/entities/contact.ts';
import type { DossierDocument, Message } from '@onthaal/contract/entities/correspondence.ts';
import type { Visit } from '@onthaal/contract/entities/visit.ts';
import { brusselsInstant, dayText } from '../days.ts';
import {
  architect,
  bakery,
  brassBand,
  callBackTask,
  hybridAppointment,
  jozef,
  marieHelene,
  renovationDossier,
  suspendedDossier,
} from '../fixed-records.ts';
import { isOpen } from '../references/calendars.ts';
import { author } from '../references/members.ts';
import { townHallLocationId } from '../references/places.ts';
import { products } from '../references/products.ts';
import { systemAuthor } from '../references/row.ts';
import type { World } from '../world.ts';
import { openDays } from './fixed-days.ts';
import { renovationDays } from './fixed-dossiers.ts';

/** The call in which Karim proposes to meet. */
export function callOfKarim(world: World): string {
  return brusselsInstant(renovationDays(world.today).call, 945);
}

export function fixedInteractions(world: World): readonly Interaction[] {
  const days = renovationDays(world.today);
  const mailAt = brusselsInstant(days.mail, 550);
  const callAt = callOfKarim(world);
  const common = { personId: marieHelene.id, dossierIds: [renovationDossier.id], teamId: 'team-omgeving', notes: [] };
  return [
    {
      id: 'interaction-verbouwen-mail',
      createdAt: mailAt,
      updatedAt: brusselsInstant(days.assigned, 580),
      updatedBy: author('member-els'),
      channel: 'email',
      direction: 'incoming',
      state: 'answered',
      at: mailAt,
      by: systemAuthor,
      subject: 'Vraag over verbouwen',
      text: 'Beste\n\nWij wonen sinds een jaar in de Kerkstraat 14 en zouden graag ons huis verbouwen. We weten nog niet goed wat we juist gaan doen, maar willen de mogelijkheden graag bespreken. Wat mogen we doen?\n\nVriendelijke groeten\nMarie-Hélène Van den Broeck en Thomas Lefèvre',
      result: 'dossierOpened',
      labels: ['nieuw dossier', 'verbouwen'],
      ...common,
    },
    {
      id: 'interaction-verbouwen-telefoon',
      createdAt: callAt,
      updatedAt: callAt,
      updatedBy: author('member-karim'),
      channel: 'phone',
      direction: 'outgoing',
      state: 'answered',
      at: callAt,
      by: author('member-karim'),
      subject: 'Terugkoppeling over de verbouwing',
      text: 'Uitgelegd dat niet alles wat er staat op plan is getekend. Voorgesteld om samen te komen; de architect kan niet ter plaatse zijn en volgt digitaal.',
      result: 'appointmentMade',
      assurance: 'known',
      durationSeconds: 540,
      labels: [],
      ...common,
    },
  ];
}

export function fixedAppointments(world: World): readonly Appointment[] {
  const days = renovationDays(world.today);
  const bookedAt = callOfKarim(world);
  const product = products.find((candidate) => candidate.code === 'verbouwen');
  return [
    {
      id: hybridAppointment.id,
      createdAt: bookedAt,
      updatedAt: bookedAt,
      updatedBy: author('member-karim'),
      code: hybridAppointment.code,
      state: 'confirmed',
      mode: 'hybrid',
      productCode: 'verbouwen',
      subject: 'Verbouwing Kerkstraat 14 bespreken',
      answers: { aantalPersonen: 2, architectDigitaal: true },
      personId: marieHelene.id,
      dossierId: renovationDossier.id,
      guests: [{ id: 'guest-1', name: architect.displayName, role: 'architect', remote: true }],
      memberIds: ['member-karim'],
      teamId: 'team-omgeving',
      roomId: hybridAppointment.roomId,
      startsAt: brusselsInstant(days.meeting, 600),
      endsAt: brusselsInstant(days.meeting, 640),
      bring: [...(product?.data.bring ?? [])],
      notices: [{ id: 'notice-1', kind: 'confirmation', channel: 'email', sentAt: bookedAt, deliveredAt: bookedAt }],
      notes: [],
    },
  ];
}

export function fixedTasks(world: World): readonly Task[] {
  const day = openDays(world.today, -4);
  const at = brusselsInstant(day, 915);
  const askedAt = brusselsInstant(openDays(world.today, -1), 660);
  return [
    {
      id: 'task-plannen-archief',
      createdAt: at,
      updatedAt: at,
      updatedBy: author('member-karim'),
      kind: 'action',
      title: 'Bouwplannen Kerkstraat 14 opzoeken in het archief',
      text: 'Bouwvergunning van 1962 en van 1994.',
      state: 'inProgress',
      teamId: 'team-omgeving',
      memberId: 'member-karim',
      personId: marieHelene.id,
      dossierId: renovationDossier.id,
      dueOn: dayText(openDays(world.today, 2)),
      notes: [],
    },
    {
      id: callBackTask.id,
      createdAt: askedAt,
      updatedAt: askedAt,
      updatedBy: author('member-els'),
      kind: 'callBack',
      title: 'Marie-Hélène Van den Broeck terugbellen',
      text: 'Wil weten of ze foto’s moet meebrengen naar de afspraak.',
      state: 'open',
      teamId: 'team-omgeving',
      memberId: 'member-karim',
      personId: marieHelene.id,
      dossierId: renovationDossier.id,
      dueOn: dayText(openDays(world.today, 1)),
      promised: 'Teruggebeld na 15 uur, binnen twee werkdagen.',
      notes: [],
    },
  ];
}

export function fixedDossierDocuments(world: World): readonly DossierDocument[] {
  const at = brusselsInstant(renovationDays(world.today).mail, 550);
  const common = {
    createdAt: at,
    updatedAt: at,
    updatedBy: systemAuthor,
    dossierId: renovationDossier.id,
    personId: marieHelene.id,
    receivedOn: at.slice(0, 10),
  };
  return [
    {
      id: 'document-verbouwen-mail',
      ...common,
      title: 'E-mail met de vraag',
      fileName: '2026-LV-00001-vraag.eml',
      mediaType: 'message/rfc822',
      source: 'mail',
      versions: [{ id: 'version-1', contentHash: '1a'.repeat(32), sizeBytes: 18_240, at, by: systemAuthor }],
    },
    {
      id: 'document-verbouwen-foto',
      ...common,
      title: 'Foto van de achtergevel',
      fileName: '2026-LV-00001-achtergevel.jpg',
      mediaType: 'image/jpeg',
      source: 'mail',
      versions: [{ id: 'version-1', contentHash: '2b'.repeat(32), sizeBytes: 2_412_800, at, by: systemAuthor }],
    },
  ];
}

export function fixedMessages(world: World): readonly Message[] {
  const at = brusselsInstant(renovationDays(world.today).acknowledged, 575);
  return [
    {
      id: 'message-verbouwen-ontvangst',
      createdAt: at,
      updatedAt: at,
      updatedBy: systemAuthor,
      channel: 'email',
      registered: false,
      state: 'read',
      stateSince: brusselsInstant(renovationDays(world.today).acknowledged, 720),
      personId: marieHelene.id,
      dossierId: renovationDossier.id,
      templateId: 'template-ontvangstmelding-nl',
      subject: 'We hebben uw vraag ontvangen (2026-LV-00001)',
      body: 'Beste Marie-Hélène Van den Broeck\n\nWe hebben uw vraag goed ontvangen en gaan ermee aan de slag. Uw dossier heeft het nummer 2026-LV-00001. Hoe hebt u ons antwoord het liefst: per telefoon, per e-mail of in een gesprek?\n\nVriendelijke groeten\nGemeente Lindervelde',
      documentIds: [],
    },
  ];
}

/** People without an appointment who wait in the hall this morning; nobody on a day that the town hall is closed. */
export function fixedVisits(world: World): readonly Visit[] {
  if (!isOpen(world.today)) return [];
  const waiting = [
    { id: 'visit-jozef', personId: jozef.id, productCode: 'mantelzorg', ticket: 'A001', minutes: 548 },
    { id: 'visit-bakkerij', personId: bakery.id, productCode: 'inname', ticket: 'A002', minutes: 557 },
    { id: 'visit-fanfare', personId: brassBand.id, productCode: 'evenement', ticket: 'A003', minutes: 564 },
  ];
  return waiting.map(({ id, personId, productCode, ticket, minutes }) => {
    const at = brusselsInstant(world.today, minutes);
    return {
      id,
      createdAt: at,
      updatedAt: at,
      updatedBy: systemAuthor,
      ticket,
      state: 'waiting',
      arrivedAt: at,
      locationId: townHallLocationId,
      personId,
      priority: 3,
      services: [{ id: 'service-1', productCode, state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
      draft: personId === jozef.id ? `Brengt een attest mee voor dossier ${suspendedDossier.number}?` : '',
      notes: [],
      steps: [{ id: `${id}-arrived`, at, by: systemAuthor, event: 'arrived' as const }],
    };
  });
}
