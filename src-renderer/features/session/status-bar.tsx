import './status-bar.css'
import { Cloud, CloudAlert, CloudOff, type LucideIcon } from 'lucide-react'
import { assertNever } from '#shared/base/assert-never.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import type { SyncStatus } from '#shared/sync/status.ts'
import { desk } from '../../bridge/desk.ts'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'

interface StatusBarProps {
  status: SyncStatus | undefined
  identity: Identity
  onOpenOutbox: () => void
}

/** Always tells: online or offline since when, how fresh the data is, how much is unsent, who is signed in. */
export function StatusBar({ status, identity, onOpenOutbox }: StatusBarProps) {
  return (
    <footer className="status-bar">
      {status && (
        <>
          <Link status={status} />
          <Freshness status={status} />
          <button
            type="button"
            className="status-item"
            data-attention={status.refused > 0}
            onClick={onOpenOutbox}
          >
            {status.refused > 0
              ? `${status.unsent} unsent, ${status.refused} refused`
              : `${status.unsent} unsent`}
          </button>
        </>
      )}
      <span className="status-who" dir="auto">
        {identity.name} ({identity.role}) · {identity.tenantName}
      </span>
    </footer>
  )
}

const LINK_GLYPHS: Record<SyncStatus['link'], LucideIcon> = {
  online: Cloud,
  connecting: CloudAlert,
  offline: CloudOff,
  'paused-by-person': CloudOff,
  'sign-in-needed': CloudAlert
}

function Link({ status }: { status: SyncStatus }) {
  const offline = status.link === 'paused-by-person'
  return (
    <button
      type="button"
      className="status-item"
      data-link={status.link}
      title={offline ? 'Go online' : 'Work offline'}
      onClick={() => void desk.act('sync.set-offline', { offline: !offline })}
    >
      <Icon glyph={LINK_GLYPHS[status.link]} size={14} />
      <span role="status">
        <LinkWords status={status} />
      </span>
    </button>
  )
}

function LinkWords({ status }: { status: SyncStatus }) {
  switch (status.link) {
    case 'online':
      return 'Online'
    case 'connecting':
      return 'Connecting…'
    case 'offline':
      return (
        <>
          Offline since <RelativeTime atMs={status.linkSinceMs} />
        </>
      )
    case 'paused-by-person':
      return 'Working offline'
    case 'sign-in-needed':
      return 'Paused: sign in'
    default:
      return assertNever(status.link)
  }
}

function Freshness({ status }: { status: SyncStatus }) {
  if (status.snapshotProgress !== null) {
    return (
      <span className="status-text">
        Fetching your conversations, {Math.floor(status.snapshotProgress * 100)} %
      </span>
    )
  }
  if (status.freshAtMs === null) return null
  return (
    <span className="status-text">
      {status.link === 'online' ? 'up to date ' : 'as of '}
      <RelativeTime atMs={status.freshAtMs} variant="exact" />
    </span>
  )
}
