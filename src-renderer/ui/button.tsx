import './button.css'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { type Glyph, Icon } from './icon.tsx'

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  /** One `primary` per view; `default` has a border, `quiet` none, `danger` destroys. */
  variant?: ButtonVariant
  size?: 's' | 'm'
  icon?: Glyph
  children: ReactNode
  className?: string
  ref?: Ref<HTMLButtonElement>
}

/** A button with a text. */
export function Button({
  variant = 'default',
  size = 'm',
  icon,
  children,
  className = '',
  ...rest
}: ButtonProps) {
  return (
    <AriaButton {...rest} className={`ui-button ${className}`} data-variant={variant} data-size={size}>
      {icon && <Icon glyph={icon} size={size === 's' ? 14 : 16} />}
      <span className="ui-button-text">{children}</span>
    </AriaButton>
  )
}
