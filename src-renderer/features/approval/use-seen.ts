import { useEffect } from 'react'
import { requestSee } from '#shared/features/approval/operations.ts'
import type { RequestDetail } from '#shared/features/approval/views.ts'
import { desk } from '../../bridge/desk.ts'
import { isOpen } from './use-decisions.ts'

/** Whoever walks past has not looked. */
const LOOK_MS = 1500

/** Notes that I have looked at a request that waits, once it was on screen for a moment. */
export function useSeen(detail: RequestDetail | null | undefined): void {
  const requestId = detail && isOpen(detail.row) && !detail.isSeenByMe ? detail.row.requestId : null
  useEffect(() => {
    if (requestId === null) return
    const timer = setTimeout(() => void desk.submit(requestSee, { requestId }, {}), LOOK_MS)
    return () => clearTimeout(timer)
  }, [requestId])
}
