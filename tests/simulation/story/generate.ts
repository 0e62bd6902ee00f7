import { ENGAGEMENTS } from '../world/engagements.ts'
import { between, createRandom, pick, type Random, seedFor } from '../world/random.ts'
import { FILES } from '../world/some-files.ts'
import { ADMIN, CHANNELS, CHATS } from '../world/tenant.ts'
import { pickLeadScene } from './lead-scenes.ts'
import { leadStep } from './lead-steps.ts'
import { pickScene } from './scenes.ts'
import type { DeskAct, DeskFate, Happening, Step, Story, WorldEvent } from './steps.ts'

type Maker<T> = (random: Random) => T

const chat = (random: Random) => between(random, 0, CHATS.length - 1)
const channel = (random: Random) => between(random, 0, CHANNELS.length - 1)
const which = (random: Random) => between(random, 0, 3)
const chance = (random: Random, share: number) => random() < share

/** Each thing as often as its weight says. */
const ACTS: [number, Maker<DeskAct>][] = [
  [22, (r) => ({ do: 'send', chat: chat(r), takeOver: chance(r, 0.4) })],
  [7, (r) => ({ do: 'send-file', chat: chat(r), file: between(r, 0, FILES.length - 1), takeOver: true })],
  [2, (r) => ({ do: 'send-without-files', which: which(r) })],
  [6, (r) => ({ do: 'take', chat: chat(r) })],
  [6, (r) => ({ do: 'finish', chat: chat(r) })],
  [5, (r) => ({ do: 'read', chat: chat(r) })],
  [4, (r) => ({ do: 'draft', chat: chat(r) })],
  [1, (r) => ({ do: 'clear-draft', chat: chat(r) })],
  [2, (r) => ({ do: 'send-draft', chat: chat(r) })],
  [3, (r) => ({ do: 'set-chat', channel: between(r, 0, CHANNELS.length - 1), enabled: chance(r, 0.6) })],
  [2, () => ({ do: 'create-category' })],
  [2, (r) => ({ do: 'rename-category', which: which(r) })],
  [1, (r) => ({ do: 'remove-category', which: which(r) })],
  [3, (r) => ({ do: 'create-response', which: which(r) })],
  [6, (r) => ({ do: 'edit-response', which: which(r), field: pick(r, ['title', 'text', 'both']) })],
  [1, (r) => ({ do: 'remove-response', which: which(r) })],
  [2, (r) => ({ do: 'move-response', which: which(r), behind: which(r) })],
  [2, (r) => ({ do: 'scope-response', which: which(r), isPersonal: pick(r, [true, false]) })],
  [7, (r) => ({ do: 'settle', which: which(r), how: pick(r, ['retry', 'edit', 'take-over', 'discard']) })],
  [5, (r) => ({ do: 'withdraw', which: which(r), insist: chance(r, 0.6) })],
  [3, () => ({ do: 'offline' })],
  [4, () => ({ do: 'online' })],
  [2, () => ({ do: 'retry-now' })],
  [1, () => ({ do: 'sign-out' })],
  [2, () => ({ do: 'sign-in' })],
  [
    9,
    (r) => ({
      do: 'send-engagement',
      chat: chat(r),
      which: between(r, 0, ENGAGEMENTS.length - 1),
      takeOver: chance(r, 0.6),
      from: pick(r, ['offered', 'offered', 'offered', 'sent', 'all'])
    })
  ],
  [3, (r) => ({ do: 'write-note', chat: chat(r) })],
  [3, (r) => ({ do: 'transfer', chat: chat(r), to: which(r), hasNote: chance(r, 0.7) })],
  [3, (r) => ({ do: 'use-response', which: which(r), wasEdited: chance(r, 0.3) })],
  [1, (r) => ({ do: 'move-category', which: which(r), behind: which(r) })],
  [2, (r) => ({ do: 'carry-file', which: which(r), file: between(r, 0, 2) })],
  [1, (r) => ({ do: 'carry-engagement', which: which(r), engagement: between(r, 0, ENGAGEMENTS.length) })]
]

const FATES: [number, Maker<DeskFate>][] = [
  [3, () => ({ do: 'restart' })],
  [3, () => ({ do: 'kill' })],
  [
    8,
    (r) => ({
      do: 'kill-at',
      file: pick(r, ['outbox', 'cache', 'any', 'staging', 'files']),
      commits: between(r, 1, 5),
      when: pick(r, ['before', 'after'])
    })
  ],
  [
    3,
    (r) => ({
      do: 'disk-refuses',
      file: pick(r, ['outbox', 'cache', 'any', 'files']),
      times: between(r, 1, 4),
      code: pick(r, ['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_IOERR'])
    })
  ],
  [3, (r) => ({ do: 'clock-jumps', ms: pick(r, [-86_400_000, 86_400_000, -3_600_000, 1_900_000]) })],
  [1, (r) => ({ do: 'sleep', ms: pick(r, [60_000, 3_600_000, 86_400_000]) })],
  [1, () => ({ do: 'clone' })],
  [2, () => ({ do: 'token-expires' })],
  [14, (r) => ({ do: 'request', kind: 'push', fate: pick(r, PUSH_FATES) })],
  [8, (r) => ({ do: 'request', kind: 'changes', fate: pick(r, PULL_FATES) })],
  [3, (r) => ({ do: 'request', kind: 'snapshot', fate: pick(r, PULL_FATES) })],
  [8, (r) => ({ do: 'request', kind: 'file', fate: pick(r, FILE_FATES) })],
  [8, (r) => ({ do: 'frame', fate: pick(r, ['lose', 'duplicate', 'late']) })],
  [2, () => ({ do: 'half-open' })],
  [2, () => ({ do: 'cut-line' })],
  [2, () => ({ do: 'break-connections' })],
  [2, () => ({ do: 'network-down' })],
  [2, () => ({ do: 'network-up' })]
]

const PULL_FATES = [
  'lose-request',
  'reset-request',
  'lose-answer',
  'reset-answer',
  'delay-request',
  'delay-answer',
  'bad-gateway',
  'hotel-page',
  'cut-answer',
  'too-many',
  'unavailable',
  'forbidden-page',
  'unauthenticated'
] as const
const PUSH_FATES = [
  ...PULL_FATES,
  'lose-answer',
  'reset-answer',
  'duplicate',
  'late-copy',
  'late-copy',
  'only-late-copy'
] as const

const FILE_FATES = [
  ...PULL_FATES,
  'duplicate',
  'late-copy',
  'cut-piece',
  'cut-piece',
  'cut-piece',
  'garble'
] as const

const EVENTS: [number, Maker<WorldEvent>][] = [
  [20, (r) => ({ do: 'follower-writes', chat: chat(r) })],
  [4, (r) => ({ do: 'follower-reads', chat: chat(r) })],
  [2, (r) => ({ do: 'follower-renames', chat: chat(r), fresh: chance(r, 0.3) })],
  [1, (r) => ({ do: 'other-tenant', chat: chat(r) })],
  [2, () => ({ do: 'server-dies' })],
  [4, (r) => ({ do: 'server-dies-at-write', writes: between(r, 1, 3), when: pick(r, ['before', 'after']) })],
  [2, (r) => ({ do: 'server-dies-at-file', steps: between(r, 1, 9) })],
  [1, () => ({ do: 'days-pass-for-files' })],
  [2, (r) => ({ do: 'server-dies-between', operations: between(r, 0, 2) })],
  [
    2,
    (r) => ({
      do: 'server-disk-refuses',
      times: between(r, 1, 3),
      code: pick(r, ['SQLITE_FULL', 'SQLITE_BUSY'])
    })
  ],
  [2, () => ({ do: 'raise-floor' })],
  [1, (r) => ({ do: 'role-changes', person: between(r, 1, 2), role: pick(r, ['agent', 'lead', 'admin']) })],
  [1, (r) => ({ do: 'shut-out', person: between(r, 0, 2), wipe: chance(r, 0.4) })],
  [1, (r) => ({ do: 'let-in', person: between(r, 0, 2) })]
]

const CATALOGUE: [number, Maker<WorldEvent>][] = [
  [4, (r) => ({ do: 'engagement-moves', which: between(r, 0, ENGAGEMENTS.length - 1), to: pick(r, MOVES) })],
  [2, (r) => ({ do: 'engagement-made', channel: channel(r), type: pick(r, ['coupon', 'message']) })],
  [2, (r) => ({ do: 'package-changes', channel: channel(r), types: which(r) })],
  [
    2,
    (r) => ({
      do: 'entitlement-changes',
      follower: between(r, 0, 2),
      which: between(r, 0, ENGAGEMENTS.length - 1),
      barred: chance(r, 0.6)
    })
  ],
  [
    5,
    (r) => ({
      do: 'follower-opens',
      chat: chat(r),
      which: which(r),
      outcome: pick(r, ['opened', 'redeemed'])
    })
  ]
]
const MOVES = ['active', 'finished', 'finished', 'archived'] as const

/** What others do all the time, without anything being wrong. */
const LIFE = [...EVENTS.slice(0, 4), ...CATALOGUE]

function weighted<T>(random: Random, table: [number, Maker<T>][]): T {
  const total = table.reduce((sum, [weight]) => sum + weight, 0)
  let left = random() * total
  for (const [weight, make] of table) {
    left -= weight
    if (left < 0) return make(random)
  }
  throw new Error('an empty table')
}

/** Numbers of steps that belong to a scene begin here. */
const FIRST_OF_SCENE = 2000
const FIRST_MEANWHILE = 3000
const FIRST_OF_LEADS = 4000

/** A story for each seed: a quiet start now and then, then people, weather and accidents in one heap. */
export function generateStory(seed: number): Story {
  const random = createRandom(seedFor(seed, 'story'))
  const desks = [0, 1]
  if (chance(random, 0.6)) desks.push(2)
  if (chance(random, 0.35)) desks.push(between(random, 0, 1))
  const length = between(random, 12, 37)
  /** how rough it is: some stories have no faults at all, and find what faults would hide */
  const roughness = pick(random, [0, 0.15, 0.3, 0.45])
  const hasRestore = chance(random, 0.08)
  const sceneAt = chance(random, 0.85) ? between(random, 1, length) : 0
  const backUpAt = between(random, 0, Math.floor(length / 2))
  const restoreAt = between(random, backUpAt + 1, length)
  const steps: Step[] = []
  for (let n = 1; n <= length; n++) {
    const afterMs = pick(random, [0, 5, 30, 100, 400, 1500, 5000])
    steps.push({ n, afterMs, ...happening(random, desks.length, roughness) })
    if (n === sceneAt) {
      for (const [index, [sceneMs, one]] of pickScene(random, desks.length).entries())
        steps.push({ n: FIRST_OF_SCENE + index, afterMs: sceneMs, ...one })
    }
    if (hasRestore && n === backUpAt) steps.push({ n: 1000, afterMs: 0, do: 'back-up' })
    if (hasRestore && n === restoreAt) steps.push({ n: 1001, afterMs: 0, do: 'restore' })
  }
  addLeads(seed, desks, roughness > 0, steps)
  const pageRows = chance(random, 0.3) ? 2 : null
  const fresh = chance(random, 0.35)
  return {
    seed,
    desks: desks.map((person) => person % ADMIN),
    pageRows,
    fresh,
    old: chance(random, 0.1) ? 0 : null,
    steps: fresh && pageRows !== null ? [...meanwhile(seed), ...steps] : steps
  }
}

/** What leads decide, and what happens to it, goes between the other steps, if somebody leads. */
function addLeads(seed: number, desks: readonly number[], isRough: boolean, steps: Step[]): void {
  const random = createRandom(seedFor(seed, 'leads'))
  const leads = [...desks.keys()].filter((desk) => desks[desk] === LENA)
  if (leads.length === 0) return
  let n = FIRST_OF_LEADS
  for (let left = between(random, 1, 5); left > 0; left--) {
    const step: Step = {
      n: n++,
      afterMs: pick(random, [0, 100, 1500, 5000]),
      ...leadStep(random, leads, isRough)
    }
    steps.splice(between(random, 0, steps.length), 0, step)
  }
  if (!chance(random, isRough ? 0.5 : 0.3)) return
  const scene = pickLeadScene(random, desks).map(([afterMs, one]): Step => ({ n: n++, afterMs, ...one }))
  steps.splice(between(random, 0, steps.length), 0, ...scene)
}

/** Whoever leads from the start. */
const LENA = 2

/** Followers write all the time while a first copy comes page by page. */
function meanwhile(seed: number): Step[] {
  const random = createRandom(seedFor(seed, 'meanwhile'))
  return Array.from({ length: between(random, 20, 40) }, (_, index) => ({
    n: FIRST_MEANWHILE + index,
    afterMs: between(random, 10, 90),
    do: 'follower-writes',
    chat: chat(random)
  }))
}

function happening(random: Random, desks: number, roughness: number): Happening {
  // the last number is the desk that a cloned profile makes
  const desk = chance(random, 0.1) ? desks : between(random, 0, desks - 1)
  if (chance(random, roughness)) {
    if (chance(random, 0.25)) return weighted(random, EVENTS.slice(4))
    return { desk, ...weighted(random, FATES) }
  }
  if (chance(random, 0.25)) return weighted(random, LIFE)
  return { desk, ...weighted(random, ACTS) }
}
