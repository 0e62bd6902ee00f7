import './tooltip.css'
import type { ReactElement } from 'react'
import {
  Tooltip as AriaTooltip,
  type TooltipProps as AriaTooltipProps,
  TooltipTrigger
} from 'react-aria-components'
import { Kbd } from './kbd.tsx'

interface TooltipProps {
  text: string
  shortcut?: string | undefined
  placement?: AriaTooltipProps['placement']
  /** A button of this folder; anything that takes the focus. */
  children: ReactElement
}

const DELAY_MS = 500

/** A short explanation on hover and on keyboard focus; it says nothing that is needed to use the control. */
export function Tooltip({ text, shortcut, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={DELAY_MS} closeDelay={0}>
      {children}
      <AriaTooltip className="ui-tooltip" offset={6} placement={placement}>
        <span>{text}</span>
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
