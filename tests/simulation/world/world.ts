import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Topic } from '#shared/contract/ipc.ts'
import { PATHS } from '#shared/contract/wire.ts'
import { checkFilesWhole } from '../checker/files-whole.ts'
import { readChanges } from '../checker/history.ts'
import { isMailDue, MailRecord } from '../checker/mail-record.ts'
import { Readers } from '../checker/readers.ts'
import { WorldRecord } from '../checker/record.ts'
import { checkShown } from '../checker/shown.ts'
import { UploadRecord } from '../checker/uploads.ts'
import type { Story } from '../story/steps.ts'
import { forgetFolders } from './disk-calls.ts'
import { SimMailServer } from './mail-server.ts'
import { Network, type Tap } from './network.ts'
import { leaveOldOutbox, OLD_DRAFT } from './old-outbox.ts'
import { Scheduler } from './scheduler.ts'
import { SimDesk } from './sim-desk.ts'
import { SimServer } from './sim-server.ts'
import { cacheOf, type Templates } from './templates.ts'
import { PEOPLE, START_MS, TENANT } from './tenant.ts'
import { TokenBook } from './tokens.ts'

/** How soon somebody who is shut out hears nothing more, in milliseconds. */
const SHUT_OUT_MS = 5000

/** How long a dead process stays away, in milliseconds: somebody starts it again. */
const REVIVED_MS = 1500

/** One server, its desks and what is between them, under one seed. */
export class World {
  readonly scheduler: Scheduler
  readonly record: WorldRecord
  readonly server: SimServer
  readonly mailServer: SimMailServer
  readonly mails: MailRecord
  readonly desks: SimDesk[] = []
  readonly folder: string
  readonly readers = new Readers()
  readonly uploads: UploadRecord[] = []
  /** since when somebody may not come in any more */
  readonly shutOutAtMs = new Map<string, number>()
  /** a profile was copied already */
  cloned = false
  /** nobody starts anything again any more */
  over = false
  readonly #templates: Templates
  readonly #tokens = new TokenBook()
  readonly #story: Story
  readonly #pushes = new Map<number, number>()
  #checks: Promise<void>[] = []

  constructor(story: Story, templates: Templates, folder: string) {
    this.#story = story
    this.#templates = templates
    this.folder = folder
    mkdirSync(folder, { recursive: true })
    this.scheduler = new Scheduler(START_MS, (error) => this.broke(error))
    this.record = new WorldRecord(() => this.scheduler.nowMs - START_MS)
    const { mails, mailServer } = this.#mailServer(story.seed)
    this.mails = mails
    this.mailServer = mailServer
    this.server = new SimServer({
      scheduler: this.scheduler,
      mail: {
        server: mailServer,
        isDue: (file, nowMs) => isMailDue(this.readers.of(file), nowMs),
        broke: (error) => this.broke(error)
      },
      folder,
      template: templates.server,
      seed: story.seed,
      tokens: this.#tokens,
      pageRows: story.pageRows,
      died: () => {
        for (const desk of this.desks) desk.network.breakAll('the server is gone')
        this.scheduler.after(REVIVED_MS, () => this.over || this.server.start())
      }
    })
    this.server.start()
  }

  #mailServer(seed: number) {
    const mails = new MailRecord((promise, what) => this.record.violate(promise, what))
    const mailServer = new SimMailServer({
      scheduler: this.scheduler,
      seed,
      tap: {
        arrives: (messageId, mail, life) => {
          this.record.note(messageId)
          mails.arrives(this.readers.of(this.server.file), messageId, mail, life)
        },
        took: (mail) => mails.triesOf(mail).taken++,
        told: (mail, answer, life) => {
          const tries = mails.triesOf(mail)
          tries.heardBy = life
          if (answer === 'refused') tries.refused++
        }
      }
    })
    return { mails, mailServer }
  }

  /** Something threw that nobody caught: a bug of the product. */
  broke(error: unknown): void {
    const text = error instanceof Error ? `${error.stack}` : String(error)
    this.record.violate('bug', `an error that nobody caught: ${text}`)
  }

  addDesk(person: number): SimDesk {
    const index = this.desks.length
    const identity = PEOPLE[person]
    if (!identity) throw new Error(`there is no person ${person}`)
    const name = `${index}`
    const network = new Network({
      scheduler: this.scheduler,
      server: this.server,
      seed: this.#story.seed,
      name,
      tap: this.#tap(index, identity.userId)
    })
    const desk = new SimDesk({
      name,
      identity,
      folder: path.join(this.folder, `desk-${name}`),
      templates: this.#templates.desk,
      scheduler: this.scheduler,
      network,
      tokens: this.#tokens,
      seed: this.#story.seed,
      sessionNow: () => this.server.sessionNow(identity),
      announced: (_desk, topics) => this.#announced(index, topics),
      died: () => this.#died(index)
    })
    if (!this.#story.fresh) copyFileSync(cacheOf(this.#templates, identity.userId), desk.cacheFile)
    this.desks.push(desk)
    return desk
  }

  /** What a tool of somebody signs in with that is not a desk. */
  tokenOf(person: number): string {
    const identity = PEOPLE[person]
    if (!identity) throw new Error(`there is no person ${person}`)
    return this.#tokens.issue(identity)
  }

  /** A desk begins with what the first version of the app has left behind; a part of it has arrived before. */
  async leaveOld(index: number): Promise<void> {
    const desk = this.desks[index]
    if (!desk) return
    const record = this.record.desk(index)
    for (const row of leaveOldOutbox(desk.folder, desk.identity, desk.name)) {
      const { opId, lane, type, args, frozen, isUnreadable } = row
      record.ask({ opId, lane, type, args, askedAtMs: START_MS, isUnreadable })
      this.record.operations++
      if (frozen === null) {
        this.record.neverSent.add(opId)
        continue
      }
      const { deviceId } = JSON.parse(frozen)
      const body = `{"deviceId":"${deviceId}","operations":[${frozen}]}`
      this.record.pushLeft(index, body, desk.identity.userId)
      if (!opId.startsWith('old-1')) continue
      const headers = { authorization: `Bearer ${desk.token}` }
      await this.server.answer({
        method: 'POST',
        path: PATHS.push,
        query: new URLSearchParams(),
        headers,
        body
      })
    }
    record.drafts.set(OLD_DRAFT.conversationId, OLD_DRAFT.text)
  }

  /** Somebody signs in again at a desk, if the server lets them. */
  async signIn(index: number): Promise<void> {
    const desk = this.desks[index]
    if (!desk || this.shutOutAtMs.has(desk.identity.userId)) return
    await this.server.newSession(desk.identity)
    this.expireToken(desk)
    desk.signedIn = true
    await desk.act('sync.retry-now', {})
  }

  expireToken(desk: SimDesk): void {
    this.#tokens.expire(desk.token)
  }

  /** Starts a desk, and finds out what became of what it died over. */
  async open(index: number): Promise<boolean> {
    const desk = this.desks[index]
    if (!desk || desk.isOpen || desk.isWiped) return desk !== undefined
    this.#pushes.set(index, 0)
    const opened = await desk.open()
    if (!opened) {
      this.#died(index)
      return false
    }
    await this.reconcile(index)
    await checkShown(this, index)
    return true
  }

  /** Reads at a desk that has just started what its last life left undone or done. */
  async reconcile(index: number): Promise<void> {
    const desk = this.desks[index]
    const record = this.record.desk(index)
    const items = await desk?.query('outbox.list', {})
    if (!items) return
    for (const unsure of record.unsure.splice(0)) {
      const wanted = JSON.stringify(unsure.args)
      const found = items.find(
        (item) =>
          item.type === unsure.type && JSON.stringify(item.args) === wanted && !record.byId.has(item.opId)
      )
      if (!found) continue
      const { opId, lane, type } = found
      const askedAtMs = this.scheduler.nowMs
      record.ask({ opId, lane, type, args: unsure.args, askedAtMs }, unsure.replaces)
      if (record.drafts.get(String(unsure.args.conversationId)) === unsure.args.text)
        record.drafts.delete(String(unsure.args.conversationId))
      if (unsure.seen !== null) this.record.seenVersions.set(opId, unsure.seen)
      this.record.operations++
    }
    for (const opId of record.unsureWithdrawals.splice(0)) {
      if (!items.some((item) => item.opId === opId)) record.withdraw(opId, this.scheduler.nowMs)
    }
    for (const [chat, text] of record.unsureDrafts) {
      const kept = (await desk?.query('conversation.draft', { conversationId: chat as never }))?.text ?? ''
      if (kept !== text && kept !== (record.drafts.get(chat) ?? ''))
        this.record.violate('DR1', `desk ${index} kept the draft "${kept}", which nobody wrote`)
      record.drafts.set(chat, kept)
    }
    record.unsureDrafts.clear()
  }

  /** Notes the Changes that the server is about to forget. */
  keepHistory(): void {
    const known = this.record.trimmed.at(-1)?.seq ?? 0
    const stored = readChanges(this.readers.of(this.server.file))
    this.record.trimmed.push(...stored.filter(({ seq }) => seq > known))
  }

  /** After a restore the company is as its backup has it: what came later is no part of its history. */
  goOnFromBackup(): void {
    const server = this.readers.of(this.server.file)
    const tenant = server.get<{ head: number }>('SELECT head_seq AS head FROM tenants WHERE id = ?', TENANT)
    const head = tenant?.head ?? 0
    const active = server.all<{ id: string }>(
      'SELECT id FROM users WHERE tenant_id = ? AND active = 1',
      TENANT
    )
    this.record.trimmed = this.record.trimmed.filter(({ seq }) => seq <= head)
    for (const { id } of active) this.shutOutAtMs.delete(id)
  }

  /** Waits for checks that announcements have begun. */
  async checksDone(): Promise<void> {
    while (this.#checks.length > 0) await Promise.all(this.#checks.splice(0))
  }

  async end(): Promise<void> {
    this.over = true
    for (const desk of this.desks) desk.kill()
    await this.server.end()
    this.readers.close()
    forgetFolders(this.folder)
    rmSync(this.folder, { recursive: true, force: true })
  }

  #died(index: number): void {
    this.scheduler.after(REVIVED_MS, () => {
      if (!this.over) void this.open(index).catch((error) => this.broke(error))
    })
  }

  #announced(index: number, topics: readonly Topic[]): void {
    const chats = topics.flatMap((topic) => (topic.startsWith('conversation:') ? [topic.slice(13)] : []))
    if (chats.length === 0) return
    this.#checks.push(checkShown(this, index, chats).catch((error) => this.broke(error)))
  }

  /** Something was accepted: with files, they must be whole at this moment. */
  #filesChanged(): void {
    const { arrived, filesSeen } = this.record
    for (const [opId, { operation }] of arrived)
      if (operation.blobs.length > 0 && this.record.accepted.has(opId) && !filesSeen.has(opId)) {
        filesSeen.add(opId)
        checkFilesWhole(this)
      }
  }

  #tap(index: number, userId: string): Tap {
    const uploads = new UploadRecord((what) => this.record.violate('FI3', `desk ${index} ${what}`))
    this.uploads.push(uploads)
    return {
      pushLeft: (body) => {
        const open = (this.#pushes.get(index) ?? 0) + 1
        this.#pushes.set(index, open)
        if (open > 1) this.record.violate('LA4', `desk ${index} has ${open} pushes under way`)
        this.record.pushLeft(index, body, userId)
      },
      pushOver: () => {
        this.#pushes.set(index, (this.#pushes.get(index) ?? 1) - 1)
      },
      pushAnswered: (answer) => {
        if (answer.status === 200) this.record.pushAnswered(answer.text)
        if (answer.text.includes('"accepted"')) this.#filesChanged()
      },
      upload: (request, answer) => uploads.saw(request, answer),
      toDesk: (what, text) => {
        this.record.note(text)
        const outMs = this.scheduler.nowMs - (this.shutOutAtMs.get(userId) ?? Number.POSITIVE_INFINITY)
        if (outMs > SHUT_OUT_MS && text.includes('"items"'))
          this.record.violate(
            'AC3',
            `${what} goes to desk ${index}, whose person was shut out ${outMs} ms ago`
          )
        if (text.includes('other-'))
          this.record.violate('SQ3', `another tenant's rows in ${what} to desk ${index}`)
        for (const [, reader] of text.matchAll(/"userId":"([^"]*)","inboundSeq"/g))
          if (reader !== userId)
            this.record.violate('SQ3', `the read mark of ${reader} goes to desk ${index}`)
      },
      halfOpenUnnoticed: () => this.record.violate('LI3', `desk ${index} keeps a line that is dead for 46 s`)
    }
  }
}
