import { Lock, Pencil, Trash2 } from 'lucide-react'
import { type DragEventHandler, memo, useEffect, useRef } from 'react'
import type { ResponseView } from '#shared/features/canned-response/views.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Pill } from '../../ui/pill.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { CarriedMarks } from './carried-marks.tsx'
import { digitKeys } from './digit-keys.ts'
import { MoveHandle } from './move-handle.tsx'
import { PendingMark } from './pending-mark.tsx'
import { RefusalCard } from './refusal-card.tsx'
import { UsageMark } from './usage-mark.tsx'

interface ResponseRowProps {
  response: ResponseView
  /** somebody was led here: it comes into view and takes the focus */
  isShownFirst: boolean
  /** how it is moved; null where only a part of the others is shown */
  moving: {
    rowProps: { draggable: boolean; onDragStart: DragEventHandler<HTMLElement> }
    onStep: (step: -1 | 1) => void
  } | null
  onEdit: (response: ResponseView) => void
  onRemove: (response: ResponseView) => void
}

/** One response of the library, with what can be done to it. */
export function ResponseRow({ response, isShownFirst, moving, onEdit, onRemove }: ResponseRowProps) {
  const { responseId, title } = response
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!isShownFirst) return
    item.current?.scrollIntoView({ block: 'center' })
    // behind a dialog that closes now and gives the focus back to where it was
    const timer = setTimeout(() => item.current?.focus({ preventScroll: true }))
    return () => clearTimeout(timer)
  }, [isShownFirst])
  return (
    <li ref={item} className="canned-item" tabIndex={-1}>
      <div className="canned-row" {...moving?.rowProps}>
        {moving && <MoveHandle id={responseId} name={title} onStep={moving.onStep} />}
        <ResponseFace response={response} onEdit={onEdit} onRemove={onRemove} />
      </div>
      {response.refusal && <RefusalCard refusal={response.refusal} />}
    </li>
  )
}

/** What a row says and what can be done to it, drawn again only when its response has changed. */
const ResponseFace = memo(function ResponseFace({
  response,
  onEdit,
  onRemove
}: Pick<ResponseRowProps, 'response' | 'onEdit' | 'onRemove'>) {
  const { title, text } = response
  return (
    <>
      <div className="canned-response">
        <UserText as="div" text={title} isSingleLine className="canned-response-title" />
        <UserText as="div" text={text} isSingleLine className="canned-response-text" />
      </div>
      <CarriedMarks
        files={response.attachments}
        engagement={response.engagementId === null ? null : 'An engagement'}
      />
      {response.isPersonal && <Pill icon={Lock}>Only you</Pill>}
      {response.digit !== null && <Kbd keys={digitKeys(response.digit)} />}
      <UsageMark response={response} />
      <PendingMark pending={response.pending} />
      <IconButton icon={Pencil} label={`Edit ${title}`} onPress={() => onEdit(response)} />
      <IconButton icon={Trash2} label={`Remove ${title}`} onPress={() => onRemove(response)} />
    </>
  )
})
