import { create } from 'zustand'
import type { OpId, RequestId } from '#shared/base/ids.ts'
import type { Outcome } from '#shared/features/approval/entities.ts'

/** One of several decisions that were made together. */
export interface BulkItem {
  requestId: RequestId
  title: string
  partnerName: string
  version: number
  /** null when this computer could not keep it; `trouble` says why */
  opId: OpId | null
  trouble: string | null
}

/** Several decisions that were made together; their results stay on screen until they are put away. */
export interface Bulk {
  outcome: Outcome
  reason: string | null
  items: readonly BulkItem[]
}

interface BulkState {
  bulk: Bulk | null
  show(bulk: Bulk | null): void
}

/** The last decisions of many, also while another room is shown. */
export const useBulk = create<BulkState>((set) => ({
  bulk: null,
  show: (bulk) => set({ bulk })
}))
