import { useEffect, useRef, useState } from 'react'

interface Standing {
  id: string
  /** its name and place, as a screen reader says it */
  said: string
}

/** Keeps the focus on the handle of what the arrow keys have moved, and says where it stands now. */
export function useStepFocus(order: readonly Standing[]) {
  const stepped = useRef<Standing | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const before = stepped.current
    const now = order.find(({ id }) => id === before?.id)
    if (!before || !now || now.said === before.said) return
    stepped.current = null
    setSaid(now.said)
    // moved within the document, a handle has lost the focus
    const handle = document.querySelector<HTMLElement>(`[data-move-handle="${now.id}"]`)
    if (document.activeElement === document.body) handle?.focus()
  }, [order])
  return {
    said,
    follow(id: string) {
      stepped.current = order.find((one) => one.id === id) ?? null
    }
  }
}
