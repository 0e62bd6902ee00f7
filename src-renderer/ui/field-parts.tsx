import './field.css'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { Icon } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface FieldTexts {
  label: string
  /** The label is for screen readers only, where the place says what it is. */
  isLabelHidden?: boolean
  /** What to fill in, below the control. */
  hint?: ReactNode
  /** A sentence; when it is set the field is invalid. */
  error?: string | undefined
}

/** The label of a field, placed before its control. */
export function FieldLabel({ label, isLabelHidden = false }: Pick<FieldTexts, 'label' | 'isLabelHidden'>) {
  const text = <Label className="ui-field-label">{label}</Label>
  return isLabelHidden ? <VisuallyHidden>{text}</VisuallyHidden> : text
}

/** Hint and error of a field, placed after its control and tied to it for screen readers. */
export function FieldNotes({ hint, error }: Pick<FieldTexts, 'hint' | 'error'>) {
  return (
    <>
      {hint !== undefined && error === undefined && (
        <Text slot="description" className="ui-field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="ui-field-error">
        {error !== undefined && (
          <>
            <Icon glyph={CircleAlert} size={14} />
            {error}
          </>
        )}
      </FieldError>
    </>
  )
}
