import { useState } from 'react'
import { Checkbox } from '../checkbox.tsx'
import { SearchField } from '../search-field.tsx'
import { Select } from '../select.tsx'
import { Switch } from '../switch.tsx'
import { TextArea } from '../text-area.tsx'
import { TextField } from '../text-field.tsx'
import { Row, Section } from './section.tsx'

const packages = [
  { id: 'basic', label: 'Basic', hint: 'Messages and promos' },
  { id: 'gold', label: 'Gold', hint: 'All types of engagement' }
] as const

export function FieldsSection() {
  const [chosen, setChosen] = useState<'basic' | 'gold'>('gold')
  const [isOn, setOn] = useState(true)
  const [isTicked, setTicked] = useState(true)
  return (
    <Section title="Fields">
      <div className="gallery-grid">
        <TextField label="Title" defaultValue="Opening hours" hint="Up to 80 characters" />
        <TextField label="Server" placeholder="https://desk.example.com" type="url" />
        <TextField
          label="E-mail"
          defaultValue="amal@"
          error="This is not an e-mail address: nothing stands after the @."
        />
        <Select label="Package" options={packages} value={chosen} onChange={setChosen} />
        <SearchField label="Search chats" placeholder="Search chats, people, responses" shortcut="Mod+F" />
        <SearchField label="Search partners" defaultValue="Northwind" />
        <TextArea label="Description" defaultValue={'Two lines\nof text, and the box grows.'} minRows={2} />
        <TextArea label="Nachricht" defaultValue="مرحبا، كيف يمكنني مساعدتك؟" minRows={2} isDisabled />
      </div>
      <Row>
        <Checkbox isSelected={isTicked} onChange={setTicked}>
          Send me the reply
        </Checkbox>
        <Checkbox isIndeterminate>All requests</Checkbox>
        <Checkbox>Unread only</Checkbox>
        <Checkbox isDisabled isSelected>
          Required
        </Checkbox>
        <Switch isSelected={isOn} onChange={setOn}>
          Live chat
        </Switch>
        <Switch>Do not disturb</Switch>
      </Row>
    </Section>
  )
}
