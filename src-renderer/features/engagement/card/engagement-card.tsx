import './engagement-card.css'
import { Download, Image, MessageSquareText, Music, Smile, Tag, TicketPercent } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EngagementId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { fileUrl } from '#shared/features/attachment/views.ts'
import {
  type EngagementCard as Card,
  type ContentOf,
  type EngagementType,
  titleOf
} from '#shared/features/engagement/content.ts'
import { safeLink } from '#shared/features/engagement/follower-rules.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import { useFetched } from '../../attachment/use-fetched.ts'
import { useFileActs } from '../../attachment/use-file-acts.ts'
import { VideoTile } from '../../attachment/video-tile.tsx'

export const TYPE_GLYPHS: Record<EngagementType, typeof Tag> = {
  message: MessageSquareText,
  promo: Tag,
  coupon: TicketPercent,
  'sticker-pack': Smile,
  ringtone: Music,
  wallpaper: Image
}

/** An engagement as its follower sees it; what only followers can do is shown and does nothing here. */
export function EngagementCard({ card }: { card: Card }) {
  const { content, engagementId } = card
  return (
    <CardFrame type={content.type} title={titleOf(content)}>
      <Body engagementId={engagementId} content={content} />
    </CardFrame>
  )
}

interface CardFrameProps {
  type: EngagementType
  title: string
  children: ReactNode
}

/** The frame of a card and the word for its type, around whatever is known of the engagement. */
export function CardFrame({ type, title, children }: CardFrameProps) {
  return (
    <article className="engagement-card" aria-label={`${TYPE_WORDS[type]}: ${title}`}>
      <header className="engagement-card-head">
        <Icon glyph={TYPE_GLYPHS[type]} size={14} />
        <span>{TYPE_WORDS[type]}</span>
      </header>
      {children}
    </article>
  )
}

function Body({ engagementId, content }: Card) {
  switch (content.type) {
    case 'message':
      return (
        <>
          {content.media && <Picture engagementId={engagementId} file={content.media} />}
          <UserText as="p" text={content.text} className="engagement-card-text" />
        </>
      )
    case 'promo':
      return <Promo engagementId={engagementId} content={content} />
    case 'coupon':
      return <Coupon engagementId={engagementId} content={content} />
    default:
      return <Goods engagementId={engagementId} content={content} />
  }
}

function Promo({ engagementId, content }: { engagementId: EngagementId; content: ContentOf<'promo'> }) {
  const link = safeLink(content.url)
  const opens = link?.toLowerCase().startsWith('https:') === true
  return (
    <>
      {content.assets.map((file) => (
        <Picture key={file.sha256} engagementId={engagementId} file={file} />
      ))}
      <UserText as="p" text={content.name} className="engagement-card-title" />
      <UserText as="p" text={content.description} className="engagement-card-text" />
      <Button
        size="s"
        isDisabled={!opens}
        onPress={() => void (link && desk.act('app.open-external', { url: link }))}
      >
        {content.buttonText}
      </Button>
      <UserText text={content.url} isSingleLine className="engagement-card-note" />
    </>
  )
}

const REDEMPTION_WORDS = {
  scan: 'Shown as a bar code to be scanned',
  timed: 'Good for 15 minutes once it is started',
  click: 'Redeemed with a click',
  automatic: 'Redeemed by being seen'
} as const

function Coupon({ engagementId, content }: { engagementId: EngagementId; content: ContentOf<'coupon'> }) {
  const { image, name, description, code, redemption, validUntilMs } = content
  return (
    <>
      {image && <Picture engagementId={engagementId} file={image} />}
      <UserText as="p" text={name} className="engagement-card-title" />
      {description !== '' && <UserText as="p" text={description} className="engagement-card-text" />}
      <p className="engagement-card-code">
        <UserText text={code} isSingleLine isSelectable />
      </p>
      <p className="engagement-card-note">
        {REDEMPTION_WORDS[redemption]}
        {validUntilMs !== null &&
          ` · valid until ${new Date(validUntilMs).toLocaleDateString(undefined, { dateStyle: 'medium' })}`}
      </p>
    </>
  )
}

type GoodsContent = ContentOf<'sticker-pack'> | ContentOf<'ringtone'> | ContentOf<'wallpaper'>

function Goods({ engagementId, content }: { engagementId: EngagementId; content: GoodsContent }) {
  const { type, name, files, pricePoints, bonusPoints } = content
  return (
    <>
      <UserText as="p" text={name} className="engagement-card-title" />
      {type === 'ringtone' ? (
        files.map((file) => <Sound key={file.sha256} engagementId={engagementId} file={file} />)
      ) : (
        <div className="engagement-card-tiles" data-type={type}>
          {files.map((file) => (
            <Picture key={file.sha256} engagementId={engagementId} file={file} saves={type === 'wallpaper'} />
          ))}
        </div>
      )}
      <p className="engagement-card-note">
        {pricePoints === 0 ? 'Free' : `${pricePoints} points`}
        {bonusPoints > 0 && ` · ${bonusPoints} bonus points`}
      </p>
    </>
  )
}

interface FileProps {
  engagementId: EngagementId
  file: Attachment
  /** offers to save a copy */
  saves?: boolean
}

function Picture({ engagementId, file, saves = false }: FileProps) {
  const ref = { conversationId: engagementId, sha256: file.sha256 }
  const fetched = useFetched(ref)
  const acts = useFileActs(ref, file.name)
  if (file.mediaType.startsWith('video/')) return <VideoTile conversationId={engagementId} file={file} />
  return (
    <div className="engagement-card-picture">
      {fetched.isHere && (
        <img src={fileUrl(ref)} alt={file.name} title={file.name} decoding="async" draggable={false} />
      )}
      {fetched.trouble !== null && <span className="engagement-card-note">{fetched.trouble}</span>}
      {saves && <IconButton icon={Download} label={`Save ${file.name}`} size="s" onPress={acts.save} />}
    </div>
  )
}

function Sound({ engagementId, file }: FileProps) {
  const ref = { conversationId: engagementId, sha256: file.sha256 }
  const fetched = useFetched(ref)
  const acts = useFileActs(ref, file.name)
  return (
    <div className="engagement-card-sound">
      <audio
        controls
        preload="metadata"
        aria-label={file.name}
        {...(fetched.isHere ? { src: fileUrl(ref) } : {})}
      />
      <IconButton icon={Download} label={`Save ${file.name}`} size="s" onPress={acts.save} />
      {fetched.trouble !== null && <span className="engagement-card-note">{fetched.trouble}</span>}
    </div>
  )
}
