import { Check } from 'lucide-react'
import { memo } from 'react'
import type { RequestRow } from '#shared/features/approval/views.ts'
import { Icon } from '../../ui/icon.tsx'
import { Pill } from '../../ui/pill.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { TabId } from './sections.ts'
import { dateText, standing, titleText } from './words.ts'

/** Pixels; every row has the same. */
export const REQUEST_ROW_HEIGHT = 36

interface RequestRowViewProps {
  row: RequestRow
  tab: TabId
  locale: string
  hasType: boolean
  isChosen: boolean
  /** null where nothing can be chosen */
  onToggle: ((row: RequestRow) => void) | null
}

const TONES = { approved: 'success', rejected: 'danger' } as const

/** One request in its table. The box is for the pointer; the keyboard has X. */
export const RequestRowView = memo(function RequestRowView({
  row,
  tab,
  locale,
  hasType,
  isChosen,
  onToggle
}: RequestRowViewProps) {
  const { partnerName, decision, requestedAtMs, kindLabel } = row
  const title = titleText(row, locale)
  const cells = tab === 'requests' ? [title, partnerName] : [partnerName, title]
  const words = standing(row)
  return (
    <div className="approval-row" data-is-history={decision !== null}>
      {onToggle ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list has the focus, and X does the same
        <span
          className="approval-box"
          data-is-chosen={isChosen}
          onMouseDown={(event) => {
            event.stopPropagation()
            event.preventDefault()
            onToggle(row)
          }}
        >
          {isChosen && <Icon glyph={Check} size={12} />}
          {isChosen && <VisuallyHidden>Selected for a decision of many.</VisuallyHidden>}
        </span>
      ) : (
        <span />
      )}
      <UserText text={cells[0] ?? ''} isSingleLine className="approval-first" />
      <UserText text={cells[1] ?? ''} isSingleLine />
      <span className="approval-date">{dateText(decision?.atMs ?? requestedAtMs, locale)}</span>
      {decision && hasType && <span className="approval-type">{kindLabel}</span>}
      {words !== null && (
        <span className="approval-standing">
          <Pill tone={decision ? TONES[decision.outcome] : 'warning'}>{words}</Pill>
        </span>
      )}
    </div>
  )
})
