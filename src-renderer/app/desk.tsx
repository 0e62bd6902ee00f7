import './desk.css'
import { useEffect, useMemo, useState } from 'react'
import type { Identity } from '#shared/features/session/entities.ts'
import type { SessionView } from '#shared/features/session/views.ts'
import { desk } from '../bridge/desk.ts'
import { useView } from '../bridge/use-view.ts'
import { useChatShortcut } from '../features/conversation/chat-shortcuts.ts'
import { ConversationRoom } from '../features/conversation/conversation-room.tsx'
import { placeOf } from '../features/conversation/search/hits.ts'
import { SearchEverything } from '../features/conversation/search/search-everything.tsx'
import { ExpiredBanner } from '../features/session/expired-banner.tsx'
import { StatusBar } from '../features/session/status-bar.tsx'
import { later } from '../ui/later.tsx'
import { useNavigation } from './navigation.ts'
import { Rail } from './rail.tsx'
import { roomsOf } from './rooms.ts'
import { OFFLINE_KEYS } from './shortcut-list.ts'
import { useRoomShortcuts } from './use-room-shortcuts.ts'
import { useShortcutSheet } from './use-shortcut-sheet.tsx'
import { useWindowRequests } from './use-window-requests.ts'

const CannedResponseRoom = later(
  async () => (await import('../features/canned-response/canned-response-room.tsx')).CannedResponseRoom
)
const EngagementRoom = later(
  async () => (await import('../features/engagement/room/engagement-room.tsx')).EngagementRoom
)
const ApprovalRoom = later(async () => (await import('../features/approval/approval-room.tsx')).ApprovalRoom)
const OutboxRoom = later(async () => (await import('../features/outbox/outbox-room.tsx')).OutboxRoom)
const SettingsRoom = later(async () => (await import('../features/settings/settings-room.tsx')).SettingsRoom)
const SignOutDialog = later(
  async () => (await import('../features/session/sign-out-dialog.tsx')).SignOutDialog
)

interface DeskProps {
  identity: Identity
  /** set while the session has expired: work goes on, sending waits for the sign-in */
  expired: SessionView | null
}

/** The signed-in window: rail, the open room, status bar. */
export function Desk({ identity, expired }: DeskProps) {
  const asked = useNavigation((state) => state.room)
  const conversationId = useNavigation((state) => state.conversationId)
  const go = useNavigation((state) => state.go)
  const openConversation = useNavigation((state) => state.openConversation)
  const place = useNavigation((state) => state.place)
  const openPlace = useNavigation((state) => state.openPlace)
  const partner = useNavigation((state) => state.partner)
  const openPartner = useNavigation((state) => state.openPartner)
  const responseId = useNavigation((state) => state.responseId)
  const openResponse = useNavigation((state) => state.openResponse)
  const leave = useNavigation((state) => state.leave)
  useEffect(() => leave, [leave])
  const [signingOut, setSigningOut] = useState(false)
  const counts = useView('conversation.counts', { channelId: null }, ['inbox']).data
  const status = useView('sync.status', {}, ['status']).data
  const rooms = useMemo(() => roomsOf(identity.role), [identity.role])
  // a room that a change of role has closed leads to the first one
  const room = rooms.some(({ id }) => id === asked) ? asked : 'chat'
  const pending = useView('approval.counts', {}, ['requests']).data ?? {}
  useRoomShortcuts(rooms, go)
  const shortcutSheet = useShortcutSheet()
  useChatShortcut(OFFLINE_KEYS, () => {
    void desk.act('sync.set-offline', { offline: status?.link !== 'paused-by-person' })
  })
  useWindowRequests({ go, openConversation, signOut: () => setSigningOut(true) })
  return (
    <div className="desk">
      {expired && <ExpiredBanner session={expired} unsent={status?.unsent ?? 0} />}
      <div className="desk-rooms">
        <Rail
          rooms={rooms}
          current={room}
          onGo={go}
          counts={{
            chat: { count: counts?.unreadMine ?? 0, label: 'unread messages', tone: 'neutral' },
            'partner-management': {
              count: Object.values(pending).reduce((sum, count) => sum + count, 0),
              label: 'requests of partners wait',
              tone: 'neutral'
            },
            outbox: {
              count: status?.refused ?? 0,
              label: 'refused, they need your decision',
              tone: 'warning'
            }
          }}
        />
        <main className="desk-room">
          {room === 'chat' && (
            <ConversationRoom
              identity={identity}
              conversationId={conversationId}
              place={place}
              onOpen={openConversation}
              onOpenPlace={openPlace}
            />
          )}
          {room === 'canned-responses' && <CannedResponseRoom key={responseId} responseId={responseId} />}
          {room === 'engagements' && identity.role === 'admin' && <EngagementRoom />}
          {room === 'partner-management' && <ApprovalRoom key={partner?.id} partner={partner} />}
          {room === 'outbox' && <OutboxRoom onOpenConversation={openConversation} />}
          {room === 'settings' && <SettingsRoom identity={identity} onSignOut={() => setSigningOut(true)} />}
        </main>
      </div>
      <StatusBar status={status} identity={identity} onOpenOutbox={() => go('outbox')} />
      {shortcutSheet}
      <SearchEverything
        role={identity.role}
        onOpen={(hit) => {
          switch (hit.kind) {
            case 'chat':
              return openConversation(hit.chat.conversationId)
            case 'partner':
              return openPartner(hit.partner)
            case 'response':
              return openResponse(hit.response.responseId)
            default:
              return openPlace(placeOf(hit))
          }
        }}
      />
      {signingOut && <SignOutDialog isOpen onClose={() => setSigningOut(false)} />}
    </div>
  )
}
