import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import path from 'node:path'
import { DRAFT_SECRET } from '../world/engagements.ts'
import { PARTNER_SECRET } from '../world/seeded-requests.ts'
import { TENANT } from '../world/tenant.ts'
import type { World } from '../world/world.ts'
import { PAIRS, type Pair } from './pairs.ts'

/** After everything has come to rest each desk holds what the server has, as far as this person may see it. */
export function checkDesks(world: World): void {
  const server = world.readers.of(world.server.file)
  const head = server.get<Place>('SELECT head_seq AS cursor, epoch FROM tenants WHERE id = ?', TENANT)
  const asked = new Map<string, unknown[]>()
  /** What the server has for a person; for whom does not matter where the query does not say. */
  function wantedBy(pair: Pair, user: string): unknown[] {
    const key = pair.server.includes('@user') ? `${pair.table} of ${user}` : pair.table
    const rows = asked.get(key) ?? server.lists(pair.server, { tenant: TENANT, user })
    asked.set(key, rows)
    return rows
  }
  for (const [index, desk] of world.desks.entries()) {
    if (desk.isWiped) {
      checkWiped(world, index)
      continue
    }
    const cache = world.readers.of(desk.cacheFile)
    const state = cache.get<Place>('SELECT cursor, epoch FROM sync_state')
    if (state?.cursor !== head?.cursor || state?.epoch !== head?.epoch) {
      world.record.violate(
        'LI2',
        `desk ${index} stands at ${state?.epoch} ${state?.cursor}, the server at ${head?.epoch} ${head?.cursor}`
      )
    }
    for (const pair of PAIRS) {
      const difference = firstDifference(wantedBy(pair, desk.identity.userId), cache.lists(pair.desk, {}))
      if (difference) world.record.violate('PL8', `${pair.table} at desk ${index} differ: ${difference}`)
    }
    checkEvicted(world, index)
  }
}

/** Where one side stands in the feed. */
interface Place {
  cursor: number | null
  epoch: string | null
}

/** Nothing is left of an account that the server has ordered to erase. */
function checkWiped(world: World, index: number): void {
  for (const file of filesBelow(world.desks[index]?.folder ?? ''))
    world.record.violate('AC4', `${path.basename(file)} is still at desk ${index}, which was erased`)
}

/** While the desks still run: closing a file would empty its log, and hide that an eviction did not. */
export function checkLogs(world: World): void {
  for (const [index, desk] of world.desks.entries()) if (!desk.isWiped) checkEvicted(world, index)
}

/** No byte of what a person may not see, or not any more, is in any file of the desk. */
function checkEvicted(world: World, index: number): void {
  const desk = world.desks[index]
  if (!desk) return
  const find = 'SELECT role FROM users WHERE id = ?'
  const user = world.readers.of(world.server.file).get<{ role: string }>(find, desk.identity.userId)
  const secrets = SECRETS.filter(({ roles }) => !roles.includes(user?.role ?? ''))
  if (secrets.length === 0) return
  for (const file of filesBelow(desk.folder)) {
    const content = contentOf(file)
    for (const { bytes, of } of secrets)
      if (content.includes(bytes))
        world.record.violate(
          'AC2',
          `${path.basename(file)} at desk ${index} has bytes of ${of}, which is not for a ${user?.role}`
        )
  }
}

const SECRETS = [
  { of: 'a partner', bytes: Buffer.from(PARTNER_SECRET), roles: ['lead', 'admin'] },
  { of: 'a draft', bytes: Buffer.from(DRAFT_SECRET), roles: ['admin'] }
]

/** Every file in a folder and in those inside it. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(place) : [place]
  })
}

/** Where files are read to: memory of its own for each would cost more than reading does. */
let memory = Buffer.alloc(1_000_000)

/** What is in a file, until the next one is read. */
function contentOf(file: string): Buffer {
  const fd = openSync(file, 'r')
  const { size } = fstatSync(fd)
  if (size > memory.length) memory = Buffer.alloc(2 * size)
  const length = readSync(fd, memory, 0, size, 0)
  closeSync(fd)
  return memory.subarray(0, length)
}

function firstDifference(wanted: readonly unknown[], found: readonly unknown[]): string | null {
  if (JSON.stringify(wanted) === JSON.stringify(found)) return null
  for (let i = 0; i < Math.max(wanted.length, found.length); i++) {
    const [a, b] = [inOrder(wanted[i]), inOrder(found[i])]
    if (a !== b) return `the server has ${a}, the desk ${b}`
  }
  return null
}

/** A row as text; what it keeps as JSON, with the fields in the order of their names. */
function inOrder(row: unknown): string {
  const cells = Array.isArray(row) ? row : []
  return JSON.stringify(cells.map((cell) => (isJson(cell) ? sorted(JSON.parse(cell)) : cell)))
}

function isJson(cell: unknown): cell is string {
  return typeof cell === 'string' && /^[[{]/.test(cell)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, one]) => [name, sorted(one)]))
}
