import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface NameDialogProps {
  title: string
  label: string
  maxLength: number
  initial: string
  isOpen: boolean
  onClose: () => void
  onSave: (name: string) => void
}

/** Asks for one name. */
export function NameDialog(props: NameDialogProps) {
  // mounted anew each time it opens, so that it begins with the name as it is now
  return props.isOpen ? <OpenNameDialog {...props} /> : null
}

function OpenNameDialog({ title, label, maxLength, initial, onClose, onSave }: NameDialogProps) {
  const [name, setName] = useState(initial)
  const [error, setError] = useState<string>()
  const save = () => {
    if (name.trim() === '') return setError('Please give it a name.')
    onSave(name.trim())
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      size="s"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={save}>
            Save
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label={label}
          value={name}
          onChange={setName}
          maxLength={maxLength}
          error={error}
          autoFocus
        />
      </form>
    </Dialog>
  )
}
