import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { io } from 'socket.io-client'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { Message } from '#shared/features/conversation/entities.ts'
import { createHttpFileLink } from '../../../src-main/files/http-file-link.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import { systemClock } from '../../../src-server/app/system.ts'
import { TestAccount } from '../../harness/account.ts'
import type { Desk } from '../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { TcpLine } from '../../harness/tcp-line.ts'

export const CHAT = 'acme-chat' as ConversationId

/** What a desk asked the server for about files. */
export interface Asked {
  method: string
  path: string
  bytes: number
  range: string | null
}

/** A real desk, a real server, and a cable between them that a test cuts; real files in a folder of the test. */
export class FilesRig {
  readonly server: TestServer
  readonly line: TcpLine
  readonly desk: TestAccount<ReturnType<typeof createHttpLink>, typeof systemClock>
  readonly hand: Desk
  readonly asked: Asked[] = []
  readonly chosen = mkdtempSync(path.join(tmpdir(), 'octopus-chosen-'))
  /** runs before each request about files */
  before: (asked: Asked) => void | Promise<void> = () => undefined

  private constructor(server: TestServer, line: TcpLine, hand: Desk) {
    this.server = server
    this.line = line
    this.hand = hand
    const accessToken = async () => hand.grant.accessToken
    const spy: typeof fetch = async (input, init) => {
      const body = init?.body instanceof Uint8Array ? init.body.byteLength : 0
      const range = new Headers(init?.headers).get('range')
      const asked = {
        method: init?.method ?? 'GET',
        path: new URL(String(input)).pathname,
        bytes: body,
        range
      }
      this.asked.push(asked)
      await this.before(asked)
      return await fetch(input, init)
    }
    this.desk = new TestAccount({
      link: createHttpLink({ serverUrl: line.url, fetch, io }),
      fileLink: createHttpFileLink({ serverUrl: line.url, fetch: spy, accessToken }),
      clock: systemClock,
      identity: hand.grant.identity,
      accessToken
    })
  }

  static async open(): Promise<FilesRig> {
    const server = await startTestServer()
    const line = await TcpLine.lay(server.url)
    const rig = new FilesRig(server, line, await server.desk('mia@acme.test'))
    await rig.desk.open()
    await rig.online()
    return rig
  }

  async close(): Promise<void> {
    await this.desk.close()
    await this.line.close()
    await this.server.close()
    rmSync(this.chosen, { recursive: true, force: true })
  }

  async online(): Promise<void> {
    await until(async () => (await this.desk.query('sync.status', {})).link === 'online')
  }

  /** A file that a person chooses. */
  choose(name: string, bytes: Uint8Array): string {
    const file = path.join(mkdtempSync(path.join(this.chosen, 'a-')), name)
    writeFileSync(file, bytes)
    return file
  }

  async attach(name: string, bytes: Uint8Array): Promise<Attachment> {
    const added = await this.desk.account.addFile({ path: this.choose(name, bytes) })
    if (!added.ok) throw new Error(added.error)
    return added.value
  }

  send(text: string, attachments: Attachment[] = []): Promise<string> {
    return this.desk.ask('message.send', { conversationId: CHAT, text, attachments }, { inboundSeq: 1 })
  }

  async settled(): Promise<void> {
    await until(async () => (await this.desk.query('outbox.list', {})).length === 0)
  }

  /** The messages of agents that the server has, in order. */
  async posted(): Promise<Message[]> {
    const rows = (await this.hand.snapshotRows('message')) as Message[]
    return rows.filter(({ direction }) => direction === 'out').sort((a, b) => a.position - b.position)
  }

  /** How many bytes of files have left the desk. */
  bytesSent(): number {
    return this.asked.reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

export async function until(what: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const endMs = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > endMs) throw new Error('it did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
