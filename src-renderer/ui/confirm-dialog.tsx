import { type ReactNode, useId } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components'
import { Button } from './button.tsx'
import { DialogFrame } from './dialog.tsx'
import { useWords } from './words.ts'

export interface ConfirmDialogProps {
  /** The question. */
  title: string
  /** What will happen and whether it can be undone. */
  children?: ReactNode
  /** The verb: "Remove", "Send promo". */
  confirmLabel: string
  cancelLabel?: string
  tone?: 'default' | 'danger'
  isOpen: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** A question before an act; Escape cancels. What destroys has the focus on Cancel, everything else on the act. */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  cancelLabel,
  tone = 'default',
  isOpen,
  onConfirm,
  onCancel
}: ConfirmDialogProps) {
  const words = useWords()
  const bodyId = useId()
  const destroys = tone === 'danger'
  return (
    <DialogFrame isOpen={isOpen} onClose={onCancel} size="s" isDismissable={false}>
      <AriaDialog
        role="alertdialog"
        className="ui-dialog"
        {...(children === undefined ? {} : { 'aria-describedby': bodyId })}
      >
        <header className="ui-dialog-header">
          <Heading slot="title" level={2} className="ui-dialog-title" dir="auto">
            {title}
          </Heading>
        </header>
        {children !== undefined && (
          <div className="ui-dialog-body" id={bodyId}>
            {children}
          </div>
        )}
        <footer className="ui-dialog-actions">
          <Button autoFocus={destroys} onPress={onCancel}>
            {cancelLabel ?? words.cancel}
          </Button>
          <Button autoFocus={!destroys} variant={destroys ? 'danger' : 'primary'} onPress={onConfirm}>
            {confirmLabel}
          </Button>
        </footer>
      </AriaDialog>
    </DialogFrame>
  )
}
