import './popover.css'
import type { ReactElement, ReactNode } from 'react'
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  Dialog,
  DialogTrigger
} from 'react-aria-components'

interface PopoverProps {
  /** Its name for screen readers. */
  label: string
  /** A Button or IconButton. */
  trigger: ReactElement
  /** A function gets `close`. */
  children: ReactNode | ((close: () => void) => ReactNode)
  placement?: AriaPopoverProps['placement']
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}

/** Content that opens beside its button; Escape and a click outside close it. */
export function Popover({
  label,
  trigger,
  children,
  placement = 'bottom',
  isOpen,
  onOpenChange
}: PopoverProps) {
  return (
    <DialogTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <AriaPopover className="ui-popover" offset={4} placement={placement}>
        <Dialog aria-label={label} className="ui-popover-content">
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
