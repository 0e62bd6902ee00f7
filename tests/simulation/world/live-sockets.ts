import type { Server } from 'socket.io'
import type { io } from 'socket.io-client'

type Handler = (...args: unknown[]) => void

/** What the server's side of a live line does to the desk's side. */
export interface Wire {
  event(name: string, json: string): void
  cut(reason: string): void
}

/** The server's end of one live line, as much of a Socket.IO socket as the gateway uses. */
export class ServerSocket {
  readonly id: string
  readonly handshake: { auth: unknown }
  data: unknown = null
  connected = true
  readonly conn = { on: (): void => undefined }
  readonly #wire: Wire
  #gone: (() => void)[] = []

  constructor(id: string, auth: unknown, wire: Wire) {
    this.id = id
    this.handshake = { auth }
    this.#wire = wire
  }

  on(name: string, handler: () => void): void {
    if (name === 'disconnect') this.#gone.push(handler)
  }

  emit(name: string, payload?: unknown): void {
    if (this.connected) this.#wire.event(name, JSON.stringify(payload ?? null))
  }

  /** Ends the line from the server's side. */
  disconnect(): void {
    this.lost()
    this.#wire.cut('io server disconnect')
  }

  /** The server notices that the line is gone. */
  lost(): void {
    if (!this.connected) return
    this.connected = false
    for (const handler of this.#gone.splice(0)) handler()
  }
}

type Guard = (socket: ServerSocket, next: (error?: Error) => void) => Promise<void>

/** The server's Socket.IO without sockets: what the gateway's live link asks of it. */
export class LiveHub {
  readonly sockets = new Map<string, ServerSocket>()
  #guard: Guard = async (_socket, next) => next()
  #joined: (socket: ServerSocket) => void = () => undefined

  /** What the gateway is given. */
  get server(): Server {
    const namespace = {
      sockets: this.sockets,
      use: (guard: Guard) => {
        this.#guard = guard
      },
      on: (_name: string, joined: (socket: ServerSocket) => void) => {
        this.#joined = joined
      },
      to: (ids: string[]) => ({
        emit: (name: string, payload: unknown) => {
          for (const id of ids) this.sockets.get(id)?.emit(name, payload)
        }
      })
    }
    return { of: () => namespace } as unknown as Server
  }

  /** A desk knocks; `answer` hears an error, or that it is in. */
  async connect(socket: ServerSocket, answer: (error: Error | null) => void): Promise<void> {
    let refusal: Error | undefined
    await this.#guard(socket, (error) => {
      refusal = error
    })
    answer(refusal ?? null)
    if (refusal) return
    this.sockets.set(socket.id, socket)
    socket.on('disconnect', () => this.sockets.delete(socket.id))
    this.#joined(socket)
  }
}

/** The desk's end of a live line, as much of a Socket.IO client's socket as the desk uses. */
export class ClientSocket {
  readonly auth: unknown
  #handlers = new Map<string, Handler>()
  #open = true
  readonly #closed: () => void

  constructor(auth: unknown, closed: () => void) {
    this.auth = auth
    this.#closed = closed
  }

  get isOpen(): boolean {
    return this.#open
  }

  on(name: string, handler: Handler): void {
    this.#handlers.set(name, handler)
  }

  /** Delivers an event from the network. */
  deliver(name: string, payload?: unknown): void {
    if (this.#open) this.#handlers.get(name)?.(payload)
  }

  disconnect(): void {
    if (!this.#open) return
    this.#open = false
    this.#closed()
  }
}

/** Hands the desk a way to open lines. */
export function socketsBy(open: (auth: unknown) => ClientSocket): typeof io {
  return ((_origin: string, options: { auth: unknown }) => open(options.auth)) as unknown as typeof io
}
