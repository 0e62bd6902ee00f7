import { Ellipsis } from 'lucide-react'
import type { ReactElement } from 'react'
import { MenuTrigger, Popover, type PopoverProps } from 'react-aria-components'
import { IconButton } from './icon-button.tsx'
import type { MenuEntries } from './menu-entry.ts'
import { MenuList } from './menu-list.tsx'
import { useWords } from './words.ts'

interface MenuButtonProps {
  entries: MenuEntries
  /** A Button or IconButton; "More actions" by default. */
  trigger?: ReactElement
  placement?: PopoverProps['placement']
}

/** A button that opens a menu. */
export function MenuButton({ entries, trigger, placement = 'bottom end' }: MenuButtonProps) {
  const words = useWords()
  return (
    <MenuTrigger>
      {trigger ?? <IconButton icon={Ellipsis} label={words.moreActions} />}
      <Popover className="ui-list-popover" offset={4} placement={placement}>
        <MenuList entries={entries} />
      </Popover>
    </MenuTrigger>
  )
}
