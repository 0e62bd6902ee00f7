import { useState } from 'react'
import { REASON_MAX } from '#shared/features/approval/entities.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { COMMON_REASONS } from './words.ts'

interface RejectDialogProps {
  /** what is rejected: a title, or how many */
  what: string
  onReject: (reason: string) => void
  onClose: () => void
}

/** Asks for the description that is mailed to the partner; nothing is rejected without one. */
export function RejectDialog({ what, onReject, onClose }: RejectDialogProps) {
  const [reason, setReason] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const lastUsed = useView('approval.reasons', {}, ['requests']).data?.lastUsed ?? []
  const templates = [...lastUsed, ...COMMON_REASONS.filter((common) => !lastUsed.includes(common))]
  const isEmpty = reason.trim() === ''
  const reject = () => {
    if (isEmpty) setIsAsked(true)
    else onReject(reason)
  }
  return (
    <Dialog
      title={`Reject ${what}?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="danger" onPress={reject}>
            Reject
          </Button>
        </>
      }
    >
      <div className="approval-reject">
        <TextArea
          label="Description"
          hint="It is sent to the partner’s email. Say why, and what can be done about it."
          {...(isAsked && isEmpty ? { error: 'Write a description: the partner has to know why.' } : {})}
          value={reason}
          onChange={setReason}
          maxLength={REASON_MAX}
          minRows={4}
          autoFocus
          onTextKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
              event.preventDefault()
              reject()
            }
          }}
        />
        <div className="approval-reasons">
          <h3>Last used and common</h3>
          <ul>
            {templates.map((template) => (
              <li key={template}>
                <button
                  type="button"
                  className="approval-reason"
                  dir="auto"
                  onClick={() => setReason(template)}
                >
                  {template}
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  )
}
