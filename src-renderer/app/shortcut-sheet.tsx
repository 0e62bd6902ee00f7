import './shortcut-sheet.css'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { SHORTCUT_GROUPS } from './shortcut-list.ts'

/** All that keys can do. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" size="m" isOpen onClose={onClose}>
      {SHORTCUT_GROUPS.map(({ name, shortcuts }) => (
        <section key={name} className="shortcut-group">
          <h3>{name}</h3>
          <ul>
            {shortcuts.map(({ keys, does }) => (
              <li key={keys}>
                <span>{does}</span>
                <Kbd keys={keys} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  )
}
