import { Check, X } from 'lucide-react'
import { useLocale } from 'react-aria-components'
import type { RequestId } from '#shared/base/ids.ts'
import type { Field } from '#shared/features/approval/kinds/kind.ts'
import type { RequestRow } from '#shared/features/approval/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Pill } from '../../ui/pill.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { RequestPreview } from './request-preview.tsx'
import { isOpen } from './use-decisions.ts'
import { useSeen } from './use-seen.ts'
import { fieldText, impactText, standing, stepText, timeText } from './words.ts'

interface RequestDetailPaneProps {
  requestId: RequestId
  onApprove: (row: RequestRow) => void
  onReject: (row: RequestRow) => void
}

/** One request whole: what is asked for, what people would see, what an approval changes, what became of it. */
export function RequestDetailPane({ requestId, onApprove, onReject }: RequestDetailPaneProps) {
  const { locale } = useLocale()
  const view = useView('approval.request', { requestId }, ['requests'])
  useSeen(view.data)
  if (view.error) {
    return (
      <ErrorState title="The request could not be read" onRetry={view.retry}>
        {view.error}
      </ErrorState>
    )
  }
  if (!view.data) return null
  const { row, fields, preview, impact, trail } = view.data
  const words = standing(row)
  return (
    <section className="approval-detail" aria-label="Request">
      <header>
        <h2>
          <UserText text={row.title} />
        </h2>
        <p className="approval-muted">
          <UserText text={`${row.kindLabel} · ${row.partnerName}`} />
        </p>
        {words !== null && <Pill tone={row.decision ? TONES[row.decision.outcome] : 'warning'}>{words}</Pill>}
      </header>
      {isOpen(row) && (
        <div className="approval-acts">
          <Button variant="primary" icon={Check} aria-keyshortcuts="A" onPress={() => onApprove(row)}>
            Approve
          </Button>
          <Button icon={X} aria-keyshortcuts="R" onPress={() => onReject(row)}>
            Reject
          </Button>
        </div>
      )}
      {row.deciding && (
        <p className="approval-muted" role="status">
          {row.deciding.undoUntilMs === null
            ? 'Your decision is on its way; it counts when the server says so.'
            : 'Your decision is saved on this computer and leaves in a moment, or when you are online.'}
        </p>
      )}
      {impact.length > 0 && (
        <>
          <h3>If you approve</h3>
          <ul className="approval-impact">
            {impact.map((line) => (
              <li key={line.label} data-tone={line.tone}>
                <strong>{line.label}:</strong> <UserText text={impactText(line, locale)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {preview && (
        <>
          <h3>Preview</h3>
          <RequestPreview requestId={requestId} preview={preview} locale={locale} />
        </>
      )}
      <dl className="approval-fields">
        {[...fields, statusField(row)].map((field) => (
          <div key={field.label}>
            <dt>{field.label}</dt>
            <dd>
              <FieldValue field={field} locale={locale} />
            </dd>
          </div>
        ))}
      </dl>
      {row.decision?.reason && (
        <>
          <h3>What the partner was told</h3>
          <UserText as="p" text={row.decision.reason} isSelectable />
        </>
      )}
      <h3>What happened</h3>
      <ol className="approval-trail">
        {trail.map((step) => (
          <li key={`${step.what} ${step.by} ${step.atMs}`}>
            <UserText text={stepText(step)} />{' '}
            <span className="approval-muted">{timeText(step.atMs, locale)}</span>
          </li>
        ))}
      </ol>
      <p className="approval-keys">
        <span>
          <Kbd keys="J" /> <Kbd keys="K" /> Walk
        </span>
        <span>
          <Kbd keys="A" /> Approve
        </span>
        <span>
          <Kbd keys="R" /> Reject
        </span>
        <span>
          <Kbd keys="X" /> Select
        </span>
        <span>
          <Kbd keys="Z" /> Undo
        </span>
      </p>
    </section>
  )
}

const TONES = { approved: 'success', rejected: 'danger' } as const

const STATUSES: Record<string, string> = {
  active: 'Active: an existing partner',
  new: 'New: not a partner yet',
  suspended: 'Suspended',
  expired: 'Expired'
}

function statusField({ partnerStatus }: RequestRow): Field {
  return { as: 'text', label: 'Partner status', value: STATUSES[partnerStatus] ?? partnerStatus }
}

function FieldValue({ field, locale }: { field: Field; locale: string }) {
  const text = fieldText(field, locale)
  if (field.as === 'link' || field.as === 'email') {
    const url = field.as === 'email' ? `mailto:${field.value}` : field.value
    return (
      <button
        type="button"
        className="approval-link"
        dir="auto"
        onClick={() => void desk.act('app.open-external', { url })}
      >
        {text}
      </button>
    )
  }
  return <UserText text={text} isSelectable />
}
