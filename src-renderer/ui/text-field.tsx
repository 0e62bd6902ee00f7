import type { Ref } from 'react'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldTexts } from './field-parts.tsx'

export interface TextFieldProps
  extends FieldTexts,
    Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'> {
  placeholder?: string
  inputRef?: Ref<HTMLInputElement>
}

/** One line of text with its label, hint and error. */
export function TextField({
  label,
  isLabelHidden = false,
  hint,
  error,
  placeholder = '',
  inputRef,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className="ui-field">
      <FieldLabel label={label} isLabelHidden={isLabelHidden} />
      <Input ref={inputRef ?? null} className="ui-input" dir="auto" placeholder={placeholder} />
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  )
}
