import type { ReactNode } from 'react'
import type { Settings } from '#shared/contract/ipc.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { usePlatform } from '../../ui/platform.ts'
import { Select } from '../../ui/select.tsx'

interface PreferencesProps {
  identity: Identity
  onSignOut: () => void
}

const save = (change: Partial<Settings>) => void desk.act('settings.save', change)

/** Everything that a person may choose for this computer; each choice takes effect at once. */
export function Preferences({ identity, onSignOut }: PreferencesProps) {
  const settings = useView('settings.current', {}, ['settings']).data
  const session = useView('session.current', {}, ['session']).data
  const mod = usePlatform() === 'mac' ? '⌘' : 'Ctrl'
  if (!settings) return null
  return (
    <div className="settings-page">
      <Group title="Appearance">
        <Select
          label="Theme"
          value={settings.theme}
          onChange={(theme) => save({ theme })}
          options={[
            { id: 'system', label: 'Same as the system' },
            { id: 'light', label: 'Light' },
            { id: 'dark', label: 'Dark' }
          ]}
        />
      </Group>
      <Group title="Writing">
        <Select
          label="Send a message with"
          value={settings.sendKey}
          onChange={(sendKey) => save({ sendKey })}
          options={[
            { id: 'enter', label: 'Enter', hint: 'Shift+Enter begins a new line' },
            { id: 'mod-enter', label: `${mod}+Enter`, hint: 'Enter begins a new line' }
          ]}
        />
      </Group>
      <Group title="Account">
        <dl className="settings-facts">
          <dt>Signed in as</dt>
          <dd className="selectable" dir="auto">
            {identity.name} ({identity.role})
          </dd>
          <dt>E-mail</dt>
          <dd className="selectable">{identity.email}</dd>
          <dt>Company</dt>
          <dd className="selectable" dir="auto">
            {identity.tenantName}
          </dd>
          <dt>Server</dt>
          <dd className="selectable">{session?.serverUrl}</dd>
        </dl>
        {session && !session.kept && (
          <p className="settings-note">You stay signed in until you close the desk.</p>
        )}
        <Button onPress={onSignOut}>Sign out…</Button>
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings-group">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
