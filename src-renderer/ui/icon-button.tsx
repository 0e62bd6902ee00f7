import './button.css'
import type { Ref } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  ToggleButton,
  type ToggleButtonProps
} from 'react-aria-components'
import type { ButtonVariant } from './button.tsx'
import { type Glyph, Icon } from './icon.tsx'
import { usePlatform } from './platform.ts'
import { ariaShortcut } from './shortcut.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonLook {
  icon: Glyph
  /** Its name for screen readers and the text of its tooltip. */
  label: string
  variant?: ButtonVariant
  size?: 's' | 'm'
  shortcut?: string
  /** A second sentence of the tooltip. */
  hint?: string
}

export interface IconButtonProps
  extends IconButtonLook,
    Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  ref?: Ref<HTMLButtonElement>
}

/** A button that is only an icon; its label appears as a tooltip. */
export function IconButton({
  icon,
  label,
  variant = 'quiet',
  size = 'm',
  shortcut,
  hint,
  ...rest
}: IconButtonProps) {
  const keys = useShortcutAttribute(shortcut)
  return (
    <Tooltip text={hint === undefined ? label : `${label}. ${hint}`} shortcut={shortcut}>
      <AriaButton
        {...rest}
        {...keys}
        aria-label={label}
        className="ui-button"
        data-variant={variant}
        data-size={size}
        data-icon-only
      >
        <Icon glyph={icon} size={size === 's' ? 14 : 16} />
      </AriaButton>
    </Tooltip>
  )
}

export interface ToggleIconButtonProps
  extends IconButtonLook,
    Omit<ToggleButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  ref?: Ref<HTMLButtonElement>
}

/** An icon that is on or off (`isSelected`, `onChange`); screen readers hear it as pressed. */
export function ToggleIconButton({
  icon,
  label,
  variant = 'quiet',
  size = 'm',
  shortcut,
  hint,
  ...rest
}: ToggleIconButtonProps) {
  const keys = useShortcutAttribute(shortcut)
  return (
    <Tooltip text={hint === undefined ? label : `${label}. ${hint}`} shortcut={shortcut}>
      <ToggleButton
        {...rest}
        {...keys}
        aria-label={label}
        className="ui-button"
        data-variant={variant}
        data-size={size}
        data-icon-only
      >
        <Icon glyph={icon} size={size === 's' ? 14 : 16} />
      </ToggleButton>
    </Tooltip>
  )
}

function useShortcutAttribute(shortcut: string | undefined) {
  const platform = usePlatform()
  return shortcut === undefined ? {} : { 'aria-keyshortcuts': ariaShortcut(shortcut, platform) }
}
