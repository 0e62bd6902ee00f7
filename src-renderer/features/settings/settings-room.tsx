import './settings-room.css'
import { useState } from 'react'
import type { Identity } from '#shared/features/session/entities.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { Preferences } from './preferences.tsx'
import { ADMIN_SECTIONS } from './sections.ts'

interface SettingsRoomProps {
  identity: Identity
  onSignOut: () => void
}

const PREFERENCES = { id: 'preferences', label: 'Preferences' }

/** What a person chooses for this computer; for administrators also what is kept on the server for everybody. */
export function SettingsRoom({ identity, onSignOut }: SettingsRoomProps) {
  const [asked, setAsked] = useState(PREFERENCES.id)
  const sections = identity.role === 'admin' ? ADMIN_SECTIONS : []
  const section = sections.find(({ id }) => id === asked)
  const preferences = <Preferences identity={identity} onSignOut={onSignOut} />
  return (
    <div className="settings">
      <h1>Settings</h1>
      {sections.length === 0 ? (
        preferences
      ) : (
        <Tabs
          label="Settings"
          items={[PREFERENCES, ...sections]}
          selectedId={section?.id ?? PREFERENCES.id}
          onChange={setAsked}
        >
          {() => (section ? <section.Page identity={identity} /> : preferences)}
        </Tabs>
      )}
    </div>
  )
}
