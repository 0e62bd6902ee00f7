import { z } from 'zod'
import { OpId } from '../base/ids.ts'
import { defineOperation, Lane } from './operation.ts'

/**
 * Withdraws an Operation of one's own that may have been transmitted already. Accepted: the server had not seen it, and
 * answers each copy that still comes with `cancelled`. Else `too_late`: its Receipt stands.
 */
export const opCancel = defineOperation({
  type: 'op.cancel',
  v: 1,
  args: z.object({ opId: OpId }),
  lane: ({ opId }) => Lane.parse(`cancel:${opId}`)
})
