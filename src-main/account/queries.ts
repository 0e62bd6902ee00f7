import type { z } from 'zod'
import type { Clock } from '#shared/base/clock.ts'
import type { QUERIES, QueryName, QueryResult, Topic } from '#shared/contract/ipc.ts'
import { firstNameOf, type VariableValues } from '#shared/features/canned-response/variables.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import type { Cache } from '../cache/cache.ts'
import type { HistoryExporter } from '../features/approval/export.ts'
import { decisionResults } from '../features/approval/results.ts'
import {
  partnerById,
  reasonTemplates,
  refusedRequests,
  requestCounts,
  requestDetail,
  requestsPage,
  waitingMails
} from '../features/approval/views.ts'
import { createResponseDigits, type ResponseDigits } from '../features/canned-response/response-digits.ts'
import { createResponseUse, type ResponseUse } from '../features/canned-response/response-use.ts'
import { createLibrarySearch } from '../features/canned-response/search-library.ts'
import { cannedLibrary } from '../features/canned-response/views.ts'
import type { DeskReader } from '../features/conversation/desk-reader.ts'
import type { Drafts } from '../features/conversation/drafts.ts'
import { inboxCounts, inboxPage } from '../features/conversation/inbox.ts'
import { namesFrom } from '../features/conversation/names.ts'
import { searchMessages } from '../features/conversation/search-messages.ts'
import { searchCoverage, searchNotes } from '../features/conversation/search-notes.ts'
import { positionAt, threadPage } from '../features/conversation/thread.ts'
import {
  channelViews,
  colleagues,
  conversationHeader,
  followerPanel
} from '../features/conversation/views.ts'
import {
  availableEngagements,
  engagementCatalogue,
  engagementsFor,
  pickedEngagement
} from '../features/engagement/views.ts'
import { partnersPage } from '../features/partner/views.ts'
import type { Hints } from '../features/presence/hints.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import type { SyncLoop } from '../sync/loop.ts'
import type { AccountFiles } from './account-files.ts'
import { besideOf } from './beside.ts'
import { outboxList, syncStatus } from './outbox-views.ts'

/** The queries that an account answers; sessions and settings are the app's. */
export type AccountQueryName = Exclude<QueryName, `session.${string}` | `settings.${string}`>

type Table = {
  [Name in AccountQueryName]: (
    args: z.output<(typeof QUERIES)[Name]['args']>
  ) => QueryResult<Name> | Promise<QueryResult<Name>>
}

export interface AccountQueries {
  ask(name: AccountQueryName, args: unknown): unknown
  /** Topics of the conversations that were looked at lately, for when everything may have changed. */
  openConversations(): Topic[]
  cannedChanged(): void
  /** People or channels may have other names. */
  namesChanged(): void
  /** Gets the search of canned responses ready before somebody types. */
  prepareSearch(): Promise<void>
  use: ResponseUse
  digits: ResponseDigits
}

interface QueriesOptions {
  cache: Cache
  outbox: Outbox
  outboxFile: SqliteFile
  drafts: Drafts
  identity: Identity
  clock: Clock
  loop: Pick<SyncLoop, 'status'>
  files: Pick<AccountFiles, 'shareOf' | 'limits'>
  exporter: Pick<HistoryExporter, 'progress'>
  hints: Pick<Hints, 'now'>
}

/** More conversations than windows show at a time. */
const LOOKED_AT_MAX = 32

export function accountQueries(options: QueriesOptions): AccountQueries {
  const { cache, outbox, drafts, identity, clock, loop } = options
  const nowMs = () => clock.nowMs()
  const lookedAt = new Set<string>()
  const desk: DeskReader = {
    db: cache.read,
    rows: outbox.rows,
    drafts,
    names: namesFrom(cache.read),
    me: { userId: identity.userId, name: identity.name },
    uploadShareOf: (row) => options.files.shareOf(row),
    nowMs
  }
  const use = createResponseUse(options.outboxFile)
  const digits = createResponseDigits(options.outboxFile)
  const library = () => cannedLibrary(cache.read, outbox.rows, digits.all())
  const search = createLibrarySearch({
    library,
    weights: () => use.weights(nowMs()),
    variables: (conversationId) => variablesOf(desk, conversationId),
    engagements: (conversationId) => engagementsFor(desk, conversationId),
    nowMs,
    breathe: () => new Promise((resolve) => clock.after(0, resolve))
  })

  function lookAt(conversationId: string): void {
    lookedAt.delete(conversationId)
    lookedAt.add(conversationId)
    const [oldest] = lookedAt
    if (lookedAt.size > LOOKED_AT_MAX && oldest !== undefined) lookedAt.delete(oldest)
  }

  const table: Table = {
    'sync.status': () => syncStatus(loop.status(), outbox.rows, nowMs()),
    'attachment.limits': () => options.files.limits(),
    'outbox.list': () => outboxList(cache.read, outbox.rows, options.files.shareOf),
    'outbox.beside': ({ opId }) => {
      const row = outbox.rows.get(opId)
      return row ? besideOf(cache.read, row, desk.names.user) : []
    },
    'conversation.inbox': (args) => inboxPage(desk, args),
    'conversation.counts': ({ channelId }) => inboxCounts(desk, channelId),
    'conversation.header': ({ conversationId }) => {
      lookAt(conversationId)
      return conversationHeader(desk, conversationId)
    },
    'conversation.thread': (args) => {
      lookAt(args.conversationId)
      return threadPage(desk, args)
    },
    'conversation.panel': ({ conversationId }) => followerPanel(desk, conversationId),
    'conversation.draft': ({ conversationId }) => drafts.get(conversationId),
    'conversation.search': (args) => searchMessages(desk, args),
    'conversation.search-notes': (args) => searchNotes(desk, args),
    'conversation.search-coverage': () => searchCoverage(desk),
    'conversation.position-at': (args) => positionAt(desk, args),
    'presence.now': () => options.hints.now(),
    'conversation.channels': () => channelViews(desk),
    'conversation.colleagues': () => colleagues(desk),
    'engagement.available': ({ conversationId }) => availableEngagements(desk, conversationId),
    'engagement.picked': ({ conversationId, engagementId }) =>
      pickedEngagement(desk, conversationId, engagementId),
    'engagement.catalogue': () => engagementCatalogue(desk),
    'approval.requests': (args) => requestsPage(cache.read, outbox.rows, args),
    'approval.request': ({ requestId }) => requestDetail(cache.read, outbox.rows, requestId, identity.userId),
    'approval.counts': () => requestCounts(cache.read, outbox.rows),
    'approval.refused': () => refusedRequests(cache.read, outbox.rows),
    'approval.results': (args) =>
      decisionResults(cache.read, outbox.rows, args, { userId: identity.userId, nowMs: nowMs() }),
    'approval.reasons': () => reasonTemplates(cache.read, identity.userId),
    'approval.waiting-mails': () => waitingMails(cache.read),
    'approval.export-progress': () => options.exporter.progress(),
    'partner.list': (args) => partnersPage(cache.read, args),
    'partner.one': ({ partnerId }) => partnerById(cache.read, partnerId),
    'canned-response.library': library,
    'canned-response.search': (args) => search.search(args),
    'canned-response.one': (args) => search.one(args)
  }
  return {
    ask(name, args) {
      const answer = table[name] as ((args: unknown) => unknown) | undefined
      if (!answer) throw new Error(`an account does not answer ${name}`)
      return answer(args)
    },
    openConversations: () => [...lookedAt].map((id): Topic => `conversation:${id}`),
    cannedChanged: search.changed,
    namesChanged: desk.names.forget,
    prepareSearch: search.prepare,
    use,
    digits
  }
}

function variablesOf(desk: DeskReader, conversationId: string | null): Partial<VariableValues> {
  const names =
    conversationId === null
      ? undefined
      : desk.db.get<{ follower: string; channel: string | null }>(
          `SELECT c.follower_name AS follower, h.name AS channel
           FROM conversations c LEFT JOIN channels h ON h.id = c.channel_id WHERE c.id = ?`,
          conversationId
        )
  if (!names) return {}
  return {
    'follower.name': names.follower,
    'follower.firstName': firstNameOf(names.follower),
    'agent.name': desk.me.name,
    'agent.firstName': firstNameOf(desk.me.name),
    'channel.name': names.channel ?? ''
  }
}
