import './banner.css'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Glyph, Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { useWords } from './words.ts'

export type BannerTone = 'notice' | 'success' | 'warning' | 'danger'

interface BannerProps {
  tone?: BannerTone
  children: ReactNode
  /** Buttons of size `s`. */
  actions?: ReactNode
  onDismiss?: () => void
}

const glyphs: Record<BannerTone, Glyph> = {
  notice: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert
}

/** A sentence above content that people should know before they act. */
export function Banner({ tone = 'notice', children, actions, onDismiss }: BannerProps) {
  const words = useWords()
  return (
    <div className="ui-banner" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon glyph={glyphs[tone]} className="ui-banner-icon" />
      <div className="ui-banner-text">{children}</div>
      {actions !== undefined && <div className="ui-banner-actions">{actions}</div>}
      {onDismiss && <IconButton icon={X} label={words.dismiss} size="s" onPress={onDismiss} />}
    </div>
  )
}
