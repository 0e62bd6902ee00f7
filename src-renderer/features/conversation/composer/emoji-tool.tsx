import { Smile } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { EmojiPicker } from '../emoji/emoji-picker.tsx'
import type { ComposerPart } from './composing.ts'

/** Emoji, put where the caret stands. */
export const EmojiTool: ComposerPart = ({ composing }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label="Emoji"
      placement="top start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Smile} label="Emoji" hint="Or :name in the text" />}
    >
      <EmojiPicker
        onPick={({ char }) => {
          setOpen(false)
          // after the popover has given the focus back
          requestAnimationFrame(() => composing.insert({ text: char }))
        }}
      />
    </Popover>
  )
}
