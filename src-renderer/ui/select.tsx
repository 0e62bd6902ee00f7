import './list-box.css'
import './button.css'
import './select.css'
import { Check, ChevronDown } from 'lucide-react'
import {
  Button as AriaButton,
  Select as AriaSelect,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldTexts } from './field-parts.tsx'
import { type Glyph, Icon } from './icon.tsx'

export interface SelectOption<Id extends string = string> {
  id: Id
  label: string
  /** A second, quieter line. */
  hint?: string
  icon?: Glyph
  isDisabled?: boolean
}

export interface SelectProps<Id extends string> extends FieldTexts {
  options: readonly SelectOption<Id>[]
  value: Id | null
  onChange: (id: Id) => void
  placeholder?: string
  isDisabled?: boolean
  size?: 's' | 'm'
}

/** One of a few known options. */
export function Select<Id extends string>({
  label,
  isLabelHidden = false,
  hint,
  error,
  options,
  value,
  onChange,
  placeholder = '',
  isDisabled = false,
  size = 'm'
}: SelectProps<Id>) {
  return (
    <AriaSelect
      className="ui-field"
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} />
      <AriaButton className="ui-button ui-select-button" data-variant="default" data-size={size}>
        <SelectValue className="ui-select-value">
          {({ isPlaceholder, selectedText }) => (isPlaceholder ? placeholder : selectedText)}
        </SelectValue>
        <Icon glyph={ChevronDown} size={14} />
      </AriaButton>
      <FieldNotes hint={hint} error={error} />
      <Popover className="ui-list-popover" offset={4}>
        <ListBox className="ui-list" items={options} data-has-marks>
          {(option) => <SelectRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

function SelectRow({ option }: { option: SelectOption }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      isDisabled={option.isDisabled ?? false}
      className="ui-list-item"
    >
      {({ isSelected }) => (
        <>
          <span className="ui-list-item-start">{isSelected && <Icon glyph={Check} size={14} />}</span>
          <Text slot="label" className="ui-list-item-text" dir="auto">
            {option.label}
            {option.hint !== undefined && <span className="ui-list-item-hint">{option.hint}</span>}
          </Text>
          <span className="ui-list-item-end">{option.icon && <Icon glyph={option.icon} size={14} />}</span>
        </>
      )}
    </ListBoxItem>
  )
}
