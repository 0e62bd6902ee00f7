import type { z } from 'zod'
import type { ApiErrorCode } from '#shared/base/error-codes.ts'
import type { Result } from '#shared/base/result.ts'
import type { LiveHead, PushResponse } from '#shared/contract/wire.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import type { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'

/** Why a request brought no answer of its own kind. */
export type LinkError =
  /** nothing came back: no network, no server, or no answer in time */
  | { kind: 'network'; message: string }
  /** somebody answered, but not for good: busy, restarting, or a proxy's page */
  | { kind: 'transient'; message: string; retryAfterMs: number | null }
  /** the session is over */
  | { kind: 'unauthenticated' }
  /** the Cursor is older than what the server still knows */
  | { kind: 'resync-required' }
  /** the server will never accept this request */
  | { kind: 'refused'; code: ApiErrorCode; message: string }

export type LinkResult<T> = Result<T, LinkError>

/** What the live line tells. After `closed` or `ended` it is silent. */
export interface LiveListener {
  opened(): void
  frame(range: ChangeRange): void
  heartbeat(head: z.infer<typeof LiveHead>): void
  /** what others do just now, as it came: whose it is parses it */
  hint(raw: unknown): void
  /** the server ended the session */
  ended(): void
  closed(reason: string): void
}

export interface LiveLine {
  /** Says what this person does just now; lost when the line is not open, which nobody minds. */
  say(hint: unknown): void
  close(): void
}

/** A page of a Snapshot as a database with the table of its entity. */
export interface PageDatabase {
  entity: string
  bytes: Uint8Array
  next: string | null
}

/** Which page of a Snapshot is asked for; as a database if the server can give it so. */
export interface PageQuery {
  entity: string
  after: string | null
  limit: number
  asDatabase: boolean
}

/** The network as the desk sees it. Answers are parsed; nothing is retried here. */
export interface Link {
  /** `body` is a PushRequest in JSON, whose Operations are bytes that must not change */
  push(accessToken: string, body: string, signal: AbortSignal): Promise<LinkResult<PushResponse>>
  changes(
    accessToken: string,
    query: { since: number; limit: number },
    signal: AbortSignal
  ): Promise<LinkResult<ChangeRange>>
  snapshotStart(accessToken: string, signal: AbortSignal): Promise<LinkResult<SnapshotStart>>
  snapshotPage(
    accessToken: string,
    query: PageQuery,
    signal: AbortSignal
  ): Promise<LinkResult<SnapshotPage | PageDatabase>>
  openLive(accessToken: string, listener: LiveListener): LiveLine
}
