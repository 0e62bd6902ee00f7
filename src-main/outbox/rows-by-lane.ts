import type { OutboxRow } from './outbox-row.ts'

/** The unsettled rows in memory, in order, and by Lane, so that an Overlay finds its own without a query. */
export class RowsByLane {
  readonly #byId = new Map<string, OutboxRow>()
  readonly #lanes = new Map<string, OutboxRow[]>()
  #inOrder: OutboxRow[] | null = null

  get(opId: string): OutboxRow | undefined {
    return this.#byId.get(opId)
  }

  /** Every row, by place. */
  all(): readonly OutboxRow[] {
    this.#inOrder ??= [...this.#byId.values()].sort((a, b) => a.place - b.place)
    return this.#inOrder
  }

  /** The rows of one Lane, by place. */
  lane(lane: string): readonly OutboxRow[] {
    return this.#lanes.get(lane) ?? []
  }

  /** The ids behind `kind:` that have rows. */
  *idsOf(kind: string): Iterable<string> {
    const start = `${kind}:`
    for (const lane of this.#lanes.keys()) if (lane.startsWith(start)) yield lane.slice(start.length)
  }

  /** Adds a row, or replaces the one with its id. */
  put(row: OutboxRow): void {
    this.remove(row.opId)
    this.#byId.set(row.opId, row)
    const lane = [...this.lane(row.lane), row].sort((a, b) => a.place - b.place)
    this.#lanes.set(row.lane, lane)
    this.#inOrder = null
  }

  remove(opId: string): void {
    const row = this.#byId.get(opId)
    if (!row) return
    this.#byId.delete(opId)
    const rest = this.lane(row.lane).filter((other) => other.opId !== opId)
    if (rest.length > 0) this.#lanes.set(row.lane, rest)
    else this.#lanes.delete(row.lane)
    this.#inOrder = null
  }
}

/** The first refused row of a Lane: everything after it is held. */
export function refusedIn(lane: readonly OutboxRow[]): OutboxRow | undefined {
  return lane.find((row) => row.state === 'rejected')
}

/** Whether an earlier row of its Lane was refused. */
export function isHeld(rows: RowsByLane, row: OutboxRow): boolean {
  const refused = refusedIn(rows.lane(row.lane))
  return refused !== undefined && refused.place < row.place
}
