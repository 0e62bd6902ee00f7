import './sign-in.css'
import { type FormEvent, useState } from 'react'
import type { DemoPerson, SessionView } from '#shared/features/session/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { DemoPeople } from './demo-people.tsx'
import { OctopusMark } from './octopus-mark.tsx'

type Field = 'serverUrl' | 'email' | 'password'

/** The first screen: a server, an e-mail, a password; the demo server's people by one click. */
export function SignIn({ session }: { session: SessionView }) {
  const [serverUrl, setServerUrl] = useState(session.serverUrl)
  const [email, setEmail] = useState(session.lastEmail)
  const [password, setPassword] = useState('')
  const [keepWeakly, setKeepWeakly] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<{ field: Field | null; message: string } | null>(null)
  const demo = useView('session.demo-people', { serverUrl: session.serverUrl }, [])

  const signIn = async (as: { serverUrl: string; email: string; password: string }) => {
    setBusy(true)
    setRefusal(null)
    const result = await desk.act('session.sign-in', { ...as, keepWeakly })
    setBusy(false)
    if (!result.ok) setRefusal(result)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void signIn({ serverUrl, email, password })
  }
  const errorOf = (field: Field) => (refusal?.field === field ? refusal.message : undefined)

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={onSubmit} noValidate aria-busy={busy}>
        <header className="sign-in-title">
          <OctopusMark />
          <h1>Octopus Desk</h1>
        </header>
        {refusal && refusal.field === null && <Banner tone="danger">{refusal.message}</Banner>}
        <TextField
          label="Server"
          value={serverUrl}
          onChange={setServerUrl}
          error={errorOf('serverUrl')}
          type="url"
        />
        <TextField
          label="E-mail"
          value={email}
          onChange={setEmail}
          error={errorOf('email')}
          type="email"
          autoComplete="username"
          autoFocus
        />
        <TextField
          label="Password"
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
          type="password"
          autoComplete="current-password"
        />
        {session.keychain !== 'keychain' && (
          <KeepWeakly value={keepWeakly} onChange={setKeepWeakly} possible={session.keychain === 'weak'} />
        )}
        <Button variant="primary" type="submit" isPending={busy}>
          Sign in
        </Button>
      </form>
      {demo.data && demo.data.length > 0 && (
        <DemoPeople
          people={demo.data}
          isDisabled={busy}
          onPick={(person: DemoPerson) =>
            void signIn({ serverUrl: session.serverUrl, email: person.email, password: person.password })
          }
        />
      )}
    </main>
  )
}

interface KeepWeaklyProps {
  value: boolean
  onChange: (value: boolean) => void
  possible: boolean
}

function KeepWeakly({ value, onChange, possible }: KeepWeaklyProps) {
  if (!possible) {
    return (
      <p className="sign-in-note">
        This computer has no keychain. You stay signed in until you close the desk; your work stays saved.
      </p>
    )
  }
  return (
    <div className="sign-in-keep">
      <Checkbox isSelected={value} onChange={onChange}>
        Keep me signed in
      </Checkbox>
      <p className="sign-in-note">
        This computer has no keychain, so the sign-in would be kept with weak protection. Leave it off on a
        computer you share.
      </p>
    </div>
  )
}
