import { useEffect, useEffectEvent, useState } from 'react'
import type { SendBlock } from './composing.ts'

/**
 * Send that is asked for while files are still on their way is not lost: it goes as soon as they are there. Whoever writes
 * on, or gets another reason against it, sends anew.
 * @param written what would go, and as what: an answer that became a note meanwhile is not sent, nor the other way round
 * @param send what Send does when nothing is against it
 */
export function useSendWhenReady(block: SendBlock | null, written: string, send: () => void) {
  /** what was written when Send was asked for */
  const [asked, setAsked] = useState<string | null>(null)
  const waits = block?.waits ?? null
  const sendNow = useEffectEvent(send)

  useEffect(() => {
    if (asked === null || (waits !== null && asked === written)) return
    setAsked(null)
    if (block === null && asked === written) sendNow()
  }, [asked, waits, written, block])

  return {
    trySend: () => {
      if (block === null) send()
      else if (waits !== null) setAsked(written)
    },
    /** said beside Send while it waits */
    waits: asked === written ? waits : null
  }
}
