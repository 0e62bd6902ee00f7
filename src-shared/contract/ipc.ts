import { z } from 'zod'
import { ChannelId, ConversationId, OpId, PartnerId, RequestId } from '../base/ids.ts'
import {
  DecisionResult,
  DecisionsArgs,
  ExportArgs,
  ExportOutcome,
  ExportProgress,
  PartnersArgs,
  PartnersPage,
  ReasonTemplates,
  RequestCounts,
  RequestDetail,
  RequestRow,
  RequestsArgs,
  RequestsPage,
  WaitingMails
} from '../features/approval/views.ts'
import { BlobHash, FileLimits } from '../features/attachment/entities.ts'
import {
  AddFileResult,
  FileGiven,
  FileOutcome,
  FileRef,
  PASTE_MAX_BYTES
} from '../features/attachment/views.ts'
import { ExchangeFormat } from '../features/canned-response/exchange/file.ts'
import { ImportRead } from '../features/canned-response/exchange/plan.ts'
import {
  CannedHit,
  CannedLibrary,
  CannedOneArgs,
  CannedSearchArgs,
  Digit
} from '../features/canned-response/views.ts'
import {
  ChannelView,
  Colleague,
  ConversationHeader,
  Draft,
  DraftContent,
  FollowerPanel,
  FoundNote,
  InboxArgs,
  InboxCounts,
  InboxPage,
  MessageSearchArgs,
  MessageSearchPage,
  NoteSearchArgs,
  SearchCoverage,
  ThreadArgs,
  ThreadPage
} from '../features/conversation/views.ts'
import { AvailableEngagements, EngagementView, PickedEngagement } from '../features/engagement/views.ts'
import { Partner } from '../features/partner/entities.ts'
import { OwnHint, PresenceNow } from '../features/presence/hints.ts'
import { DemoPerson, SessionView, SignInArgs, SignInResult } from '../features/session/views.ts'
import { Base } from '../sync/operation.ts'
import { Beside, OutboxItem, SyncStatus } from '../sync/status.ts'
import { ADMIN_ACTS } from './admin-calls.ts'
import { OPERATIONS } from './operations.ts'

/**
 * The whole boundary between a window and the desk's main process. A query reads a View; a submit asks for
 * something: an Operation (queued durably before it answers) or a local act. Both sides parse by this table.
 */
interface Call<Args extends z.ZodType, Result extends z.ZodType> {
  args: Args
  result: Result
}

function call<Args extends z.ZodType, Result extends z.ZodType>(
  args: Args,
  result: Result
): Call<Args, Result> {
  return { args, result }
}

const nothing = z.object({})
const conversation = z.object({ conversationId: ConversationId })

/** How many of the emoji used last are kept. */
export const RECENT_EMOJI_MAX = 18

/** A part of the follower panel that can be folded. */
export const PanelPart = z.enum(['profile', 'engagements', 'chats'])
export type PanelPart = z.infer<typeof PanelPart>

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** what sends a message: Enter alone, or Ctrl/Cmd with Enter */
  sendKey: z.enum(['enter', 'mod-enter']),
  listWidth: z.number(),
  panelWidth: z.number(),
  panelOpen: z.boolean(),
  /** parts of the follower panel that are folded */
  foldedParts: z.array(PanelPart),
  /** the emoji that were used last, the newest first */
  recentEmoji: z.array(z.string().max(16)).max(RECENT_EMOJI_MAX)
})
export type Settings = z.infer<typeof Settings>

export const QUERIES = {
  'session.current': call(nothing, SessionView),
  'session.demo-people': call(z.object({ serverUrl: z.string().max(500) }), z.array(DemoPerson)),
  'sync.status': call(nothing, SyncStatus),
  'outbox.list': call(nothing, z.array(OutboxItem)),
  /** what a person has to see beside their own words before they decide about them */
  'outbox.beside': call(z.object({ opId: OpId }), Beside),
  'settings.current': call(nothing, Settings),
  /** how large files may be, as the server said last */
  'attachment.limits': call(nothing, FileLimits),
  'conversation.inbox': call(InboxArgs, InboxPage),
  'conversation.counts': call(z.object({ channelId: ChannelId.nullable() }), InboxCounts),
  'conversation.header': call(conversation, ConversationHeader.nullable()),
  'conversation.thread': call(ThreadArgs, ThreadPage),
  'conversation.panel': call(conversation, FollowerPanel.nullable()),
  'conversation.draft': call(conversation, Draft.nullable()),
  /** in the texts of all messages that are here */
  'conversation.search': call(MessageSearchArgs, MessageSearchPage),
  'conversation.search-notes': call(NoteSearchArgs, z.array(FoundNote)),
  'conversation.search-coverage': call(nothing, SearchCoverage),
  /** the first message at or after a time; null when there is none */
  'conversation.position-at': call(
    z.object({ conversationId: ConversationId, atMs: z.number().int() }),
    z.number().int().nullable()
  ),
  /** who else is at conversations now; nobody while offline */
  'presence.now': call(nothing, PresenceNow),
  'conversation.channels': call(nothing, z.array(ChannelView)),
  /** who else may sign in, by name */
  'conversation.colleagues': call(nothing, z.array(Colleague)),
  'engagement.available': call(conversation, AvailableEngagements),
  'engagement.picked': call(
    conversation.extend({ engagementId: z.string().max(64).nullable() }),
    PickedEngagement
  ),
  /** the whole catalogue, as far as this person may see it */
  'engagement.catalogue': call(nothing, z.array(EngagementView)),
  /** one page of a queue or a history */
  'approval.requests': call(RequestsArgs, RequestsPage),
  'approval.request': call(z.object({ requestId: RequestId }), RequestDetail.nullable()),
  'approval.counts': call(nothing, RequestCounts),
  /** my decisions that the server refused */
  'approval.refused': call(nothing, z.array(RequestRow)),
  /** what became of each of several decisions */
  'approval.results': call(DecisionsArgs, z.array(DecisionResult)),
  'approval.reasons': call(nothing, ReasonTemplates),
  'approval.waiting-mails': call(nothing, WaitingMails),
  'approval.export-progress': call(nothing, ExportProgress),
  'partner.list': call(PartnersArgs, PartnersPage),
  'partner.one': call(z.object({ partnerId: PartnerId }), Partner.nullable()),
  'canned-response.library': call(nothing, CannedLibrary),
  'canned-response.search': call(CannedSearchArgs, z.array(CannedHit)),
  'canned-response.one': call(CannedOneArgs, CannedHit.nullable())
} as const

/** `queued` is answered only after the Operation is on disk; a full disk is said, never hidden. */
export const SubmitOutcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), opId: OpId }),
  z.object({
    ok: z.literal(false),
    code: z.enum(['invalid_args', 'disk_full', 'signed_out']),
    message: z.string()
  })
])
export type SubmitOutcome = z.infer<typeof SubmitOutcome>

/** Local acts: they touch this computer only, or speak with the server outside of the Outbox. */
export const ACTS = {
  'session.sign-in': call(SignInArgs, SignInResult),
  /** refused with the number of unsent Operations unless `discardUnsent` */
  'session.sign-out': call(
    z.object({ discardUnsent: z.boolean() }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true) }),
      z.object({ ok: z.literal(false), unsent: z.number().int() })
    ])
  ),
  'sync.set-offline': call(z.object({ offline: z.boolean() }), nothing),
  'sync.retry-now': call(nothing, nothing),
  'settings.save': call(Settings.partial(), Settings),
  /**
   * What is not given stays as it is; a draft in which nothing is left is removed. `saved: false` says that the disk refused it.
   */
  'conversation.save-draft': call(
    DraftContent.partial().extend({ conversationId: ConversationId }),
    z.object({ saved: z.boolean() })
  ),
  /** Adds files to what a draft has, or takes some away, whoever else changes it meanwhile; `left` names those that found no room. */
  'conversation.change-draft-files': call(
    z.object({
      conversationId: ConversationId,
      add: DraftContent.shape.attachments.optional(),
      remove: z.array(BlobHash).optional()
    }),
    z.object({ saved: z.boolean(), left: z.array(z.string()) })
  ),
  /** sends a refused Operation again as a new one, in its place of the Lane, from what is on screen now (`base`), with other args if given */
  'outbox.retry': call(z.object({ opId: OpId, base: Base, args: z.unknown().optional() }), SubmitOutcome),
  /** sends the text of a message whose files are not up, or cannot go, as a new Operation in its place of the Lane */
  'outbox.send-without-files': call(z.object({ opId: OpId, base: Base }), SubmitOutcome),
  /**
   * Withdraws an Operation that was never transmitted or was refused; `tooLate` once it is on its way. With `withdraw` the
   * server is asked to withdraw that one too: `withdrawing`, until its row goes or is settled.
   */
  'outbox.discard': call(
    z.object({ opId: OpId, withdraw: z.boolean().default(false) }),
    z.object({ outcome: z.enum(['discarded', 'withdrawing', 'tooLate', 'notFound']) })
  ),
  /** brings a file of a conversation to this computer, so that it can be shown */
  'attachment.fetch': call(FileRef, FileOutcome),
  /** asks where to, and saves a copy there */
  'attachment.save': call(FileRef, FileOutcome),
  /** opens a copy by the system's program for it, or shows it in its folder when it could run */
  'attachment.open': call(FileRef, FileOutcome),
  /** brings back what was just discarded, at the end of the Outbox: the undo of a discard, known until the desk is closed */
  'outbox.restore': call(z.object({ opId: OpId }), z.object({ restored: z.boolean() })),
  /** writes what is in the Outbox, as it stands there, into a file that the person chooses */
  'outbox.export': call(
    z.object({ opIds: z.array(OpId) }),
    z.object({ outcome: z.enum(['saved', 'cancelled', 'failed']) })
  ),
  /** asks where to, and writes every row that fits into a CSV file there */
  'approval.export': call(ExportArgs, ExportOutcome),
  'approval.cancel-export': call(nothing, nothing),
  /** the first inbox has been painted: what nobody waits for may begin */
  'app.painted': call(nothing, nothing),
  /** writes the library as it is shown into a file that the person chooses */
  'canned-response.export': call(
    z.object({ format: ExchangeFormat }),
    z.object({ outcome: z.enum(['saved', 'cancelled', 'failed']) })
  ),
  /** asks for a file, and says what it would change; nothing is changed */
  'canned-response.read-import': call(nothing, ImportRead),
  /** tells colleagues, and of an answer its follower, what is done here just now; nothing of it is kept */
  'presence.say': call(OwnHint, nothing),
  'canned-response.used': call(z.object({ responseId: z.string() }), nothing),
  /** which response Ctrl/Cmd+Shift and a digit insert on this computer; another one that had it loses it */
  'canned-response.set-digit': call(z.object({ responseId: z.string(), digit: Digit.nullable() }), nothing),
  /** what the server is asked for online, by administrators */
  ...ADMIN_ACTS,
  /** opens a link in the system's browser or mail program; only https and mailto pass */
  'app.open-external': call(z.object({ url: z.string().max(2000) }), z.object({ opened: z.boolean() }))
} as const

/** Gives a file that a person chose, dropped or pasted; it is copied and judged before this answers. */
export const ADD_FILE = call(FileGiven, AddFileResult)
export type GivenFile = z.output<typeof FileGiven>
/** Most bytes of that call: those that have no file on this computer. */
export const ADD_FILE_MAX_BYTES = PASTE_MAX_BYTES + 64 * 1024

/** An Operation as a window asks for it: the outbox adds ids, device and lane. */
export const OperationRequest = z.object({
  type: z.enum(OPERATIONS.map((operation) => operation.type)),
  args: z.unknown(),
  base: Base
})
export type OperationRequest = z.infer<typeof OperationRequest>

export type QueryName = keyof typeof QUERIES
export type QueryArgs<Name extends QueryName> = z.input<(typeof QUERIES)[Name]['args']>
export type QueryResult<Name extends QueryName> = z.output<(typeof QUERIES)[Name]['result']>
export type ActName = keyof typeof ACTS
export type ActArgs<Name extends ActName> = z.input<(typeof ACTS)[Name]['args']>
export type ActResult<Name extends ActName> = z.output<(typeof ACTS)[Name]['result']>

/**
 * A Topic names Views that may have changed. `conversation:<id>` speaks of one thread, `draft:<id>` of what is written for it, when
 * that changes elsewhere than in its composer; the others are lists.
 */
export const Topic = z.union([
  z.enum([
    'session',
    'status',
    'outbox',
    'settings',
    'inbox',
    'channels',
    'canned',
    'canned-usage',
    'engagements',
    'requests',
    'presence',
    'export'
  ]),
  z.templateLiteral(['conversation:', z.string()]),
  z.templateLiteral(['draft:', z.string()])
])
export type Topic = z.infer<typeof Topic>

/** What main may tell a window besides Topics: a menu item or a deep link asks the window to go somewhere. */
export const WindowRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-conversation'), conversationId: ConversationId }),
  z.object({
    kind: z.literal('go'),
    room: z.enum(['chat', 'canned-responses', 'partner-management', 'settings', 'outbox'])
  }),
  z.object({ kind: z.literal('focus-search') }),
  z.object({ kind: z.literal('sign-out') })
])
export type WindowRequest = z.infer<typeof WindowRequest>
