import './popover.css'
import { type ReactElement, type ReactNode, useContext } from 'react'
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  DialogTrigger,
  OverlayTriggerStateContext
} from 'react-aria-components'

interface PopoverProps {
  /** Its name for screen readers. */
  label: string
  /** A Button or IconButton. */
  trigger: ReactElement
  /** A function gets `close`. */
  children: PopoverContentProps['children']
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
    <DialogTrigger
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger}
      <AriaPopover aria-label={label} className="ui-popover" offset={4} placement={placement}>
        <PopoverContent>{children}</PopoverContent>
      </AriaPopover>
    </DialogTrigger>
  )
}

interface PopoverContentProps {
  children: ReactNode | ((close: () => void) => ReactNode)
}

function PopoverContent({ children }: PopoverContentProps) {
  const state = useContext(OverlayTriggerStateContext)
  return typeof children === 'function' ? children(() => state?.close()) : children
}
