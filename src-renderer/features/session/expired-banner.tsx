import { useState } from 'react'
import type { SessionView } from '#shared/features/session/views.ts'
import { desk } from '../../bridge/desk.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface ExpiredBannerProps {
  session: SessionView
  unsent: number
}

/** The session ended at the server: work goes on here, and the same person signs in again to send it. */
export function ExpiredBanner({ session, unsent }: ExpiredBannerProps) {
  const [isOpen, setOpen] = useState(false)
  const what = unsent === 0 ? 'Sign in to go on receiving.' : `Sign in to send ${unsent}.`
  return (
    <>
      <Banner
        tone="warning"
        actions={
          <Button size="s" onPress={() => setOpen(true)}>
            Sign in
          </Button>
        }
      >
        Your session has ended. {what}
      </Banner>
      <SignInAgain session={session} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

interface SignInAgainProps {
  session: SessionView
  isOpen: boolean
  onClose: () => void
}

function SignInAgain({ session, isOpen, onClose }: SignInAgainProps) {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const email = session.identity?.email ?? ''
  const signIn = async () => {
    const { serverUrl, kept } = session
    const result = await desk.act('session.sign-in', { serverUrl, email, password, keepWeakly: kept })
    if (!result.ok) return setError(result.message)
    setPassword('')
    onClose()
  }
  return (
    <Dialog
      title={`Sign in again as ${session.identity?.name ?? email}`}
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      actions={
        <Button variant="primary" onPress={() => void signIn()}>
          Sign in
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void signIn()
        }}
      >
        <TextField
          label={`Password of ${email}`}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={error}
          autoFocus
        />
      </form>
    </Dialog>
  )
}
