import { useEffect, useState } from 'react'
import { Button } from '../button.tsx'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { Dialog } from '../dialog.tsx'
import { MenuButton } from '../menu-button.tsx'
import { Popover } from '../popover.tsx'
import { TextArea } from '../text-area.tsx'
import { useToasts } from '../toast.tsx'
import { exampleEntries } from './actions-section.tsx'

type Open = 'nothing' | 'confirm' | 'dialog'

const nothing = () => undefined

/** What opens over the page, each by its own button. */
export function OverlaysScene() {
  const [open, setOpen] = useState<Open>('nothing')
  const toasts = useToasts()
  const close = () => setOpen('nothing')
  useEffect(() => {
    toasts.show({
      text: 'Rejected 3 requests',
      action: { label: 'Undo', onAction: nothing },
      durationMs: 600_000
    })
    toasts.show({
      text: 'The export could not be saved: the disk is full.',
      tone: 'danger',
      durationMs: 600_000
    })
  }, [toasts])
  return (
    <main className="gallery gallery-row">
      <h1 className="gallery-title">Overlays</h1>
      <Button onPress={() => setOpen('confirm')}>Open confirm</Button>
      <Button onPress={() => setOpen('dialog')}>Open dialog</Button>
      <MenuButton entries={exampleEntries} trigger={<Button>Open menu</Button>} />
      <Popover label="Details" trigger={<Button>Open popover</Button>}>
        {(closePopover) => (
          <div className="gallery-stack">
            <p>Seen by Amal at 10:42.</p>
            <Button size="s" onPress={closePopover}>
              Close
            </Button>
          </div>
        )}
      </Popover>
      <ConfirmDialog
        title="Remove the category “Opening hours”?"
        confirmLabel="Remove 12 responses"
        tone="danger"
        isOpen={open === 'confirm'}
        onConfirm={close}
        onCancel={close}
      >
        Its 12 responses are removed with it. This cannot be undone.
      </ConfirmDialog>
      <Dialog
        title="Reject request"
        isOpen={open === 'dialog'}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button variant="danger" onPress={close}>
              Reject
            </Button>
          </>
        }
      >
        <TextArea label="Description" hint="It is sent to the partner's e-mail." autoFocus />
      </Dialog>
    </main>
  )
}
