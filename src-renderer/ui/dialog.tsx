import './dialog.css'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './icon-button.tsx'
import { useWords } from './words.ts'

export interface DialogProps {
  title: string
  isOpen: boolean
  /** Called by Escape, the close button and a click outside. */
  onClose: () => void
  children: ReactNode
  /** Buttons, the most wanted last. */
  actions?: ReactNode
  size?: 's' | 'm' | 'l'
}

/** A window in the window: holds the focus, Escape closes, the focus returns to where it was. */
export function Dialog({ title, isOpen, onClose, children, actions, size = 'm' }: DialogProps) {
  const words = useWords()
  return (
    <DialogFrame isOpen={isOpen} onClose={onClose} size={size}>
      <AriaDialog className="ui-dialog">
        <header className="ui-dialog-header">
          <Heading slot="title" level={2} className="ui-dialog-title">
            {title}
          </Heading>
          <IconButton icon={X} label={words.close} size="s" onPress={onClose} />
        </header>
        <div className="ui-dialog-body">{children}</div>
        {actions !== undefined && <footer className="ui-dialog-actions">{actions}</footer>}
      </AriaDialog>
    </DialogFrame>
  )
}

interface DialogFrameProps {
  isOpen: boolean
  onClose: () => void
  size: 's' | 'm' | 'l'
  isDismissable?: boolean
  children: ReactNode
}

/** Backdrop and box of every dialog. */
export function DialogFrame({ isOpen, onClose, size, isDismissable = true, children }: DialogFrameProps) {
  return (
    <ModalOverlay
      className="ui-dialog-backdrop"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={isDismissable}
    >
      <Modal className="ui-dialog-box" data-size={size}>
        {children}
      </Modal>
    </ModalOverlay>
  )
}
