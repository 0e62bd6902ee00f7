import type { KeyboardEvent } from 'react'

/** Arrow keys walk from message to message; Home and End go to the first and last that are loaded. */
export function walkMessages(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return
  const list = event.currentTarget.querySelector('.thread-messages')
  const { target } = event
  if (!list || !(target instanceof HTMLElement) || target.closest('button, a, input, textarea, video')) return
  const items = [...list.children]
  const at = items.findIndex((item) => item.contains(target))
  const next = {
    ArrowUp: at < 0 ? items.length - 1 : at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: items.length - 1
  }[event.key]
  if (next === undefined || (at < 0 && event.key === 'ArrowDown')) return
  const item = items[next]
  if (!(item instanceof HTMLElement)) return
  event.preventDefault()
  item.focus({ preventScroll: true })
  item.scrollIntoView({ block: 'nearest' })
}
