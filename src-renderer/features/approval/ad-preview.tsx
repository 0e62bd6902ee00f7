import { Image, ImageOff, Play, X } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { RequestId } from '#shared/base/ids.ts'
import type { Preview } from '#shared/features/approval/kinds/kind.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { fileUrl } from '#shared/features/attachment/views.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { useFetched } from '../attachment/use-fetched.ts'
import { VideoTile } from '../attachment/video-tile.tsx'

const Viewer = lazy(() => import('../attachment/viewer.tsx'))

type AdShape = Extract<Preview, { shape: 'ad' }>

interface AdPreviewProps {
  requestId: RequestId
  ad: AdShape
}

/** An ad laid out as its format is, with its picture or video, or with the name of it where the platform has sent no more. */
export function AdPreview({ requestId, ad }: AdPreviewProps) {
  const { file, image, format } = ad
  // another request, or another picture of this one, begins anew
  if (file)
    return <UploadedAd key={`${requestId} ${file.sha256}`} requestId={requestId} ad={ad} file={file} />
  return (
    <AdFigure ad={ad} picture={<Icon glyph={format === 'video' ? Play : Image} size={20} />}>
      {image !== null && (
        <UserText
          text={`. Its ${format === 'video' ? 'video' : 'picture'} is not here, the platform has sent the name only: ${image}`}
        />
      )}
    </AdFigure>
  )
}

type UploadedAdProps = AdPreviewProps & { file: Attachment }

function UploadedAd(props: UploadedAdProps) {
  if (!props.file.mediaType.startsWith('video/')) return <PicturedAd {...props} />
  return <AdFigure ad={props.ad} picture={<VideoTile conversationId={props.requestId} file={props.file} />} />
}

function PicturedAd({ requestId, ad, file }: UploadedAdProps) {
  const ref = { conversationId: requestId, sha256: file.sha256 }
  const fetched = useFetched(ref)
  const [isBroken, setBroken] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const trouble = fetched.trouble ?? (isBroken ? `${file.name} could not be shown.` : null)
  const again = () => {
    setBroken(false)
    fetched.again()
  }
  const picture = fetched.isHere ? (
    <AriaButton
      className="approval-ad-open"
      aria-label={`Open the picture of the ad: ${file.name}`}
      onPress={() => setOpen(true)}
    >
      <img
        src={fileUrl(ref)}
        alt={file.name}
        decoding="async"
        draggable={false}
        onError={() => setBroken(true)}
      />
    </AriaButton>
  ) : (
    <Icon glyph={Image} size={20} />
  )
  return (
    <>
      <AdFigure ad={ad} picture={trouble === null ? picture : <Icon glyph={ImageOff} size={20} />}>
        {trouble === null && !fetched.isHere && <span role="status">. Its picture is being fetched…</span>}
        {trouble !== null && (
          <p className="approval-ad-trouble" role="status" dir="auto">
            {trouble}{' '}
            <Button size="s" variant="quiet" onPress={again}>
              Try again
            </Button>
          </p>
        )}
      </AdFigure>
      {isOpen && (
        <Suspense>
          <Viewer conversationId={requestId} images={[file]} startAt={0} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

const FORMATS: Record<AdShape['format'], string> = {
  banner: 'Banner: a strip at the edge of the page',
  interstitial: 'Interstitial: covers the page until it is closed',
  native: 'Native: looks like what is around it',
  video: 'Video: plays where it is shown'
}

interface AdFigureProps {
  ad: AdShape
  /** what stands where the picture has its place */
  picture: ReactNode
  /** what is to be said of the picture, after the words for the format */
  children?: ReactNode
}

function AdFigure({ ad: { format, headline, text, url }, picture, children }: AdFigureProps) {
  return (
    <figure className="approval-preview">
      <div className="approval-ad" data-format={format}>
        {format === 'interstitial' && (
          <span className="approval-ad-close">
            <Icon glyph={X} size={14} />
          </span>
        )}
        <div className="approval-ad-picture">{picture}</div>
        <div className="approval-ad-words">
          <UserText as="p" text={headline} className="approval-ad-headline" />
          <UserText as="p" text={text} />
          <p className="approval-muted">
            <UserText text={`Ad · ${hostOf(url)}`} />
          </p>
        </div>
      </div>
      <figcaption className="approval-muted">
        {FORMATS[format]}
        {children}
      </figcaption>
    </figure>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
