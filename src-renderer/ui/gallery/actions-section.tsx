import { Check, Flag, Paperclip, Pencil, Pin, Star, Trash2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../button.tsx'
import { IconButton, ToggleIconButton } from '../icon-button.tsx'
import { Kbd } from '../kbd.tsx'
import { MenuButton } from '../menu-button.tsx'
import type { MenuEntries } from '../menu-entry.ts'
import { Row, Section } from './section.tsx'

const nothing = () => undefined

export const exampleEntries: MenuEntries = [
  { id: 'take', label: 'Take over', icon: UserPlus, shortcut: 'Mod+T', onAction: nothing },
  { id: 'rename', label: 'Rename', icon: Pencil, onAction: nothing },
  {
    id: 'transfer',
    label: 'Transfer to a colleague',
    hint: 'Nobody else is online',
    isDisabled: true,
    onAction: nothing
  },
  {
    id: 'more',
    entries: [
      {
        id: 'remove',
        label: 'Remove',
        icon: Trash2,
        isDanger: true,
        shortcut: 'Backspace',
        onAction: nothing
      }
    ]
  }
]

export function ActionsSection() {
  const [isPinned, setPinned] = useState(true)
  return (
    <Section title="Actions">
      <Row>
        <Button variant="primary">Send</Button>
        <Button variant="primary" icon={Check}>
          Approve
        </Button>
        <Button>Finish</Button>
        <Button icon={Flag}>Reject</Button>
        <Button variant="quiet">Cancel</Button>
        <Button variant="danger" icon={Trash2}>
          Remove
        </Button>
        <Button variant="primary" isDisabled>
          Send
        </Button>
        <Button isDisabled>Finish</Button>
      </Row>
      <Row>
        <Button size="s" variant="primary">
          Take over
        </Button>
        <Button size="s">Retry</Button>
        <Button size="s" variant="quiet">
          Discard
        </Button>
        <IconButton icon={Paperclip} label="Attach a file" shortcut="Mod+Shift+A" />
        <IconButton icon={Pencil} label="Edit" variant="default" />
        <IconButton icon={Trash2} label="Remove" size="s" />
        <ToggleIconButton icon={Pin} label="Pin" isSelected={isPinned} onChange={setPinned} />
        <ToggleIconButton icon={Star} label="Star" />
        <MenuButton entries={exampleEntries} />
        <Kbd keys="Mod+Shift+K" />
        <Kbd keys="?" />
      </Row>
    </Section>
  )
}
