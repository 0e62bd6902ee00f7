import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RunningServer, type ServerOptions, startServer } from '../../scripts/start/server.ts'

/** What a test puts around the server: a module loaded before it, a folder that is there already. */
export type ServerSurroundings = Pick<ServerOptions, 'preload' | 'env'> & { folder?: string }

/** The real server as a process of its own, which a test may kill; its address and its data outlive that. */
export class ServerProcess {
  readonly folder: string
  readonly #conversations: number
  readonly #surroundings: ServerSurroundings
  #running: RunningServer | null = null
  #url = ''

  private constructor(conversations: number, surroundings: ServerSurroundings) {
    this.folder = surroundings.folder ?? mkdtempSync(path.join(tmpdir(), 'octopus-e2e-server-'))
    this.#conversations = conversations
    this.#surroundings = surroundings
  }

  /** Starts a server on a free port, with a demo tenant of so many conversations. */
  static async open(conversations: number, surroundings: ServerSurroundings = {}): Promise<ServerProcess> {
    const server = new ServerProcess(conversations, surroundings)
    await server.start()
    return server
  }

  get url(): string {
    return this.#url
  }

  /** Starts it again where it stood; answers when it is healthy. */
  async start(): Promise<void> {
    const { preload, env } = this.#surroundings
    this.#running = await startServer({
      folder: this.folder,
      port: this.#url === '' ? 0 : Number(new URL(this.#url).port),
      conversations: this.#conversations,
      messages: undefined,
      ...(preload && { preload }),
      ...(env && { env }),
      signal: AbortSignal.timeout(30_000)
    })
    this.#url = this.#running.url
  }

  /** Resolves when it has ended, by whomever. */
  get ended(): Promise<unknown> {
    return this.#running?.ended ?? Promise.resolve()
  }

  /** What ended it; null while it runs, and when it ended by itself. */
  get signal(): NodeJS.Signals | null {
    return this.#running?.child.signalCode ?? null
  }

  /** Lets it hear and not answer, as a machine does that is about to die. */
  freeze(): void {
    this.#running?.child.kill('SIGSTOP')
  }

  /** Ends it as a power failure would. */
  async kill9(): Promise<void> {
    this.#running?.child.kill('SIGKILL')
    await this.#running?.ended
  }

  async close(): Promise<void> {
    await this.#running?.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
