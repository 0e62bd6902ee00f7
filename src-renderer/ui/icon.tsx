import type { LucideIcon } from 'lucide-react'

export type Glyph = LucideIcon

interface IconProps {
  glyph: Glyph
  /** Pixels; 16 beside text, 14 in small controls, 20 in empty states. */
  size?: number
  /** Give one only when no text beside it says the same. */
  label?: string
  className?: string
}

/** One lucide glyph in the line weight of the desk; silent for screen readers unless labelled. */
export function Icon({ glyph: GlyphSvg, size = 16, label, className = '' }: IconProps) {
  const svg = (
    <GlyphSvg
      aria-hidden
      size={size}
      strokeWidth={1.75}
      className={`ui-icon ${className}`}
      focusable={false}
    />
  )
  if (label === undefined) return svg
  return (
    <span role="img" aria-label={label} title={label} className="ui-icon-labelled">
      {svg}
    </span>
  )
}
