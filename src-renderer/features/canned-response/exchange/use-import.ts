import { useState } from 'react'
import type { ImportItem } from '#shared/features/canned-response/exchange/plan.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { type Applied, type Change, createImporter, NotQueued } from './apply-import.ts'

type State = { change: Change; applied: Applied; isUndone: boolean }

/** Carries the rows of a file out, one after the other, and takes single ones back. */
export function useImport(items: readonly ImportItem[], categories: readonly CategoryView[]) {
  const [importer] = useState(() => createImporter(categories))
  const [done, setDone] = useState<ReadonlyMap<ImportItem, State>>(new Map())
  const [phase, setPhase] = useState<'before' | 'running' | 'over'>('before')
  const [trouble, setTrouble] = useState<string | null>(null)

  const orSay = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      setTrouble(error instanceof NotQueued ? error.message : `It could not be finished: ${String(error)}`)
    }
  }
  const put = (change: Change, state: State) => setDone((now) => new Map(now).set(change, state))
  const start = async () => {
    setPhase('running')
    await orSay(async () => {
      for (const item of items) {
        if (item.kind !== 'new' && item.kind !== 'changed') continue
        put(item, { change: item, applied: await importer.apply(item), isUndone: false })
      }
    })
    setPhase('over')
  }
  return {
    isRunning: phase === 'running',
    isOver: phase === 'over',
    trouble,
    doneCount: done.size,
    start: () => void start(),
    stateOf(item: ImportItem) {
      const state = done.get(item)
      return state ? (state.isUndone ? 'undone' : 'done') : null
    },
    undo(item: ImportItem) {
      const state = done.get(item)
      if (!state || state.isUndone) return
      put(state.change, { ...state, isUndone: true })
      void orSay(() => importer.undo(state.change, state.applied))
    }
  }
}
