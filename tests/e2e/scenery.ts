import { DeskApp } from '../harness/desk-app.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { TcpLine } from '../harness/tcp-line.ts'

export interface DeskOnLine {
  desk: DeskApp
  line: TcpLine
}

/** How many chats there are where nobody asks for another number. */
const CONVERSATIONS = 60

/** One server and the desks of its people, each on a line that can be cut: what tests play in front of. */
export class Scenery {
  readonly server: ServerProcess
  readonly #desks = new Map<string, DeskOnLine>()

  private constructor(server: ServerProcess) {
    this.server = server
  }

  static async putUp({
    conversations = CONVERSATIONS,
    env = {}
  }: {
    conversations?: number | undefined
    env?: NodeJS.ProcessEnv | undefined
  }): Promise<Scenery> {
    return new Scenery(await ServerProcess.open(conversations, { env }))
  }

  /** The desk of a demo person, signed in; the same one as long as this stands. */
  async desk(firstName: string): Promise<DeskOnLine> {
    const known = this.#desks.get(firstName)
    if (known) return known
    const line = await TcpLine.lay(this.server.url)
    const desk = await DeskApp.open(line.url)
    this.#desks.set(firstName, { desk, line })
    await desk.signIn(firstName)
    return { desk, line }
  }

  /** Every desk, with whose it is. */
  get desks(): [firstName: string, DeskApp][] {
    return [...this.#desks].map(([firstName, { desk }]) => [firstName, desk])
  }

  /** Makes ready for the next file: desks run, are online, have sent everything and show their chats. False when one cannot. */
  async tidyUp(): Promise<boolean> {
    const tidied = await Promise.all(
      [...this.#desks.values()].map((place) => isTidied(place).catch(() => false))
    )
    return tidied.every((isTidy) => isTidy)
  }

  async close(): Promise<void> {
    const parts = [...this.#desks.values()]
    await Promise.all(parts.map(({ desk }) => desk.remove()))
    for (const { line } of parts) await line.close()
    await this.server.close()
  }
}

async function isTidied({ desk, line }: DeskOnLine): Promise<boolean> {
  line.mend()
  if (desk.isRunning) await desk.reload()
  else await desk.launch()
  await desk.online()
  desk.takeTrouble()
  return (await desk.statusBar.innerText()).includes('0 unsent')
}
