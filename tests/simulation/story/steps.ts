import type { CrashPoint, DiskTrouble } from '../world/desk-disk.ts'
import type { Fate, FrameFate, RequestKind } from '../world/network.ts'
import type { LeadAct, MailEvent, PlatformEvent } from './lead-steps.ts'
import type { EngagementEvent, TeamAct } from './team-steps.ts'

/** What a person at a desk does. `which` counts what is on screen then, and begins again at its end. */
export type DeskAct =
  | { do: 'send'; chat: number; takeOver: boolean }
  | { do: 'send-file'; chat: number; file: number; takeOver: boolean }
  | { do: 'send-without-files'; which: number }
  | { do: 'send-draft' | 'take' | 'finish' | 'read' | 'clear-draft' | 'draft'; chat: number }
  | { do: 'set-chat'; channel: number; enabled: boolean }
  | { do: 'create-category' }
  | { do: 'rename-category' | 'remove-category' | 'create-response'; which: number }
  | { do: 'remove-response'; which: number }
  | { do: 'move-response'; which: number; behind: number }
  | { do: 'scope-response'; which: number; isPersonal: boolean }
  | { do: 'edit-response'; which: number; field: 'title' | 'text' | 'both' }
  | { do: 'settle'; which: number; how: 'retry' | 'edit' | 'take-over' | 'discard' }
  | { do: 'withdraw'; which: number; insist: boolean }
  | { do: 'offline' | 'online' | 'retry-now' | 'sign-out' | 'sign-in' }
  | TeamAct

/** What happens to a desk. */
export type DeskFate =
  | { do: 'restart' | 'kill' | 'clone' | 'token-expires' }
  | ({ do: 'kill-at' } & CrashPoint)
  | ({ do: 'disk-refuses' } & DiskTrouble)
  | { do: 'clock-jumps' | 'sleep'; ms: number }
  | { do: 'request'; kind: RequestKind; fate: Fate }
  | { do: 'frame'; fate: FrameFate }
  | { do: 'half-open' | 'cut-line' | 'break-connections' | 'network-down' | 'network-up' }

/** What happens elsewhere. */
export type WorldEvent =
  | { do: 'follower-writes'; chat: number }
  | { do: 'follower-reads'; chat: number }
  | { do: 'follower-renames'; chat: number; fresh: boolean }
  | { do: 'other-tenant'; chat: number }
  | { do: 'server-dies' }
  | { do: 'server-dies-at-write'; writes: number; when: 'before' | 'after' }
  | { do: 'server-dies-at-file'; steps: number }
  | { do: 'days-pass-for-files' }
  | { do: 'server-dies-between'; operations: number }
  | { do: 'server-disk-refuses'; times: number; code: 'SQLITE_FULL' | 'SQLITE_BUSY' }
  | { do: 'back-up' | 'restore' | 'raise-floor' }
  | { do: 'role-changes'; person: number; role: 'agent' | 'lead' | 'admin' }
  | { do: 'shut-out'; person: number; wipe: boolean }
  | { do: 'let-in'; person: number }
  | EngagementEvent

export type Happening =
  | ((DeskAct | DeskFate | LeadAct) & { desk: number })
  | WorldEvent
  | PlatformEvent
  | MailEvent

/** One step of a story; `n` names it for ever, also when others are left out; `afterMs` passes before it. */
export type Step = { n: number; afterMs: number } & Happening

/** A whole scenario as data: who sits where, and what happens. */
export interface Story {
  seed: number
  /** the person of each desk, by number */
  desks: number[]
  /** so few rows in each page and range, where everything would come at once; null for as many as are asked for */
  pageRows: number | null
  /** desks begin with nothing, where they would have a copy from yesterday */
  fresh: boolean
  /** the desk that begins with an Outbox of the first version; null for none */
  old: number | null
  steps: Step[]
}

/** A few steps with the time before each, in milliseconds. */
export type Scene = [afterMs: number, happening: Happening][]
