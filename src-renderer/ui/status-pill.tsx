import './pill.css'
import { Check, CircleDot, MessageCircle } from 'lucide-react'
import { type Glyph, Icon } from './icon.tsx'
import { type ChatStatus, useWords } from './words.ts'

interface StatusPillProps {
  status: ChatStatus
  /** Who has the chat, or closed it. */
  agentName?: string
  /** `bare` has no background, for rows of a list. */
  variant?: 'pill' | 'bare'
}

const looks: Record<ChatStatus, { tone: string; glyph: Glyph }> = {
  unanswered: { tone: 'warning', glyph: CircleDot },
  active: { tone: 'agent', glyph: MessageCircle },
  finished: { tone: 'finished', glyph: Check }
}

/** Where a chat stands: amber, the agent's name in blue, or grey; always with its icon and its word or name. */
export function StatusPill({ status, agentName, variant = 'pill' }: StatusPillProps) {
  const word = useWords().chatStatus[status]
  const { tone, glyph } = looks[status]
  const isBare = variant === 'bare'
  return (
    <span className="ui-pill" data-tone={tone} data-bare={isBare || undefined}>
      <Icon glyph={glyph} size={12} {...(agentName !== undefined && isBare ? { label: word } : {})} />
      <span className="ui-pill-text" dir="auto">
        {agentName === undefined ? word : isBare ? agentName : `${word}: ${agentName}`}
      </span>
    </span>
  )
}
