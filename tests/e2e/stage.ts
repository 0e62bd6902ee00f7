import { type Browser, expect, type TestInfo } from '@playwright/test'
import { DeskApp } from '../harness/desk-app.ts'
import { FollowerPage } from '../harness/follower-page.ts'
import type { ServerProcess } from '../harness/server-process.ts'
import { TcpLine } from '../harness/tcp-line.ts'
import { type DeskOnLine, Scenery } from './scenery.ts'
import { test } from './test.ts'

/** The channel on which followers of these tests write. */
const CHANNEL = 'northwind-coffee'

/** What a spec plays on: a scenery with its server and desks, and followers, lines and more desks as it needs them. */
export class Stage {
  #scenery: Scenery | null = null
  #browser: Browser | null = null
  readonly #ownDesks = new Map<string, DeskApp>()
  readonly #lines: TcpLine[] = []
  #followers: FollowerPage[] = []
  #troubleExpected: RegExp[] = []

  get server(): ServerProcess {
    return this.#set.server
  }

  get #set(): Scenery {
    if (!this.#scenery) throw new Error('the scenery is put up before the first test')
    return this.#scenery
  }

  /** The desk of a demo person, signed in; the same one for the whole spec. */
  async desk(firstName: string): Promise<DeskApp> {
    return (await this.deskOnLine(firstName)).desk
  }

  /** The same, with its line to the server that can be cut. */
  async deskOnLine(firstName: string): Promise<DeskOnLine> {
    return await this.#set.desk(firstName)
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
    this.#ownDesks.set(title, desk)
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

  begin(browser: Browser, scenery: Scenery): void {
    this.#browser = browser
    this.#scenery = scenery
  }

  get #desks(): [title: string, DeskApp][] {
    return [...this.#set.desks, ...this.#ownDesks]
  }

  /** After each test: shows how it looked if it failed, and fails if anything reported an error. */
  async endTest(info: TestInfo): Promise<void> {
    if (info.status !== info.expectedStatus) await this.#attachPictures(info)
    const shown = [...this.#desks.map(([, desk]) => desk), ...this.#followers]
    const trouble = shown.flatMap((one) => one.takeTrouble())
    const expected = this.#troubleExpected
    for (const follower of this.#followers) await follower.close()
    this.#followers = []
    this.#troubleExpected = []
    expect(trouble.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([])
  }

  async #attachPictures(info: TestInfo): Promise<void> {
    const pages = [
      ...this.#desks
        .filter(([, desk]) => desk.isRunning)
        .map(([title, desk]) => ({ title, page: desk.page })),
      ...this.#followers.map(({ page }, index) => ({ title: `follower ${index + 1}`, page }))
    ]
    for (const { title, page } of pages) {
      const body = await page.screenshot({ timeout: 3000 }).catch(() => null)
      if (body) await info.attach(title, { body, contentType: 'image/png' })
    }
  }

  /** Takes away what is the spec's own. */
  async end(): Promise<void> {
    await Promise.all([...this.#ownDesks.values()].map((desk) => desk.remove()))
    for (const line of this.#lines) await line.close()
  }
}

/**
 * Sets the stage for the tests of one file. Its scenery is one that other files play in front of too, before and after it,
 * unless the file asks for something of its own.
 */
export function setStage(own?: {
  conversations?: number
  /** more for the server's environment, asked for before it starts */
  env?: () => Promise<NodeJS.ProcessEnv>
}): Stage {
  const stage = new Stage()
  let ownScenery: Scenery | null = null
  test.beforeAll(async ({ browser, sharedScenery }) => {
    if (own) ownScenery = await Scenery.putUp({ ...own, env: await own.env?.() })
    stage.begin(browser, ownScenery ?? (await sharedScenery.get()))
  })
  test.afterEach(({ browserName: _ }, info) => stage.endTest(info))
  test.afterAll(async () => {
    await stage.end()
    await ownScenery?.close()
  })
  return stage
}
