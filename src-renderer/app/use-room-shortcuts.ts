import { useEffect } from 'react'
import type { RoomId } from './navigation.ts'
import type { Room } from './rooms.ts'

/** Ctrl/Cmd with the key of a room goes there; never while an input method composes text. */
export function useRoomShortcuts(rooms: readonly Room[], go: (room: RoomId) => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return
      const room = rooms.find(({ shortcut }) => shortcut === `Mod+${event.key}`)
      if (!room) return
      event.preventDefault()
      go(room.id)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [rooms, go])
}
