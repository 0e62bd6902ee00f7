import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Clock } from '#shared/base/clock.ts'
import { TenantId } from '#shared/base/ids.ts'
import type {
  ActArgs,
  ActName,
  ActResult,
  OperationRequest,
  QueryArgs,
  QueryName,
  QueryResult,
  SubmitOutcome,
  Topic
} from '#shared/contract/ipc.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { type Account, createAccount } from '../../src-main/account/account.ts'
import type { FileLink } from '../../src-main/files/file-link.ts'
import type { OpenSqliteFile } from '../../src-main/sqlite/sqlite-file.ts'
import type { Link } from '../../src-main/sync/link.ts'
import type { AccessToken } from '../../src-main/sync/server-calls.ts'
import { HandFlushedLink } from './hand-flushed-link.ts'
import { firstRows, ME } from './rows.ts'
import { settle, VirtualClock } from './virtual-clock.ts'

export const IDENTITY: Identity = {
  tenantId: TenantId.parse('acme'),
  tenantName: 'Acme',
  userId: ME,
  name: 'Mia',
  email: 'mia@acme.test',
  role: 'agent'
}

export interface TestAccountOptions<AnyLink extends Link, AnyClock extends Clock> {
  link: AnyLink
  clock: AnyClock
  fileLink?: FileLink
  folder?: string
  identity?: Identity
  accessToken?: AccessToken
  /** the disk, where the test has a word in it */
  openFile?: OpenSqliteFile
  /** told of every announcement, while what it speaks of is fresh */
  announced?: (topics: readonly Topic[], account: TestAccount<AnyLink, AnyClock>) => void
}

/** A real account on real files in a folder of its own, with the network and the clock of the test. */
export class TestAccount<AnyLink extends Link = HandFlushedLink, AnyClock extends Clock = VirtualClock> {
  readonly folder: string
  readonly link: AnyLink
  readonly clock: AnyClock
  readonly topics: Topic[] = []
  readonly logged: string[] = []
  rolesChanged = 0
  readonly #options: TestAccountOptions<AnyLink, AnyClock>
  #account: Account | null = null
  #ids = 0

  constructor(options: TestAccountOptions<AnyLink, AnyClock>) {
    this.#options = options
    this.link = options.link
    this.clock = options.clock
    this.folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'octopus-desk-'))
  }

  get account(): Account {
    if (!this.#account) throw new Error('the account is not open')
    return this.#account
  }

  async open(): Promise<this> {
    const { identity = IDENTITY, accessToken = async () => 'token', openFile } = this.#options
    this.#account = await createAccount({
      folder: this.folder,
      identity,
      accessToken,
      link: this.link,
      ...(this.#options.fileLink && { fileLink: this.#options.fileLink }),
      clock: this.clock,
      ...(openFile && { openFile }),
      mintId: () => `${path.basename(this.folder)}-${++this.#ids}`,
      random: () => 0.5,
      announce: (topics) => {
        this.topics.push(...topics)
        if (this.#account) this.#options.announced?.(topics, this)
      },
      roleChanged: () => {
        this.rolesChanged++
      },
      log: (level, text, facts) => this.logged.push(`${level} ${text} ${JSON.stringify(facts ?? {})}`)
    })
    return this
  }

  /** Closes and opens again on the same files. */
  async restart(): Promise<void> {
    await this.account.close()
    await this.open()
  }

  async query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    return (await this.account.query(name, args)) as QueryResult<Name>
  }

  async act<Name extends ActName>(name: Name, args: ActArgs<Name>): Promise<ActResult<Name>> {
    return (await this.account.act(name, args)) as ActResult<Name>
  }

  submit(request: OperationRequest): Promise<SubmitOutcome> {
    return this.account.submit(request)
  }

  /** Submits, and answers the opId. */
  async ask(
    type: OperationRequest['type'],
    args: unknown,
    base: OperationRequest['base'] = {}
  ): Promise<string> {
    const outcome = await this.submit({ type, args, base })
    if (!outcome.ok) throw new Error(`${type}: ${outcome.message}`)
    return outcome.opId
  }

  async say(text: string, conversationId = 'chat'): Promise<string> {
    return this.ask('message.send', { conversationId, text }, { version: 1, inboundSeq: 1 })
  }

  /** The texts of a thread with their states, oldest first. */
  async thread(conversationId = 'chat'): Promise<string[]> {
    const args = { conversationId, before: null, limit: 500 } as QueryArgs<'conversation.thread'>
    const { bubbles } = await this.query('conversation.thread', args)
    return bubbles.map(({ text, sendState }) => (sendState === null ? text : `${text}: ${sendState}`))
  }

  async close(): Promise<void> {
    await this.#account?.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** An account that has its first copy of a small desk (rows.ts) and stands at the server's head, seq 10. */
export async function aSyncedAccount(
  options: Partial<TestAccountOptions<HandFlushedLink, VirtualClock>> = {}
): Promise<TestAccount> {
  const account = new TestAccount({ link: new HandFlushedLink(), clock: new VirtualClock(), ...options })
  await account.open()
  await answerSnapshot(account.link, firstRows())
  await answerPull(account.link, 10)
  // the live line opens, and with it the desk asks once more
  await answerPull(account.link, 10)
  await settle()
  return account
}

/** Lets time pass with the server alive: heartbeats keep the live line open. */
export async function passTime({ link, clock }: TestAccount, ms: number, head = 10): Promise<void> {
  for (let left = ms; left > 0; left -= 20_000) {
    for (const line of link.lines) line.heartbeat({ epoch: 'one', head })
    await clock.advance(Math.min(20_000, left))
  }
}

/** Answers a whole Snapshot at seq 10, one page for each entity. */
export async function answerSnapshot(link: HandFlushedLink, rows: Record<string, unknown[]>, epoch = 'one') {
  const start = await link.next('snapshotStart')
  const entities = Object.entries(rows).map(([name, all]) => ({ name, rows: all.length }))
  start.answer({ epoch, seq: 10, aclVersion: 1, entities })
  for (const { name } of entities) {
    const page = await link.next('snapshotPage')
    page.answer({ entity: name, rows: rows[name] ?? [], next: null })
  }
}

/** Answers a pull with nothing new: the Cursor is at the head. */
export async function answerPull(link: HandFlushedLink, head: number, epoch = 'one'): Promise<void> {
  const pull = await link.next('changes')
  pull.answer({ epoch, from: head, to: head, head, aclVersion: 1, items: [], more: false })
}
