import './list-box.css'
import { Check } from 'lucide-react'
import { Header, Menu, MenuItem, MenuSection, Separator, Text } from 'react-aria-components'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { isMenuGroup, type MenuAction, type MenuEntries, type MenuGroup } from './menu-entry.ts'

interface MenuListProps {
  label?: string
  entries: MenuEntries
  /** For a menu that stands without a menu button. */
  onClose?: () => void
}

/** The lines of a menu, inside the popover of a menu button or a context menu. */
export function MenuList({ label, entries, onClose }: MenuListProps) {
  const actions = entries.flatMap((entry) => (isMenuGroup(entry) ? entry.entries : [entry]))
  const hasMarks = actions.some((action) => action.isChecked !== undefined || action.icon !== undefined)
  return (
    <Menu
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onClose === undefined ? {} : { onClose, autoFocus: true })}
      className="ui-list"
      data-has-marks={hasMarks || undefined}
      onAction={(id) => actions.find((action) => action.id === id)?.onAction()}
    >
      {entries.map((entry, index) =>
        isMenuGroup(entry) ? (
          <MenuSection
            key={entry.id}
            {...(entry.choice === undefined
              ? {}
              : { selectionMode: entry.choice, selectedKeys: checkedIds(entry) })}
          >
            {index > 0 && <Separator className="ui-list-separator" />}
            {entry.heading !== undefined && <Header className="ui-list-heading">{entry.heading}</Header>}
            {entry.entries.map((action) => (
              <MenuLine key={action.id} action={action} />
            ))}
          </MenuSection>
        ) : (
          <MenuLine key={entry.id} action={entry} />
        )
      )}
    </Menu>
  )
}

function checkedIds(group: MenuGroup): string[] {
  return group.entries.filter((action) => action.isChecked).map((action) => action.id)
}

function MenuLine({ action }: { action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      isDisabled={action.isDisabled ?? false}
      className="ui-list-item"
      data-danger={action.isDanger || undefined}
    >
      {({ isSelected }) => (
        <>
          <span className="ui-list-item-start">
            {isSelected ? (
              <Icon glyph={Check} size={14} />
            ) : (
              action.icon && <Icon glyph={action.icon} size={14} />
            )}
          </span>
          <Text slot="label" className="ui-list-item-text">
            {action.label}
            {action.hint !== undefined && <span className="ui-list-item-hint">{action.hint}</span>}
          </Text>
          <span className="ui-list-item-end">
            {action.shortcut !== undefined && <Kbd keys={action.shortcut} />}
          </span>
        </>
      )}
    </MenuItem>
  )
}
