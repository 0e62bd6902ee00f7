import './search-field.css'
import { Search, X } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
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
  /** its keys walk a list, whose active row the box names */
  combobox?: { listId: string; activeId?: string; onKeyDown: (event: KeyboardEvent) => void }
}

/** Search box; every keystroke reports by `onChange`, Escape clears. */
export function SearchField({ label, placeholder, shortcut, inputRef, combobox, ...rest }: SearchFieldProps) {
  const words = useWords()
  return (
    <AriaSearchField {...rest} className="ui-search" data-has-shortcut={shortcut !== undefined || undefined}>
      <FieldLabel label={label} isLabelHidden />
      <Icon glyph={Search} size={14} className="ui-search-glass" />
      <Input
        ref={inputRef ?? null}
        className="ui-input"
        dir="auto"
        placeholder={placeholder ?? label}
        {...(combobox
          ? {
              role: 'combobox',
              'aria-autocomplete': 'list' as const,
              'aria-expanded': true,
              'aria-controls': combobox.listId,
              'aria-activedescendant': combobox.activeId,
              onKeyDown: combobox.onKeyDown
            }
          : {})}
      />
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
