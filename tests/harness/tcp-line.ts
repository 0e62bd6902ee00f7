import net from 'node:net'

/** How the line treats what is sent over it. */
type Condition = 'sound' | 'cut' | 'answers-lost'

/** A stretch of network between a desk and its server, which a test cuts and mends like a cable. */
export class TcpLine {
  readonly #listener: net.Server
  readonly #target: URL
  readonly #sockets = new Set<net.Socket>()
  #condition: Condition = 'sound'
  /** how many more bytes of answers come through */
  #answerBytesLeft = Number.POSITIVE_INFINITY

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
    const both = [near, far]
    for (const socket of both) {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#sockets.delete(socket)
        for (const end of both) end.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (bytes) => {
      if (this.#condition !== 'answers-lost') near.write(bytes)
      this.#answerBytesLeft -= bytes.length
      if (this.#answerBytesLeft <= 0) near.end(() => this.cut())
    })
  }

  #drop(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
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

  mend(): void {
    // what has lost a part of its answers cannot go on
    if (this.#condition === 'answers-lost') this.#drop()
    this.#condition = 'sound'
    this.#answerBytesLeft = Number.POSITIVE_INFINITY
  }

  async close(): Promise<void> {
    this.#drop()
    await new Promise((resolve) => this.#listener.close(resolve))
  }
}
