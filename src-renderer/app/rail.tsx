import './rail.css'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePlatform } from '../ui/platform.ts'
import { ariaShortcut } from '../ui/shortcut.ts'
import type { RoomId } from './navigation.ts'
import type { Room } from './rooms.ts'

interface RailProps {
  rooms: readonly Room[]
  current: RoomId
  /** what waits in a room: unread messages, refused Operations */
  counts: Partial<Record<RoomId, { count: number; label: string; tone: 'neutral' | 'warning' }>>
  onGo: (room: RoomId) => void
}

/** The rooms of the desk; the one that is open is marked. */
export function Rail({ rooms, current, counts, onGo }: RailProps) {
  return (
    <nav className="rail" aria-label="Rooms">
      {rooms.map((room) => (
        <RailItem
          key={room.id}
          room={room}
          isCurrent={room.id === current}
          count={counts[room.id]}
          onGo={onGo}
        />
      ))}
    </nav>
  )
}

interface RailItemProps {
  room: Room
  isCurrent: boolean
  count: { count: number; label: string; tone: 'neutral' | 'warning' } | undefined
  onGo: (room: RoomId) => void
}

function RailItem({ room, isCurrent, count, onGo }: RailItemProps) {
  const platform = usePlatform()
  return (
    <button
      type="button"
      className="rail-item"
      aria-current={isCurrent ? 'page' : undefined}
      aria-keyshortcuts={ariaShortcut(room.shortcut, platform)}
      onClick={() => onGo(room.id)}
    >
      <span className="rail-glyph">
        <Icon glyph={room.glyph} size={20} />
        {count && count.count > 0 && (
          <span className="rail-count">
            <Badge count={count.count} label={count.label} tone={count.tone} />
          </span>
        )}
      </span>
      <span className="rail-label">{room.label}</span>
    </button>
  )
}
