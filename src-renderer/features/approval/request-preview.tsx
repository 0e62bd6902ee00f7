import { Image, Play } from 'lucide-react'
import type { Preview } from '#shared/features/approval/kinds/kind.ts'
import { Icon } from '../../ui/icon.tsx'
import { UserText } from '../../ui/user-text.tsx'

const FORMATS = { banner: 'Banner', interstitial: 'Interstitial', native: 'Native', video: 'Video' } as const

/** What people would see: an engagement as its card, an ad in its format. Nothing of it is fetched or opened. */
export function RequestPreview({ preview }: { preview: Preview }) {
  if (preview.shape === 'engagement') {
    const { type, title, text, buttonText } = preview
    return (
      <div className="approval-card">
        <p className="approval-card-type">{type.replace('-', ' ')}</p>
        <UserText as="p" text={title} className="approval-card-title" />
        <UserText as="p" text={text} />
        {buttonText !== null && (
          <span className="approval-card-button">
            <UserText text={buttonText} isSingleLine />
          </span>
        )}
      </div>
    )
  }
  const { format, headline, text, image, url } = preview
  return (
    <div className="approval-card approval-ad" data-format={format}>
      <p className="approval-card-type">{FORMATS[format]} · Ad</p>
      <div className="approval-ad-picture">
        <Icon glyph={format === 'video' ? Play : Image} size={20} />
        {image !== null && <UserText text={image} isSingleLine />}
      </div>
      <UserText as="p" text={headline} className="approval-card-title" />
      <UserText as="p" text={text} />
      <UserText as="p" text={hostOf(url)} isSingleLine className="approval-muted" />
    </div>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
