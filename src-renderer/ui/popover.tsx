import './popover.css'
import { type ReactElement, type ReactNode, useContext, useId } from 'react'
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
  // by id: React Aria would name the popover after its button, and that wins over a plain label
  const labelId = useId()
  return (
    <DialogTrigger
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger}
      <AriaPopover aria-labelledby={labelId} className="ui-popover" offset={4} placement={placement}>
        <span id={labelId} hidden>
          {label}
        </span>
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
