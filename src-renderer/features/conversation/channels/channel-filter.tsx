import './channel-filter.css'
import { Radio } from 'lucide-react'
import { useState } from 'react'
import type { ChannelId } from '#shared/base/ids.ts'
import type { ChannelView } from '#shared/features/conversation/views.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { includesRole } from '#shared/features/session/roles.ts'
import { useView } from '../../../bridge/use-view.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { later } from '../../../ui/later.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import type { MenuAction } from '../../../ui/menu-entry.ts'

const ChannelChatDialog = later(async () => (await import('./channel-chat-dialog.tsx')).ChannelChatDialog)

interface ChannelFilterProps {
  role: Role
  value: ChannelId | null
  onChange: (channelId: ChannelId | null) => void
}

/** Narrows the inbox to one channel; leads turn the chat of channels on and off from here. */
export function ChannelFilter({ role, value, onChange }: ChannelFilterProps) {
  const channels = useView('conversation.channels', {}, ['channels']).data ?? []
  const [isManaging, setManaging] = useState(false)
  const chosen = channels.find((channel) => channel.id === value)
  const choices: MenuAction[] = [
    { id: 'all', label: 'All channels', isChecked: value === null, onAction: () => onChange(null) },
    ...channels.map((channel) => choiceOf(channel, channel.id === value, () => onChange(channel.id)))
  ]
  const manage: MenuAction = {
    id: 'manage',
    label: includesRole(role, 'lead') ? 'Enable or disable chat…' : 'Which channels have chat…',
    onAction: () => setManaging(true)
  }
  return (
    <>
      <MenuButton
        trigger={
          <IconButton
            icon={Radio}
            label={chosen ? `Channel: ${chosen.name}` : 'Channel: all'}
            variant={chosen ? 'default' : 'quiet'}
          />
        }
        entries={[
          { id: 'channels', heading: 'Channel', choice: 'single', entries: choices },
          { id: 'chat', entries: [manage] }
        ]}
      />
      {isManaging && (
        <ChannelChatDialog role={role} channels={channels} isOpen onClose={() => setManaging(false)} />
      )}
    </>
  )
}

function choiceOf(channel: ChannelView, isChecked: boolean, onAction: () => void): MenuAction {
  return {
    id: channel.id,
    label: channel.name,
    isChecked,
    onAction,
    ...(channel.chatEnabled ? {} : { hint: 'Chat is off' })
  }
}
