import { memo } from 'react'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { StatusPill } from '../../../ui/status-pill.tsx'
import { Highlighted } from '../../canned-response/picker/highlighted.tsx'
import { excerptOf, highlightWords } from './highlight-words.ts'
import type { Hit } from './hits.ts'

interface HitRowProps {
  id: string
  hit: Hit
  query: string
  isActive: boolean
  onOpen: () => void
}

/** One hit: whose it is, when, and the words that were found. */
export const HitRow = memo(function HitRow({ id, hit, query, isActive, onOpen }: HitRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the focus and its keys walk the list
    // biome-ignore lint/a11y/useFocusableInteractive: as above, by aria-activedescendant
    <div id={id} role="option" aria-selected={isActive} className="search-hit" onClick={onOpen}>
      <HitContent hit={hit} query={query} />
    </div>
  )
})

function HitContent({ hit, query }: Pick<HitRowProps, 'hit' | 'query'>) {
  switch (hit.kind) {
    case 'chat': {
      const { followerName, channelName, status, owner, lastActivityMs } = hit.chat
      return (
        <>
          <HitHead name={followerName} query={query} where={channelName} atMs={lastActivityMs} />
          <StatusPill status={status} variant="bare" {...(owner ? { agentName: owner.name } : {})} />
        </>
      )
    }
    case 'message': {
      const { followerName, channelName, author, text, atMs } = hit.message
      const who = author ? `${author.isMe ? 'You' : author.name} to ${followerName}` : followerName
      return (
        <>
          <HitHead name={who} query="" where={channelName} atMs={atMs} />
          <HitText text={text} query={query} />
        </>
      )
    }
    case 'note': {
      const { followerName, channelName, author, text, atMs } = hit.note
      const who = `${author?.isMe ? 'Your note' : `Note of ${author?.name ?? 'a colleague'}`} on ${followerName}`
      return (
        <>
          <HitHead name={who} query="" where={channelName} atMs={atMs} />
          <HitText text={text} query={query} />
        </>
      )
    }
    case 'partner': {
      const { name, contactName, email, packageName, channels } = hit.partner
      const about = [contactName, email, ...channels.map((channel) => channel.name)].filter(Boolean)
      return (
        <>
          <HitHead name={name} query={query} where={packageName ?? ''} />
          <HitText text={about.join(' · ')} query={query} />
        </>
      )
    }
    case 'response': {
      const { title, titleRanges, categoryName, text, textRanges } = hit.response
      return (
        <>
          <span className="search-hit-head">
            <span className="search-hit-name" dir="auto">
              <Highlighted text={title} ranges={titleRanges} />
            </span>
            <span className="search-hit-where" dir="auto">
              {categoryName}
            </span>
          </span>
          <span className="search-hit-text" dir="auto">
            <Highlighted text={text} ranges={textRanges} />
          </span>
        </>
      )
    }
  }
}

interface HitHeadProps {
  name: string
  query: string
  where: string
  atMs?: number
}

function HitHead({ name, query, where, atMs }: HitHeadProps) {
  return (
    <span className="search-hit-head">
      <span className="search-hit-name" dir="auto">
        <Highlighted text={name} ranges={highlightWords(name, query)} />
      </span>
      <span className="search-hit-where" dir="auto">
        {where}
      </span>
      {atMs !== undefined && <RelativeTime atMs={atMs} />}
    </span>
  )
}

function HitText({ text, query }: { text: string; query: string }) {
  const excerpt = excerptOf(text, query)
  return (
    <span className="search-hit-text" dir="auto">
      <Highlighted text={excerpt.text} ranges={excerpt.ranges} />
    </span>
  )
}
