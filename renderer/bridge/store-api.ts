import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import type { QuestionArguments, QuestionName, QuestionResults } from '@onthaal/contract/store/questions.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { UnknownAction } from '@reduxjs/toolkit';
import {
  copyWithStructuralSharing,
  createApi,
  type EndpointBuilder,
  fakeBaseQuery,
  type SkipToken,
} from '@reduxjs/toolkit/query/react';

/** What thunks and endpoints of the store get beside their arguments. */
export interface StoreExtra {
  readonly client: StoreClient;
}

type Builder = EndpointBuilder<ReturnType<typeof fakeBaseQuery<OnthaalError>>, 'read', 'storeApi'>;

/** Pauses before a read is asked again, in milliseconds: a reader that crashed is back within a second. */
const retryPauses = [200, 800];

async function ask<Name extends ReadName>(extra: unknown, name: Name, args: ReadArguments[Name]) {
  const { client } = extra as StoreExtra;
  let result: Result<ReadResults[Name]> = await client.read(name, args);
  for (const pause of retryPauses) {
    if (result.ok || !result.error.retryable) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    result = await client.read(name, args);
  }
  return result.ok ? { data: result.value } : { error: result.error };
}

/**
 * Asks the store once, past the cache: `await dispatch(readNow('searchEverything', {...}))`. For what is asked at every
 * keystroke: the cache may answer "nothing" for a question that it let go of while the store was starting again.
 */
export function readNow<Name extends ReadName>(name: Name, args: ReadArguments[Name]) {
  return async (_dispatch: unknown, _state: unknown, extra: StoreExtra): Promise<Result<ReadResults[Name]>> => {
    const answer = await ask(extra, name, args);
    return answer.error === undefined ? success(answer.data) : { ok: false, error: answer.error };
  };
}

/** A read that is asked once per argument and again only on demand. */
function once<Name extends ReadName>(builder: Builder, name: Name) {
  return builder.query<ReadResults[Name], ReadArguments[Name]>({
    queryFn: (args, { extra }) => ask(extra, name, args),
    providesTags: ['read'],
  });
}

/** A question to the mid-office, asked once per argument and again only on demand. */
function asked<Name extends QuestionName>(builder: Builder, name: Name) {
  return builder.query<QuestionResults[Name], QuestionArguments[Name]>({
    queryFn: async (args, { extra }) => {
      const result = await (extra as StoreExtra).client.ask(name, args);
      return result.ok ? { data: result.value } : { error: result.error };
    },
    providesTags: ['read'],
  });
}

/** Asks a live read anew, so that its error, or the end of it, reaches who shows it. */
function askAgain(name: keyof typeof storeApi.endpoints, args: unknown): UnknownAction {
  const initiate = storeApi.endpoints[name].initiate as unknown as (
    args: unknown,
    options: { readonly forceRefetch: true; readonly subscribe: false },
  ) => UnknownAction;
  return initiate(args, { forceRefetch: true, subscribe: false });
}

/** The record is not here, or not for this clerk any more. */
const goneCodes: readonly ErrorCode[] = ['DOCUMENT_UNKNOWN', 'CONSULTATION_REQUIRED', 'REASON_REQUIRED', 'NOT_ALLOWED'];

/** Reads that no screen follows: main asks one, one is asked at every keystroke, the others when something begins. */
type NotShown = 'searchEverything' | 'documentLook' | 'localSlots' | 'referenceDrafts';

/** A read that follows the store: as long as somebody shows it, each change of what it shows comes in by itself. */
function live<Name extends Exclude<ReadName, NotShown>>(builder: Builder, name: Name) {
  return builder.query<ReadResults[Name], ReadArguments[Name]>({
    queryFn: (args, { extra }) => ask(extra, name, args),
    providesTags: ['read'],
    onCacheEntryAdded: async (args, { extra, cacheDataLoaded, cacheEntryRemoved, updateCachedData, dispatch }) => {
      const loaded = await cacheDataLoaded.catch(() => undefined);
      if (!loaded) return;
      let latest: ReadResults[Name] = loaded.data;
      let isGone = false;
      const stop = (extra as StoreExtra).client.subscribe(name, args, (result) => {
        // A passing fault keeps what is shown; a record that is gone must not stay on the screen as if it were there.
        const wasGone = isGone;
        isGone = !result.ok && goneCodes.includes(result.error.code);
        if (isGone !== wasGone) dispatch(askAgain(name, args));
        if (!result.ok) return;
        const next = copyWithStructuralSharing(latest, result.value) as ReadResults[Name];
        if (next === latest) return;
        latest = next;
        updateCachedData(() => next);
      });
      await cacheEntryRemoved;
      stop();
    },
  });
}

/** The named reads of the store as RTK Query endpoints. What nobody shows any more is forgotten after five seconds. */
export const storeApi = createApi({
  reducerPath: 'storeApi',
  baseQuery: fakeBaseQuery<OnthaalError>(),
  tagTypes: ['read'],
  keepUnusedDataFor: 5,
  endpoints: (builder) => ({
    personCard: live(builder, 'personCard'),
    personSummary: live(builder, 'personSummary'),
    dossierCard: live(builder, 'dossierCard'),
    oversight: asked(builder, 'oversight'),
    watchedLooks: live(builder, 'watchedLooks'),
    workList: live(builder, 'workList'),
    dayOverview: live(builder, 'dayOverview'),
    referenceList: live(builder, 'referenceList'),
    routingPreview: once(builder, 'routingPreview'),
    syncStatus: live(builder, 'syncStatus'),
    syncItems: live(builder, 'syncItems'),
    operationState: live(builder, 'operationState'),
    documentAcceptance: live(builder, 'documentAcceptance'),
    documentContents: live(builder, 'documentContents'),
    dossierPayments: live(builder, 'dossierPayments'),
    paymentDay: live(builder, 'paymentDay'),
    payment: live(builder, 'payment'),
    settlingRefunds: once(builder, 'settlingRefunds'),
    queueBoard: live(builder, 'queueBoard'),
    openVisits: live(builder, 'openVisits'),
    backOfficeWork: live(builder, 'backOfficeWork'),
    appointmentRequests: live(builder, 'appointmentRequests'),
    calendar: live(builder, 'calendar'),
    callSheet: live(builder, 'callSheet'),
    hinderedAppointments: live(builder, 'hinderedAppointments'),
    checkIn: live(builder, 'checkIn'),
    personCheckIn: live(builder, 'personCheckIn'),
    appointmentPaper: live(builder, 'appointmentPaper'),
    waitingPapers: live(builder, 'waitingPapers'),
    visitFinish: live(builder, 'visitFinish'),
    dayBoard: live(builder, 'dayBoard'),
    dayReport: live(builder, 'dayReport'),
    dayEnd: live(builder, 'dayEnd'),
    handovers: live(builder, 'handovers'),
    handoverDraft: live(builder, 'handoverDraft'),
    possibleRights: live(builder, 'possibleRights'),
    conflictList: live(builder, 'conflictList'),
    conflictDetail: live(builder, 'conflictDetail'),
  }),
});

type EndpointName = keyof typeof storeApi.endpoints;
type ArgumentsOf<Name extends EndpointName> = (ReadArguments & QuestionArguments)[Name];
type ResultOf<Name extends EndpointName> = (ReadResults & QuestionResults)[Name];

interface AnswerOptions {
  readonly skip?: boolean;
  readonly refetchOnMountOrArgChange?: boolean;
}

interface Answer<Data> {
  /** The answer to exactly what is asked now; undefined until it is there, and while nothing is asked. */
  readonly data: Data | undefined;
  /** The newest answer, perhaps to what was asked before: for a view that stands until the next is there, never for what is acted on. */
  readonly latest: Data | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

/**
 * A hook that asks and follows the answer. RTK Query's own `data` is that of the question before while a new one is under way: the
 * citizen before this one, or the rows of another list.
 */
function answerHook<Name extends EndpointName>(name: Name) {
  const useEndpoint = storeApi.endpoints[name].useQuery as unknown as (
    args: ArgumentsOf<Name> | SkipToken,
    options?: AnswerOptions,
  ) => Answer<ResultOf<Name>> & { readonly currentData: ResultOf<Name> | undefined };
  // biome-ignore lint/correctness/noComponentHookFactories: each is made once, with the module
  return function useAnswer(args: ArgumentsOf<Name> | SkipToken, options?: AnswerOptions): Answer<ResultOf<Name>> {
    const { currentData, data, error, isFetching, refetch } = useEndpoint(args, options);
    return { data: currentData, latest: data, error, isFetching, refetch };
  };
}

export const usePersonCardQuery = answerHook('personCard');
export const usePersonSummaryQuery = answerHook('personSummary');
export const useDossierCardQuery = answerHook('dossierCard');
export const useOversightQuery = answerHook('oversight');
export const useWatchedLooksQuery = answerHook('watchedLooks');
export const useDayOverviewQuery = answerHook('dayOverview');
export const useReferenceListQuery = answerHook('referenceList');
export const useRoutingPreviewQuery = answerHook('routingPreview');
export const useSyncStatusQuery = answerHook('syncStatus');
export const useSyncItemsQuery = answerHook('syncItems');
export const useDocumentAcceptanceQuery = answerHook('documentAcceptance');
export const useAppointmentRequestsQuery = answerHook('appointmentRequests');
export const useCalendarQuery = answerHook('calendar');
export const useCallSheetQuery = answerHook('callSheet');
export const useHinderedAppointmentsQuery = answerHook('hinderedAppointments');
export const useDocumentContentsQuery = answerHook('documentContents');
export const useDossierPaymentsQuery = answerHook('dossierPayments');
export const usePaymentDayQuery = answerHook('paymentDay');
export const useDayBoardQuery = answerHook('dayBoard');
export const useDayReportQuery = answerHook('dayReport');
export const useDayEndQuery = answerHook('dayEnd');
export const usePaymentQuery = answerHook('payment');
export const useQueueBoardQuery = answerHook('queueBoard');
export const useBackOfficeWorkQuery = answerHook('backOfficeWork');
export const useOpenVisitsQuery = answerHook('openVisits');
export const useCheckInQuery = answerHook('checkIn');
export const usePersonCheckInQuery = answerHook('personCheckIn');
export const useAppointmentPaperQuery = answerHook('appointmentPaper');
export const useWaitingPapersQuery = answerHook('waitingPapers');
export const useVisitFinishQuery = answerHook('visitFinish');
export const useHandoversQuery = answerHook('handovers');
export const useHandoverDraftQuery = answerHook('handoverDraft');
export const usePossibleRightsQuery = answerHook('possibleRights');
export const useConflictListQuery = answerHook('conflictList');
export const useConflictDetailQuery = answerHook('conflictDetail');

/** The error of a query hook in its own shape: RTK Query may also put in an exception of its own. */
export function readError(error: unknown): OnthaalError | undefined {
  if (error === undefined) return undefined;
  const known = typeof error === 'object' && error !== null && 'code' in error && 'retryable' in error;
  return known ? (error as OnthaalError) : failure('UNEXPECTED', { retryable: true }).error;
}
