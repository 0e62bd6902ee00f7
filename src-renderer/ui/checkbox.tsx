import './toggle.css'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components'
import { Icon } from './icon.tsx'

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> {
  /** Without text beside the box, give `aria-label`. */
  children?: ReactNode
}

/** A box to tick; `isIndeterminate` for "some of them". */
export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="ui-toggle">
      {({ isIndeterminate, isSelected }) => (
        <>
          <span className="ui-checkbox-box">
            {isIndeterminate ? (
              <Icon glyph={Minus} size={12} />
            ) : (
              isSelected && <Icon glyph={Check} size={12} />
            )}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}
