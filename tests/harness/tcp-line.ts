import net from 'node:net'

/** How the line treats what is sent over it. */
type Condition = 'sound' | 'cut' | 'answers-lost' | 'slow'

/** One connection through the line, and whether it has gone silent for good. */
interface Through {
  near: net.Socket
  far: net.Socket
  isSilent: boolean
}

/** A stretch of network between a desk and its server, which a test cuts and mends like a cable. */
export class TcpLine {
  readonly #listener: net.Server
  readonly #target: URL
  readonly #connections = new Set<Through>()
  #condition: Condition = 'sound'
  /** how many more bytes of answers come through */
  #answerBytesLeft = Number.POSITIVE_INFINITY
  #delayMs = 0

  private constructor(target: string) {
    this.#target = new URL(target)
    this.#listener = net.createServer((near) => this.#connect(near))
  }

  /** Lays a line to the server at `target`; a desk uses `url` in its place. */
  static async lay(target: string): Promise<TcpLine> {
    const line = new TcpLine(target)
    await new Promise<void>((resolve) => line.#listener.listen(0, '127.0.0.1', resolve))
    return line
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#listener.address() as net.AddressInfo).port}`
  }

  #connect(near: net.Socket): void {
    if (this.#condition === 'cut') {
      near.resetAndDestroy()
      return
    }
    const far = net.connect(Number(this.#target.port), this.#target.hostname)
    const connection: Through = { near, far, isSilent: false }
    this.#connections.add(connection)
    for (const socket of [near, far]) {
      socket.on('error', () => {})
      socket.on('close', () => this.#closed(connection))
    }
    near.on('data', (bytes) => this.#pass(connection, near, far, bytes))
    near.on('end', () => connection.isSilent || far.end())
    far.on('data', (bytes) => {
      if (this.#condition !== 'answers-lost') this.#pass(connection, far, near, bytes)
      this.#answerBytesLeft -= bytes.length
      if (this.#answerBytesLeft <= 0) near.end(() => this.cut())
    })
    far.on('end', () => connection.isSilent || near.end())
  }

  #pass(connection: Through, from: net.Socket, to: net.Socket, bytes: Buffer): void {
    const write = () => {
      if (connection.isSilent || to.destroyed || to.write(bytes)) return
      from.pause()
      to.once('drain', () => from.resume())
    }
    // timers of one length fire in their order, so what is slow stays in order
    if (this.#condition === 'slow') setTimeout(write, this.#delayMs)
    else write()
  }

  #closed(connection: Through): void {
    // over a line that says nothing, the one end does not learn that the other has gone
    if (connection.isSilent) return
    this.#connections.delete(connection)
    connection.near.destroy()
    connection.far.destroy()
  }

  #drop(): void {
    for (const connection of this.#connections) {
      connection.isSilent = false
      connection.near.resetAndDestroy()
      connection.far.resetAndDestroy()
    }
  }

  /** Every connection ends, and none can be made. */
  cut(): void {
    this.#condition = 'cut'
    this.#drop()
  }

  /** As `cut`, when so many bytes of answers have come through. */
  cutAfter(answerBytes: number): void {
    this.#answerBytesLeft = answerBytes
  }

  /** What is asked arrives, what is answered does not; the connections stand, as if the other end were slow. */
  loseAnswers(): void {
    this.#condition = 'answers-lost'
  }

  /** Everything arrives so much later. */
  slow(delayMs: number): void {
    this.#condition = 'slow'
    this.#delayMs = delayMs
  }

  /** The connections of now stand for ever and carry nothing more, as when a router forgets them; new ones work. */
  halfOpen(): void {
    for (const connection of this.#connections) connection.isSilent = true
  }

  mend(): void {
    // what has lost a part of its answers, or has some on their way still, cannot go on
    if (this.#condition === 'answers-lost' || this.#condition === 'slow') this.#drop()
    this.#condition = 'sound'
    this.#answerBytesLeft = Number.POSITIVE_INFINITY
  }

  async close(): Promise<void> {
    this.#drop()
    await new Promise((resolve) => this.#listener.close(resolve))
  }
}
