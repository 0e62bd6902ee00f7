import { useCallback, useEffect, useState } from 'react'
import type { FileRef } from '#shared/features/attachment/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'

/**
 * Brings a file to this computer: at once, or when `again` asks for it. What failed for want of a network is tried anew
 * when the link is back.
 * @param isWanted false waits until `again` is called
 */
export function useFetched({ conversationId, sha256 }: FileRef, isWanted = true) {
  const [wish, setWish] = useState(isWanted ? 1 : 0)
  const [state, setState] = useState<{ isHere: boolean; trouble: string | null }>({
    isHere: false,
    trouble: null
  })
  const link = useView('sync.status', {}, ['status']).data?.link
  const isOnline = link === 'online'

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new wish, or a link that is back, asks again
  useEffect(() => {
    if (wish === 0) return
    let isGone = false
    desk.act('attachment.fetch', { conversationId, sha256 }).then(
      (done) => {
        if (isGone) return
        if (done.outcome === 'failed') setState({ isHere: false, trouble: done.message })
        else setState({ isHere: true, trouble: null })
      },
      () => {
        if (!isGone) setState({ isHere: false, trouble: 'The file could not be read. Try again.' })
      }
    )
    return () => {
      isGone = true
    }
  }, [conversationId, sha256, wish, isOnline])

  const again = useCallback(() => {
    setState({ isHere: false, trouble: null })
    setWish((count) => count + 1)
  }, [])
  return { ...state, isWished: wish > 0, again }
}
