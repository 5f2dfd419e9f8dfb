import type { Consultation, DossierDocument, Message } from '@onthaal/contract/entities/correspondence.ts';
import { brusselsInstant } from '../days.ts';
import type { PaperSeed } from '../dossier-types/seed-type.ts';
import type { MadeDossier } from '../dossiers/dossier.ts';
import type { LifeStep } from '../dossiers/life.ts';
import { makeId } from '../identity.ts';
import type { Random } from '../random.ts';
import { systemAuthor } from '../references/row.ts';
import { nowMinutes, type World } from '../world.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  eml: 'message/rfc822',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function contentHash(random: Random): string {
  let hash = '';
  for (let part = 0; part < 8; part += 1) hash += random.bits().toString(16).padStart(8, '0');
  return hash;
}

function makeDocument(random: Random, made: MadeDossier, paper: PaperSeed, at: string): DossierDocument {
  const { dossier, worker } = made;
  const extension = paper.file.slice(paper.file.lastIndexOf('.') + 1);
  const by = paper.source === 'template' || paper.source === 'scan' ? worker : systemAuthor;
  const signed = paper.source === 'template' && random.chance(0.4);
  return {
    id: makeId(random, at),
    createdAt: at,
    updatedAt: at,
    updatedBy: by,
    dossierId: dossier.id,
    personId: dossier.applicantId,
    title: paper.title,
    fileName: `${dossier.number}-${paper.file}`,
    mediaType: mediaTypes[extension] ?? 'application/octet-stream',
    source: paper.source,
    ...(signed ? { signing: random.pick(['completed', 'completed', 'shared', 'partlySigned'] as const) } : {}),
    receivedOn: at.slice(0, 10),
    versions: [
      { id: 'version-1', contentHash: contentHash(random), sizeBytes: random.between(9000, 4_800_000), at, by },
    ],
  };
}

/** The papers of a dossier: one on average. What the municipality writes itself only comes once something happened. */
export function documentsOf(random: Random, made: MadeDossier): readonly DossierDocument[] {
  const count = random.weighted([
    { weight: 34, count: 0 },
    { weight: 38, count: 1 },
    { weight: 19, count: 2 },
    { weight: 9, count: 3 },
  ]).count;
  const last = made.steps.at(-1)?.at ?? made.dossier.createdAt;
  const start = random.between(0, made.type.papers.length - 1);
  const documents: DossierDocument[] = [];
  for (let index = 0; index < Math.min(count, made.type.papers.length); index += 1) {
    const paper = made.type.papers[(start + index) % made.type.papers.length];
    if (paper === undefined || (paper.source === 'template' && made.steps.length < 3)) continue;
    documents.push(makeDocument(random, made, paper, paper.source === 'template' ? last : made.dossier.createdAt));
  }
  return documents;
}

function messageState(random: Random, channel: Message['channel']): Message['state'] {
  if (random.chance(0.02)) return channel === 'paper' ? 'returned' : 'failed';
  if (channel === 'paper') return 'sent';
  return random.pick(['delivered', 'read', 'read', 'sent'] as const);
}

function channelFor(made: MadeDossier): Message['channel'] {
  const wanted = made.applicant.preferredChannel;
  if (wanted === 'phone' || wanted === undefined) return made.applicant.emailAddresses.length > 0 ? 'email' : 'paper';
  return wanted === 'email' && made.applicant.emailAddresses.length === 0 ? 'paper' : wanted;
}

const bodies: Readonly<Record<string, readonly [string, string]>> = {
  'template-ontvangstmelding-nl': [
    'We hebben uw vraag ontvangen',
    'We hebben uw vraag goed ontvangen en gaan ermee aan de slag.',
  ],
  'template-onvolledig-nl': [
    'We missen nog iets',
    'We kunnen uw dossier nog niet verder behandelen. Bezorg ons het ontbrekende stuk.',
  ],
  'template-ontvankelijk-nl': [
    'We behandelen uw dossier',
    'Uw dossier is ontvankelijk. Dat betekent dat wij het verder behandelen.',
  ],
  'template-niet-ontvankelijk-nl': [
    'Uw dossier kan niet behandeld worden',
    'We kunnen uw dossier niet behandelen. In de brief leest u waarom.',
  ],
  'template-beslissing-nl': [
    'Beslissing over uw dossier',
    'Er is beslist over uw dossier. De volledige tekst vindt u in de bijlage.',
  ],
  'template-afgehandeld-nl': [
    'Uw dossier is afgehandeld',
    'Uw dossier is afgehandeld. Hebt u nog vragen? Bel ons gerust.',
  ],
  'template-evaluatie-nl': [
    'Hoe hebben we uw melding behandeld?',
    'Wilt u ons laten weten wat u ervan vond? Het zijn drie vragen.',
  ],
};

function makeMessage(random: Random, made: MadeDossier, step: LifeStep, templateId: string): Message {
  const [subject, text] = bodies[templateId] ?? ['Bericht over uw dossier', 'Er is nieuws over uw dossier.'];
  const channel = channelFor(made);
  const state = messageState(random, channel);
  const registered = channel === 'paper' && random.chance(0.15);
  return {
    id: makeId(random, step.at),
    createdAt: step.at,
    updatedAt: step.at,
    updatedBy: made.worker,
    channel,
    registered,
    state,
    stateSince: step.at,
    ...(state === 'failed' ? { stateReason: 'Mailbox van de ontvanger is vol.' } : {}),
    ...(state === 'returned' ? { stateReason: 'Onbestelbaar teruggekomen.' } : {}),
    personId: made.applicant.id,
    dossierId: made.dossier.id,
    templateId,
    subject: `${subject} (${made.dossier.number})`,
    body: `Beste ${made.applicant.displayName}\n\n${text}\n\nVriendelijke groeten\nGemeente Lindervelde`,
    documentIds: [],
    ...(registered ? { proofReference: `RR${random.between(100_000_000, 999_999_999)}BE` } : {}),
  };
}

/** The messages that the statuses of a dossier led to, as far as they were sent: 0.5 on average. */
export function messagesOf(random: Random, made: MadeDossier): readonly Message[] {
  return made.steps.flatMap((step) => {
    const definition = made.type.data.statuses.find((candidate) => candidate.status === step.status);
    const templateId = definition?.messageTemplateId;
    return templateId !== undefined && random.chance(0.23) ? [makeMessage(random, made, step, templateId)] : [];
  });
}

/** Who looked at the applicant lately: some of the dossiers that are being worked on. */
export function consultationsOf(world: World, random: Random, made: MadeDossier): readonly Consultation[] {
  const opened = made.steps[0]?.day ?? world.today;
  if (world.today - opened > 60 || !random.chance(0.35)) return [];
  const day = made.steps.at(-1)?.day ?? opened;
  const at = brusselsInstant(day, day === world.today ? nowMinutes - 1 : random.between(545, 1015));
  return [
    {
      id: makeId(random, at),
      createdAt: at,
      updatedAt: at,
      updatedBy: made.worker,
      at,
      memberId: made.worker.memberId,
      deviceId: `device-laptop-${random.between(1, 5)}`,
      personId: made.applicant.id,
      dossierId: made.dossier.id,
      purpose: 'dossierHandling',
      fields: ['displayName', 'address', 'birthDate', ...(random.chance(0.3) ? ['nationalNumber'] : [])],
      outcome: 'shown',
    },
  ];
}
