import { auditTrail } from '../audit/audit-trail.ts';
import { type ExportQuestion, exportConsultations } from '../consultations/export-log.ts';
import type { RequestContext } from './request-context.ts';
import { sessionOf, valueOrThrow } from './resolver.ts';

/** What administrators and record managers ask to account for who looked and who changed. */
export const oversightResolvers = {
  exportConsultations: async (_parent: unknown, question: ExportQuestion, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('exportConsultations');
    return valueOrThrow(await exportConsultations(context.services.database.orm, session, question));
  },
  auditTrail: async (
    _parent: unknown,
    asked: { readonly collection: string; readonly documentId: string; readonly before?: string | null },
    context: RequestContext,
  ) => {
    const session = await sessionOf(context);
    context.traces.fields.push('auditTrail');
    const { orm } = context.services.database;
    return valueOrThrow(await auditTrail(orm, session, asked.collection, asked.documentId, asked.before));
  },
};
