import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Server as LiveServer } from 'socket.io'
import type { Clock } from '#shared/base/clock.ts'
import type { MintId } from '#shared/base/ids.ts'
import type { ChangeFeed } from '../feed/feed.ts'
import type { Storage } from '../storage/storage.ts'
import type { OperationHandler } from './operation-handler.ts'
import type { RoleBound } from './role-bound.ts'
import type { SnapshotSource } from './snapshot-source.ts'

/** The HTTP server, whose routes are typed by their zod schemas. */
export type HttpServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** What a room may use in its routes. */
export interface RoomTools {
  storage: Storage
  feed: ChangeFeed
  clock: Clock
  /** UUIDv7 */
  mintId: MintId
  /** cryptographic randomness */
  randomBytes: (length: number) => Uint8Array
  log: FastifyBaseLogger
  /** the address that browsers reach the server at, without a slash at the end; null: as the request says */
  publicUrl: string | null
}

/** All that a room hands to the gateway; `app/` lists the rooms. */
export interface Room {
  handlers?: readonly OperationHandler[]
  snapshotSources?: readonly SnapshotSource[]
  /** what only a role may see */
  roleBound?: readonly RoleBound[]
  /** adds HTTP routes; each must stand in the table of access */
  addRoutes?(http: HttpServer, tools: RoomTools): void
  /** adds Socket.IO namespaces of its own */
  addLive?(live: LiveServer, tools: RoomTools): void
  /** begins work that goes on beside requests; the returned function ends it */
  start?(tools: RoomTools): () => Promise<void>
  /** every hour: forgets what has had its time */
  keepHouse?(tools: RoomTools): Promise<void>
}
