import { type MouseEvent, useState } from 'react'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { isEmojiOnly, linkedParts, shortened } from './message-parts.ts'

/** What a message says, as plain text: own direction, links that ask the system, long ones folded. */
export function MessageText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false)
  const short = shortened(text)
  const shown = isWhole ? text : (short ?? text)
  return (
    <>
      <div
        className="ui-user-text selectable bubble-text"
        dir="auto"
        data-emoji={isEmojiOnly(text) || undefined}
        data-folded={(short !== null && !isWhole) || undefined}
      >
        {linkedParts(shown).map((part) =>
          part.href === null ? (
            part.text
          ) : (
            <a key={part.at} href={part.href} onClick={openOutside}>
              {part.text}
            </a>
          )
        )}
      </div>
      {short !== null && (
        <Button size="s" variant="quiet" onPress={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show more'}
        </Button>
      )}
    </>
  )
}

/** The window itself never navigates: main judges the address again and hands it to the system. */
function openOutside(event: MouseEvent<HTMLAnchorElement>) {
  event.preventDefault()
  void desk.act('app.open-external', { url: event.currentTarget.href })
}
