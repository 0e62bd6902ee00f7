import { Download } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { FollowerEngagement } from '#shared/contract/wire.ts'
import { safeLink, TIMED_COUPON_MS } from '#shared/features/engagement/follower-rules.ts'
import { code39 } from './code39.ts'
import { WORDS } from './words.ts'

type Content = FollowerEngagement['content']
type Coupon = Extract<Content, { type: 'coupon' }>
type Goods = Extract<Content, { files: unknown }>
type Asset = Goods['files'][number]

interface Props {
  engagement: FollowerEngagement
  fileUrl: (sha256: string) => string
  /** what the follower does with it; answers a sentence when that does not count */
  onStep: (outcome: 'opened' | 'redeemed') => Promise<string | null>
}

/** An engagement as a card fit for its type. */
export function EngagementView({ engagement, fileUrl, onStep }: Props) {
  const { content } = engagement
  const [trouble, setTrouble] = useState<string | null>(null)
  const step = (outcome: 'opened' | 'redeemed') => void onStep(outcome).then(setTrouble)
  return (
    <article className="engagement" data-type={content.type}>
      <p className="engagement-kind">{WORDS.engagement[content.type]}</p>
      {content.type === 'message' && (
        <>
          {content.media && <Media file={content.media} fileUrl={fileUrl} onOpen={() => step('opened')} />}
          <p className="engagement-text" dir="auto">
            {content.text}
          </p>
        </>
      )}
      {content.type === 'promo' && (
        <>
          {content.assets.map((file) => (
            <Media key={file.sha256} file={file} fileUrl={fileUrl} onOpen={() => step('opened')} />
          ))}
          <Titled name={content.name} text={content.description} />
          <PromoLink url={content.url} text={content.buttonText} onOpen={() => step('opened')} />
        </>
      )}
      {content.type === 'coupon' && (
        <>
          {content.image && <Media file={content.image} fileUrl={fileUrl} onOpen={() => step('opened')} />}
          <Titled name={content.name} text={content.description} />
          <CouponCode coupon={content} engagement={engagement} onStep={step} />
          {content.validUntilMs !== null && (
            <p className="engagement-note">
              {WORDS.validUntil(
                new Date(content.validUntilMs).toLocaleDateString(undefined, { dateStyle: 'medium' })
              )}
            </p>
          )}
        </>
      )}
      {'files' in content && (
        <>
          <Titled name={content.name} text="" />
          <GoodsFiles goods={content} fileUrl={fileUrl} onStep={step} />
          <p className="engagement-note">
            {WORDS.points(content.pricePoints)}
            {content.bonusPoints > 0 && ` · ${WORDS.bonus(content.bonusPoints)}`}
          </p>
        </>
      )}
      {trouble !== null && (
        <p className="engagement-trouble" role="status">
          {trouble}
        </p>
      )}
    </article>
  )
}

function Titled({ name, text }: { name: string; text: string }) {
  return (
    <>
      <p className="engagement-title" dir="auto">
        {name}
      </p>
      {text !== '' && (
        <p className="engagement-text" dir="auto">
          {text}
        </p>
      )}
    </>
  )
}

interface MediaProps {
  file: Asset
  fileUrl: Props['fileUrl']
  onOpen: () => void
}

function Media({ file, fileUrl, onOpen }: MediaProps) {
  const url = fileUrl(file.sha256)
  if (file.mediaType.startsWith('video/')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a partner's video comes without captions
      <video className="engagement-media" src={url} controls playsInline preload="metadata" onPlay={onOpen} />
    )
  }
  return <img className="engagement-media" src={url} alt="" loading="lazy" decoding="async" />
}

/** Leads to pages of the web only; whatever else an address says is shown and leads nowhere. */
function PromoLink({ url, text, onOpen }: { url: string; text: string; onOpen: () => void }) {
  const link = safeLink(url)
  if (link === null) return <span className="engagement-button">{text}</span>
  return (
    <a
      className="engagement-button"
      href={link}
      target="_blank"
      rel="noopener noreferrer nofollow"
      referrerPolicy="no-referrer"
      onClick={onOpen}
    >
      {text}
    </a>
  )
}

interface CouponProps {
  coupon: Coupon
  engagement: FollowerEngagement
  onStep: (outcome: 'opened' | 'redeemed') => void
}

function CouponCode({ coupon, engagement, onStep }: CouponProps) {
  const { outcome, outcomeAtMs } = engagement
  const isRedeemed = outcome === 'redeemed'
  switch (coupon.redemption) {
    case 'scan':
      if (outcome === 'sent' || outcome === 'seen') {
        return <Act onPress={() => onStep('opened')}>{WORDS.showCode}</Act>
      }
      return (
        <>
          <Bars code={coupon.code} />
          <Code code={coupon.code} />
          {isRedeemed ? <Done /> : <Act onPress={() => onStep('redeemed')}>{WORDS.markUsed}</Act>}
        </>
      )
    case 'timed':
      if (!isRedeemed) return <Act onPress={() => onStep('redeemed')}>{WORDS.startTimed}</Act>
      return <Timed code={coupon.code} endsAtMs={outcomeAtMs + TIMED_COUPON_MS} />
    case 'click':
      if (!isRedeemed) return <Act onPress={() => onStep('redeemed')}>{WORDS.redeem}</Act>
      return (
        <>
          <Code code={coupon.code} />
          <Done />
        </>
      )
    case 'automatic':
      return (
        <>
          <Code code={coupon.code} />
          {isRedeemed && <p className="engagement-done">{WORDS.applied}</p>}
        </>
      )
  }
}

function Act({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="engagement-button" onClick={onPress}>
      {children}
    </button>
  )
}

function Done() {
  return <p className="engagement-done">{WORDS.redeemed}</p>
}

function Code({ code }: { code: string }) {
  return <p className="engagement-code">{code}</p>
}

function Bars({ code }: { code: string }) {
  const drawn = code39(code)
  if (!drawn) return null
  return (
    <svg className="engagement-bars" viewBox={`-10 0 ${drawn.width + 20} 40`} role="img" aria-label={code}>
      {drawn.bars.map(([at, width]) => (
        <rect key={at} x={at} y={2} width={width} height={36} />
      ))}
    </svg>
  )
}

/** The code while its time lasts. */
function Timed({ code, endsAtMs }: { code: string; endsAtMs: number }) {
  const [nowMs, setNowMs] = useState(() => Date.now())
  const leftMs = Math.min(TIMED_COUPON_MS, endsAtMs - nowMs)
  const isOver = leftMs <= 0
  useEffect(() => {
    if (isOver) return
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isOver])
  if (isOver) return <p className="engagement-done">{WORDS.timeOver}</p>
  const seconds = Math.ceil(leftMs / 1000)
  return (
    <>
      <Code code={code} />
      <p className="engagement-done" role="timer">
        {WORDS.timeLeft(Math.floor(seconds / 60), seconds % 60)}
      </p>
    </>
  )
}

interface GoodsProps {
  goods: Goods
  fileUrl: Props['fileUrl']
  onStep: (outcome: 'opened' | 'redeemed') => void
}

/** Stickers to look at, a ringtone to hear, a wallpaper to see; each can be had. */
function GoodsFiles({ goods, fileUrl, onStep }: GoodsProps) {
  const download = (file: Asset) => (
    <a
      key={file.sha256}
      className="engagement-download"
      href={fileUrl(file.sha256)}
      download={file.name}
      onClick={() => onStep('redeemed')}
    >
      <Download size={16} aria-hidden="true" />
      {WORDS.download(file.name)}
    </a>
  )
  if (goods.type === 'ringtone') {
    return goods.files.map((file) => (
      <div key={file.sha256} className="engagement-sound">
        {/* biome-ignore lint/a11y/useMediaCaption: a ringtone has no words */}
        <audio
          controls
          preload="none"
          src={fileUrl(file.sha256)}
          aria-label={file.name}
          onPlay={() => onStep('opened')}
        />
        {download(file)}
      </div>
    ))
  }
  return (
    <>
      <div className="engagement-tiles">
        {goods.files.map((file) => (
          <a
            key={file.sha256}
            href={fileUrl(file.sha256)}
            download={file.name}
            onClick={() => onStep(goods.type === 'wallpaper' ? 'redeemed' : 'opened')}
          >
            <img src={fileUrl(file.sha256)} alt={file.name} loading="lazy" decoding="async" />
          </a>
        ))}
      </div>
      {goods.type === 'wallpaper' && goods.files.map(download)}
    </>
  )
}
