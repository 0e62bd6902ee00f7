import { type KeyboardEvent, useState } from 'react'
import { type CategoryId, ResponseId } from '#shared/base/ids.ts'
import { RESPONSE_TEXT_MAX, RESPONSE_TITLE_MAX } from '#shared/features/canned-response/entities.ts'
import { unknownVariablesIn } from '#shared/features/canned-response/variables.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { mintId } from '../../bridge/mint-id.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { DigitSelect } from './digit-select.tsx'
import { ResponseEngagement } from './response-engagement.tsx'
import { ResponseFiles } from './response-files.tsx'
import type { ResponseText } from './use-canned-acts.ts'
import { useResponseFiles } from './use-response-files.ts'

interface ResponseDialogProps {
  title: string
  initial: ResponseText & { responseId?: ResponseId }
  /** colleagues see it now */
  isShared: boolean
  /** where it stands and where it could; null for a new one, whose place is chosen */
  category: { current: CategoryView; all: readonly CategoryView[] } | null
  digit: number | null
  onClose: () => void
  /** the category is given when there was a choice */
  onSave: (response: ResponseText, categoryId: CategoryId | undefined, digit: number | null) => void
}

const HELP: readonly (readonly [string, string])[] = [
  ['{{follower.firstName|there}}', 'the follower’s first name, or “there”'],
  ['{{follower.name}}', 'the follower’s name'],
  ['{{agent.name}}, {{agent.firstName}}', 'your name'],
  ['{{channel.name}}', 'the channel’s name'],
  ['{{?order number}}', 'asks you for it before you can send'],
  ['{{cursor}}', 'where you go on writing']
]

/** One response: its title, its text, what goes with them, who sees it and where it stands; mount it to open it. */
export function ResponseDialog(props: ResponseDialogProps) {
  const { title: heading, initial, isShared, category, onClose, onSave } = props
  const [digit, setDigit] = useState(props.digit)
  const [title, setTitle] = useState(initial.title)
  const [text, setText] = useState(initial.text)
  const [isPersonal, setPersonal] = useState(initial.isPersonal)
  const [engagementId, setEngagementId] = useState(initial.engagementId)
  const carried = useResponseFiles(initial.attachments)
  const [responseId] = useState(() => initial.responseId ?? ResponseId.parse(mintId()))
  const [categoryId, setCategoryId] = useState(category?.current.categoryId)
  const [isChecked, setChecked] = useState(false)
  const titleError = isChecked && title.trim() === '' ? 'Please give it a title.' : undefined
  const textError = isChecked && text.trim() === '' ? 'Please write the response.' : undefined
  const unknown = unknownVariablesIn(text)
  const save = () => {
    setChecked(true)
    // a response never loses a file that was meant to go with it
    if (title.trim() === '' || text.trim() === '' || carried.copying > 0) return
    const attachments = [...carried.files]
    onSave({ title: title.trim(), text, attachments, engagementId, isPersonal }, categoryId, digit)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
  }
  return (
    <Dialog
      title={heading}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={carried.copying > 0} onPress={save}>
            Save
          </Button>
        </>
      }
    >
      <div className="canned-form" data-over={carried.isOver || undefined} {...carried.dropProps}>
        <TextField
          label="Title"
          value={title}
          onChange={setTitle}
          maxLength={RESPONSE_TITLE_MAX}
          error={titleError}
          autoFocus
        />
        <TextArea
          label="Text"
          value={text}
          onChange={setText}
          maxLength={RESPONSE_TEXT_MAX}
          minRows={5}
          maxRows={14}
          error={textError}
          onTextKeyDown={onKeyDown}
          onTextPaste={carried.onPaste}
          hint={unknown.length > 0 ? `Nothing fills in {{${unknown[0]}}}. Is it misspelt?` : undefined}
        />
        <ResponseFiles responseId={responseId} state={carried} />
        <ResponseEngagement engagementId={engagementId} onChange={setEngagementId} />
        {category && (
          <div className="canned-places">
            <Select
              label="Category"
              options={category.all.map((one) => ({
                id: one.categoryId,
                label: one.name,
                isDisabled: one.isLoose
              }))}
              value={categoryId ?? null}
              onChange={setCategoryId}
            />
            <DigitSelect digit={digit} all={category.all} title={initial.title} onChange={setDigit} />
          </div>
        )}
        <div>
          <Checkbox isSelected={isPersonal} onChange={setPersonal}>
            Only for me
          </Checkbox>
          <p className="canned-scope-note">{scopeNote(isShared, isPersonal)}</p>
        </div>
        <dl className="canned-help" aria-label="Filled in when it is inserted">
          {HELP.map(([written, meaning]) => (
            <div key={written}>
              <dt>{written}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  )
}

function scopeNote(isShared: boolean, isPersonal: boolean): string {
  if (!isPersonal) return 'Every colleague sees, uses and can edit it.'
  return isShared ? 'Your colleagues no longer see it.' : 'Nobody else sees it.'
}
