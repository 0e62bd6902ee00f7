import type { Clock } from '#shared/base/clock.ts'
import type { MintId } from '#shared/base/ids.ts'
import type { Result } from '#shared/base/result.ts'
import type { OperationRequest, SubmitOutcome, Topic } from '#shared/contract/ipc.ts'
import type { ExportArgs } from '#shared/features/approval/views.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { FileRef } from '#shared/features/attachment/views.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { openCache, removeCacheFiles } from '../cache/cache.ts'
import { readSyncState } from '../cache/sync-state.ts'
import { createHistoryExporter, type HistoryExport } from '../features/approval/export.ts'
import { createDrafts } from '../features/conversation/drafts.ts'
import { createHints } from '../features/presence/hints.ts'
import type { FileLink } from '../files/file-link.ts'
import type { FileSource } from '../files/file-store.ts'
import { backoffMs } from '../outbox/backoff.ts'
import { createDispatcher } from '../outbox/dispatcher.ts'
import { Outbox } from '../outbox/outbox.ts'
import { openOutboxFile, removeOutboxFile } from '../outbox/outbox-file.ts'
import type { OutboxRow } from '../outbox/outbox-row.ts'
import type { OpenSqliteFile } from '../sqlite/sqlite-file.ts'
import { isCorrupt } from '../sqlite/trouble.ts'
import type { Link } from '../sync/link.ts'
import type { Log } from '../sync/log.ts'
import { createSyncLoop } from '../sync/loop.ts'
import { type AccessToken, createServerCalls } from '../sync/server-calls.ts'
import { type AccountFiles, createAccountFiles, NO_FILE_LINK, removeAccountFiles } from './account-files.ts'
import { type AccountActName, type AccountActs, accountActs } from './acts.ts'
import { type Exported, exportRows } from './export.ts'
import { createFlushSoon } from './flush-soon.ts'
import { type AccountQueries, type AccountQueryName, accountQueries } from './queries.ts'
import type { LocalFile } from './received-files.ts'
import { OUTBOX_RULES, projectionsFor } from './rooms.ts'
import { createSubmitter } from './submit.ts'
import { countUnsent } from './unsent.ts'

export interface AccountOptions {
  /** an existing folder of this account alone */
  folder: string
  identity: Identity
  accessToken: AccessToken
  link: Link
  /** without it files wait on this computer */
  fileLink?: FileLink
  clock: Clock
  mintId: MintId
  /** from 0 up to 1 */
  random(): number
  announce(topics: Topic[]): void
  /** the server has given this person another role; what else is known of them is old */
  roleChanged?(): void
  log: Log
  /** the disk, where it is not the computer's own */
  openFile?: OpenSqliteFile
}

/** Everything that a window may ask of the signed-in person's desk. */
export interface Account {
  /** The queries of the contract except `session.*` and `settings.*`; args are parsed already. */
  query(name: string, args: unknown): Promise<unknown>
  submit(request: OperationRequest): Promise<SubmitOutcome>
  /** The acts of the contract on sync, Outbox, drafts and use of canned responses; args are parsed already. */
  act(name: string, args: unknown): Promise<unknown>
  /** Judges a file and copies it into this account, to be named by a draft or a message; the error is a sentence for the person. */
  addFile(source: FileSource): Promise<Result<Attachment, string>>
  /** A file of a conversation, whole, on this computer; the error is a sentence for the person. */
  file(ref: FileRef): Promise<Result<LocalFile, string>>
  /** Rows of the Outbox as text for a file. */
  exportOutbox(opIds: readonly string[]): Exported
  /** Every row of a history or its audit trail, as text for a file, piece by piece. */
  exportHistory(args: ExportArgs): HistoryExport
  /** How many Operations would be lost with this computer: unsent or refused. */
  unsent(): number
  close(): Promise<void>
  /** Closes and deletes every file of the account. */
  wipe(): Promise<void>
}

const MANY_TOPICS = 64
/** After the first paint, and before anybody has found the composer. */
const WARM_UP_MS = 2000

/** Opens an account and starts to sync. Throws when its outbox is newer than this app, corrupt or somebody else's. */
export async function createAccount(options: AccountOptions): Promise<Account> {
  const { folder, identity, clock, random, announce, log } = options
  const nowMs = () => clock.nowMs()
  const owner = `${identity.tenantId}/${identity.userId}`
  const outboxFile = openOutboxFile(folder, options.openFile)
  const lost = (why: string) => log('warn', 'the cache starts from empty', { why })
  const cache = openCache(folder, owner, lost, options.openFile)
  const outbox = new Outbox({
    file: outboxFile,
    owner,
    rules: OUTBOX_RULES,
    mintId: options.mintId,
    nowMs,
    changed
  })
  const flushDrafts = createFlushSoon(outboxFile, clock, log)
  const drafts = createDrafts(outboxFile, flushDrafts.written)
  const calls = createServerCalls({ link: options.link, accessToken: options.accessToken, clock })
  let closed = false
  let { role } = identity

  const loop = createSyncLoop({
    cache,
    calls,
    projections: projectionsFor(identity.userId),
    clock,
    log,
    backoffMs: (failures) => backoffMs(failures, random),
    applied(changed) {
      const topics = changed ?? new Set(queries.openConversations())
      sweep()
      lookAtRole()
      files.applied(topics)
      tell(topics.size > MANY_TOPICS ? withoutUnseen(topics) : topics)
    },
    statusChanged: () => tell(['status']),
    connected() {
      outbox.wake()
      dispatcher.wake()
      files.connected()
    },
    replaced() {
      sweep()
      lookAtRole()
      files.replaced()
      tell([
        'inbox',
        'channels',
        'canned',
        'engagements',
        'requests',
        'status',
        ...queries.openConversations()
      ])
      dispatcher.wake()
    },
    hint: (raw) => hints.heard(raw),
    hintsOver: () => hints.clear(),
    meets(epoch) {
      outbox.meet(epoch)
      dispatcher.wake()
    },
    adopts: (epoch) => outbox.adopt(epoch)
  })

  const dispatcher = createDispatcher({
    outbox,
    push: calls.push,
    isOpen: () => loop.mayPush() && outbox.epoch !== null,
    isReady: (row) => files.isReady(row),
    leavesAfterMs: ({ type }) => OUTBOX_RULES.get(type)?.leavesAfterMs ?? 0,
    filesMissing: (blobs) => files.missing(blobs),
    answered(seq) {
      sweep()
      if (seq > 0) loop.expect(seq)
    },
    unauthenticated: loop.unauthenticated,
    clock,
    random,
    log
  })

  const files: AccountFiles = createAccountFiles({
    folder,
    outboxFile,
    outbox,
    cache: cache.read,
    drafts,
    link: options.fileLink ?? NO_FILE_LINK,
    isOpen: loop.mayPush,
    unauthenticated: loop.unauthenticated,
    ready: dispatcher.wake,
    tell,
    clock,
    random,
    log
  })

  const hints = createHints({
    clock,
    isOnline: () => loop.status().link === 'online',
    say: loop.say,
    tell
  })

  const exporter = createHistoryExporter({
    db: cache.read,
    changed: () => tell(['export']),
    breathe: () => new Promise<void>((resolve) => clock.after(0, resolve))
  })

  const queries: AccountQueries = accountQueries({
    cache,
    outbox,
    outboxFile,
    drafts,
    identity,
    clock,
    loop,
    files,
    exporter,
    hints
  })
  const wakeAll = () => {
    dispatcher.wake()
    files.wake()
  }
  const wake = () => {
    wakeAll()
    loop.hurry()
  }
  const submitter = createSubmitter({ outbox, drafts, files, wake, isClosed: () => closed })
  const acts: AccountActs = accountActs({
    outbox,
    drafts,
    loop,
    dispatcher: { wake: wakeAll },
    submitter,
    queries,
    exporter,
    files,
    hints,
    nowMs,
    tell,
    log
  })

  /** Accepted rows go once the cache holds their effect; before windows are told, so that nothing shows twice. */
  function sweep(): void {
    if (!outbox.hasAccepted) return
    const { cursor, epoch } = readSyncState(cache.read)
    // what another history has accepted is not measured by this Cursor
    if (cursor !== null && epoch === outbox.epoch) outbox.sweep(cursor)
  }

  function lookAtRole(): void {
    const now = cache.read.get<{ role: Identity['role'] }>(
      'SELECT role FROM users WHERE id = ?',
      identity.userId
    )
    if (!now || now.role === role) return
    role = now.role
    options.roleChanged?.()
  }

  function changed(rows: readonly OutboxRow[]): void {
    const topics = new Set<Topic>(['outbox', 'status'])
    for (const row of rows)
      for (const topic of OUTBOX_RULES.get(row.type)?.topics(row) ?? []) topics.add(topic)
    tell(topics)
  }

  function tell(topics: Iterable<Topic>): void {
    if (closed) return
    const list = [...topics]
    if (list.includes('canned')) queries.cannedChanged()
    if (list.includes('inbox')) queries.namesChanged()
    if (list.length > 0) announce(list)
  }

  /** While a whole copy arrives, only the conversations that a window has asked for are worth a word. */
  function withoutUnseen(topics: ReadonlySet<Topic>): Topic[] {
    const seen = new Set(queries.openConversations())
    return [...topics].filter((topic) => !topic.startsWith('conversation:') || seen.has(topic))
  }

  async function query(name: string, args: unknown): Promise<unknown> {
    try {
      return await queries.ask(name as AccountQueryName, args)
    } catch (error) {
      if (!isCorrupt(error) || closed) throw error
      log('error', 'the cache is damaged; it is fetched again', { error: error.message })
      cache.reset()
      tell(['inbox', 'channels', 'canned', 'engagements', 'requests'])
      loop.retryNow()
      return queries.ask(name as AccountQueryName, args)
    }
  }

  function warmUp(): void {
    queries.prepareSearch().catch((error: unknown) => {
      if (!closed) log('warn', 'the search could not be prepared', { error: String(error) })
    })
  }

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    flushDrafts.stop()
    cancelWarmUp()
    loop.stop()
    dispatcher.stop()
    files.stop()
    cache.close()
    outboxFile.close()
  }

  const { cursor, epoch } = readSyncState(cache.read)
  if (cursor !== null && epoch) outbox.meet(epoch)
  sweep()
  loop.start()
  const cancelWarmUp = clock.after(WARM_UP_MS, warmUp)
  return {
    query,
    submit: async (request) => submitter.submit(request),
    act: async (name, args) => acts.do(name as AccountActName, args),
    addFile: files.add,
    file: files.fetch,
    exportHistory: exporter.start,
    exportOutbox: (opIds) =>
      exportRows(
        outbox.rows.all().filter(({ opId }) => opIds.includes(opId)),
        nowMs()
      ),
    unsent: () => countUnsent(outbox.rows).unsent + countUnsent(outbox.rows).refused,
    close,
    async wipe() {
      await close()
      removeOutboxFile(folder)
      removeCacheFiles(folder)
      removeAccountFiles(folder)
    }
  }
}
