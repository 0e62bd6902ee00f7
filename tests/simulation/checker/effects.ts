import type { StoredReceipt } from './operations-settled.ts'
import type { Arrived } from './record.ts'

/** An accepted Operation at its seq. */
export interface Effect extends Arrived {
  opId: string
  receipt: StoredReceipt
}

/** The roles that lead. */
export const LEADS: readonly string[] = ['lead', 'admin']
