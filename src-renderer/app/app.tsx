import { useView } from '../bridge/use-view.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { later } from '../ui/later.tsx'
import { Desk } from './desk.tsx'
import { useTheme } from './use-theme.ts'

const SignIn = later(async () => (await import('../features/session/sign-in.tsx')).SignIn)

/** Chooses between the sign-in screen and the desk; an expired session keeps the desk, so that work can go on. */
export function App() {
  const session = useView('session.current', {}, ['session'])
  useTheme()
  if (session.error) {
    return (
      <ErrorState title="The desk could not start" onRetry={session.retry}>
        {session.error}
      </ErrorState>
    )
  }
  if (!session.data) return null
  if (session.data.state === 'signed-out' || !session.data.identity) return <SignIn session={session.data} />
  return (
    <Desk
      key={session.data.identity.userId}
      identity={session.data.identity}
      expired={session.data.state === 'expired' ? session.data : null}
    />
  )
}
