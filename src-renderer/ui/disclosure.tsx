import './disclosure.css'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Disclosure as AriaDisclosure,
  DisclosurePanel,
  Heading
} from 'react-aria-components'
import { Icon } from './icon.tsx'

interface DisclosureProps {
  title: ReactNode
  /** Beside the title, outside the button: counts, icon buttons. */
  end?: ReactNode
  children: ReactNode
  /** Heading level in the outline of the page. */
  level?: 2 | 3 | 4
  isDefaultExpanded?: boolean
  isExpanded?: boolean
  onExpandedChange?: (isExpanded: boolean) => void
}

/** A section that opens and closes below its title. */
export function Disclosure({
  title,
  end,
  children,
  level = 3,
  isDefaultExpanded = false,
  isExpanded,
  onExpandedChange
}: DisclosureProps) {
  return (
    <AriaDisclosure
      className="ui-disclosure"
      defaultExpanded={isDefaultExpanded}
      {...(isExpanded === undefined ? {} : { isExpanded })}
      {...(onExpandedChange ? { onExpandedChange } : {})}
    >
      <div className="ui-disclosure-header">
        <Heading level={level} className="ui-disclosure-heading">
          <AriaButton slot="trigger" className="ui-disclosure-trigger">
            <Icon glyph={ChevronRight} size={14} className="ui-disclosure-arrow" />
            <span className="ui-disclosure-title">{title}</span>
          </AriaButton>
        </Heading>
        {end}
      </div>
      <DisclosurePanel>{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
