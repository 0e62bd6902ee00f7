import { type KeyboardEvent, useState } from 'react'
import { RESPONSE_TEXT_MAX, RESPONSE_TITLE_MAX } from '#shared/features/canned-response/entities.ts'
import { unknownVariablesIn } from '#shared/features/canned-response/variables.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ResponseText } from './use-canned-acts.ts'

interface ResponseDialogProps {
  title: string
  initial: ResponseText
  onClose: () => void
  onSave: (response: ResponseText) => void
}

const HELP: readonly (readonly [string, string])[] = [
  ['{{follower.firstName|there}}', 'the follower’s first name, or “there”'],
  ['{{follower.name}}', 'the follower’s name'],
  ['{{agent.name}}, {{agent.firstName}}', 'your name'],
  ['{{channel.name}}', 'the channel’s name'],
  ['{{?order number}}', 'asks you for it before you can send'],
  ['{{cursor}}', 'where you go on writing']
]

/** Title and text of one response; mount it to open it. */
export function ResponseDialog({ title: heading, initial, onClose, onSave }: ResponseDialogProps) {
  const [title, setTitle] = useState(initial.title)
  const [text, setText] = useState(initial.text)
  const [isChecked, setChecked] = useState(false)
  const titleError = isChecked && title.trim() === '' ? 'Please give it a title.' : undefined
  const textError = isChecked && text.trim() === '' ? 'Please write the response.' : undefined
  const unknown = unknownVariablesIn(text)
  const save = () => {
    setChecked(true)
    if (title.trim() !== '' && text.trim() !== '') onSave({ title: title.trim(), text })
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
          <Button variant="primary" onPress={save}>
            Save
          </Button>
        </>
      }
    >
      <div className="canned-form">
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
          hint={unknown.length > 0 ? `Nothing fills in {{${unknown[0]}}}. Is it misspelt?` : undefined}
        />
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
