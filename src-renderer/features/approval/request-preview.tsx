import type { RequestId } from '#shared/base/ids.ts'
import type { Preview } from '#shared/features/approval/kinds/kind.ts'
import { UserText } from '../../ui/user-text.tsx'
import { CardFrame } from '../engagement/card/engagement-card.tsx'
import { AdPreview } from './ad-preview.tsx'
import { timeText } from './words.ts'

interface RequestPreviewProps {
  requestId: RequestId
  preview: Preview
  locale: string
}

/** What people would see: an engagement as its card, an ad in its format. Its link is not opened here. */
export function RequestPreview({ requestId, preview, locale }: RequestPreviewProps) {
  return preview.shape === 'engagement' ? (
    <EngagementPreview preview={preview} locale={locale} />
  ) : (
    <AdPreview requestId={requestId} ad={preview} />
  )
}

type EngagementShape = Extract<Preview, { shape: 'engagement' }>

function EngagementPreview({ preview, locale }: { preview: EngagementShape; locale: string }) {
  const { type, title, text, buttonText, startsAtMs } = preview
  return (
    <figure className="approval-preview">
      <CardFrame type={type} title={title}>
        {/* the title of a message is for the people at the desks only */}
        {type !== 'message' && <UserText as="p" text={title} className="engagement-card-title" />}
        <UserText as="p" text={text} className="engagement-card-text" />
        {buttonText !== null && (
          <span className="approval-card-button">
            <UserText text={buttonText} isSingleLine />
          </span>
        )}
      </CardFrame>
      <figcaption className="approval-muted">Goes out on {timeText(startsAtMs, locale)}</figcaption>
    </figure>
  )
}
