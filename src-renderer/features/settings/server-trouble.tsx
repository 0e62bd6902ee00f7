import type { AdminTrouble } from '#shared/contract/admin-calls.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

interface ServerTroubleProps {
  trouble: AdminTrouble
  /** asks again; what was typed stays where it is */
  onRetry?: () => void
}

/** Why the server did not do what an administrator asked for. */
export function ServerTrouble({ trouble, onRetry }: ServerTroubleProps) {
  return (
    <Banner
      tone={trouble.kind === 'offline' ? 'warning' : 'danger'}
      actions={
        onRetry && (
          <Button size="s" onPress={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {trouble.message}
    </Banner>
  )
}
