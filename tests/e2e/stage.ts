import { type Browser, expect, type TestInfo, test } from '@playwright/test'
import { DeskApp } from '../harness/desk-app.ts'
import { FollowerPage } from '../harness/follower-page.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { TcpLine } from '../harness/tcp-line.ts'

/** The channel on which followers of these tests write. */
const CHANNEL = 'northwind-coffee'

export interface DeskOnLine {
  desk: DeskApp
  line: TcpLine
}

/** Everything that a spec puts on: one server, and desks, followers and lines as it needs them. */
export class Stage {
  #server: ServerProcess | null = null
  #browser: Browser | null = null
  readonly #desks = new Map<string, DeskApp>()
  readonly #onLine = new Map<string, DeskOnLine>()
  readonly #lines: TcpLine[] = []
  #followers: FollowerPage[] = []
  #troubleExpected: RegExp[] = []

  get server(): ServerProcess {
    if (!this.#server) throw new Error('the server is started before the first test')
    return this.#server
  }

  /** The desk of a demo person, signed in; the same one for the whole spec. */
  async desk(firstName: string): Promise<DeskApp> {
    const known = this.#desks.get(firstName)
    if (known) return known
    const desk = await this.newDesk(firstName, this.server.url)
    await desk.signIn(firstName)
    return desk
  }

  /** The desk of a demo person, signed in, with a line to the server that can be cut; the same for the whole spec. */
  async deskOnLine(firstName: string): Promise<DeskOnLine> {
    const known = this.#onLine.get(firstName)
    if (known) return known
    const line = await this.line()
    const desk = await this.newDesk(`${firstName} on a line`, line.url)
    this.#onLine.set(firstName, { desk, line })
    await desk.signIn(firstName)
    return { desk, line }
  }

  /** A line to the server. */
  async line(): Promise<TcpLine> {
    const line = await TcpLine.lay(this.server.url)
    this.#lines.push(line)
    return line
  }

  /** A desk at its sign-in screen. */
  async newDesk(title: string, serverUrl: string): Promise<DeskApp> {
    const desk = await DeskApp.open(serverUrl)
    this.#desks.set(title, desk)
    return desk
  }

  /** A new follower on the channel's page, who has told the name. */
  async follower(name: string, slug = CHANNEL): Promise<FollowerPage> {
    const follower = await this.visitor(slug)
    await follower.tellName(name)
    return follower
  }

  /** Somebody who has just opened the channel's page. */
  async visitor(slug = CHANNEL): Promise<FollowerPage> {
    if (!this.#browser) throw new Error('the browser is started before the first test')
    const follower = await FollowerPage.visit(this.#browser, this.server.url, slug)
    this.#followers.push(follower)
    return follower
  }

  /** Reported errors that this test brings about on purpose. */
  expectTrouble(...patterns: RegExp[]): void {
    this.#troubleExpected.push(...patterns)
  }

  async begin(browser: Browser, conversations: number): Promise<void> {
    this.#browser = browser
    this.#server = await ServerProcess.open(conversations)
  }

  /** After each test: shows how it looked if it failed, and fails if anything reported an error. */
  async endTest(info: TestInfo): Promise<void> {
    if (info.status !== info.expectedStatus) await this.#attachPictures(info)
    const trouble = [...this.#desks.values(), ...this.#followers].flatMap((one) => one.takeTrouble())
    const expected = this.#troubleExpected
    for (const follower of this.#followers) await follower.close()
    this.#followers = []
    this.#troubleExpected = []
    expect(trouble.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([])
  }

  async #attachPictures(info: TestInfo): Promise<void> {
    const pages = [
      ...[...this.#desks]
        .filter(([, desk]) => desk.isRunning)
        .map(([title, desk]) => ({ title, page: desk.page })),
      ...this.#followers.map(({ page }, index) => ({ title: `follower ${index + 1}`, page }))
    ]
    for (const { title, page } of pages) {
      const body = await page.screenshot({ timeout: 3000 }).catch(() => null)
      if (body) await info.attach(title, { body, contentType: 'image/png' })
    }
  }

  async end(): Promise<void> {
    await Promise.all([...this.#desks.values()].map((desk) => desk.remove()))
    for (const line of this.#lines) await line.close()
    await this.#server?.close()
  }
}

/** Sets the stage for the tests of one file. */
export function setStage({ conversations = 60 }: { conversations?: number } = {}): Stage {
  const stage = new Stage()
  test.beforeAll(({ browser }) => stage.begin(browser, conversations))
  test.afterEach(({ browserName: _ }, info) => stage.endTest(info))
  test.afterAll(() => stage.end())
  return stage
}
