import './search-field.css'
import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import {
  Button as AriaButton,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Input
} from 'react-aria-components'
import { FieldLabel } from './field-parts.tsx'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { useWords } from './words.ts'

export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  /** What is searched, for screen readers; the placeholder says it to the eye. */
  label: string
  placeholder?: string
  shortcut?: string
  inputRef?: Ref<HTMLInputElement>
}

/** Search box; every keystroke reports by `onChange`, Escape clears. */
export function SearchField({ label, placeholder, shortcut, inputRef, ...rest }: SearchFieldProps) {
  const words = useWords()
  return (
    <AriaSearchField {...rest} className="ui-search" data-has-shortcut={shortcut !== undefined || undefined}>
      <FieldLabel label={label} isLabelHidden />
      <Icon glyph={Search} size={14} className="ui-search-glass" />
      <Input ref={inputRef ?? null} className="ui-input" dir="auto" placeholder={placeholder ?? label} />
      {shortcut !== undefined && (
        <span className="ui-search-shortcut" aria-hidden>
          <Kbd keys={shortcut} />
        </span>
      )}
      <AriaButton className="ui-search-clear" aria-label={words.clearSearch}>
        <Icon glyph={X} size={14} />
      </AriaButton>
    </AriaSearchField>
  )
}
