import type { Kind } from '#shared/features/approval/kinds/kind.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import type { RequestFilter } from '#shared/features/approval/views.ts'

export type TabId = 'partnership' | 'add-ons' | 'requests' | 'partners'

/** One list of a tab: a queue of one Kind, or the history of all of the tab. */
export interface Section {
  id: string
  label: string
  kinds: readonly string[]
  state: RequestFilter['state']
}

const queueOf = ({ name, queue }: Kind): Section => ({
  id: name,
  label: queue,
  kinds: [name],
  state: 'pending'
})

/** The lists of a tab, in the order of the guide. */
export function sectionsOf(tab: Exclude<TabId, 'partners'>): readonly Section[] {
  const kinds = REQUEST_KINDS.filter(({ section }) => section === tab)
  const history: Section = {
    id: 'history',
    label: 'History',
    kinds: kinds.map(({ name }) => name),
    state: 'decided'
  }
  return [...kinds.map(queueOf), history]
}

/** How many requests of these Kinds wait. */
export function waiting(counts: Record<string, number> | undefined, kinds: readonly string[]): number {
  return kinds.reduce((sum, kind) => sum + (counts?.[kind] ?? 0), 0)
}

/** What the columns of a list are called, and by which of them it can be sorted. */
export interface Column {
  order: RequestFilter['order']
  label: string
}

const NAMED: Record<string, string> = { partnership: 'Package (price)', 'add-ons': 'Add-on (price)' }

export function columnsOf(tab: Exclude<TabId, 'partners'>, { state, kinds }: Section): readonly Column[] {
  const date: Column =
    state === 'pending'
      ? { order: 'requested', label: 'Date requested' }
      : { order: 'decided', label: 'Approval/Denial date' }
  const named = NAMED[tab]
  if (named !== undefined) {
    return [{ order: 'partner', label: 'Partner name' }, { order: 'title', label: named }, date]
  }
  const title: Column = { order: 'title', label: kinds.length > 1 ? 'Title (of request)' : 'Title' }
  return [title, { order: 'partner', label: 'Partner' }, date]
}
