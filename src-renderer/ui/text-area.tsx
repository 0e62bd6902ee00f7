import './text-area.css'
import type { CSSProperties, Ref } from 'react'
import {
  TextArea as AriaTextArea,
  type TextAreaProps as AriaTextAreaProps,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldTexts } from './field-parts.tsx'

export interface TextAreaProps
  extends FieldTexts,
    Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid' | 'type'> {
  placeholder?: string
  minRows?: number
  maxRows?: number
  /** `bare` has no border: the place around it draws one, as in the composer. */
  variant?: 'boxed' | 'bare'
  inputRef?: Ref<HTMLTextAreaElement>
  /** Keys as the text area sees them, with `isComposing` of input methods. */
  onTextKeyDown?: AriaTextAreaProps['onKeyDown']
  onTextPaste?: AriaTextAreaProps['onPaste']
}

/** Several lines of text; the box grows with its text from `minRows` to `maxRows`, then scrolls. */
export function TextArea({
  label,
  isLabelHidden = false,
  hint,
  error,
  placeholder = '',
  minRows = 3,
  maxRows = 10,
  variant = 'boxed',
  inputRef,
  onTextKeyDown,
  onTextPaste,
  ...rest
}: TextAreaProps) {
  const rows = { '--min-rows': minRows, '--max-rows': maxRows } as CSSProperties
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className="ui-field">
      <FieldLabel label={label} isLabelHidden={isLabelHidden} />
      <AriaTextArea
        ref={inputRef ?? null}
        className="ui-input ui-text-area"
        data-variant={variant}
        dir="auto"
        placeholder={placeholder}
        style={rows}
        onKeyDown={onTextKeyDown}
        onPaste={onTextPaste}
      />
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  )
}
