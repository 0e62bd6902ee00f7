import { MessageCircleOff, WifiOff } from 'lucide-react'
import { WORDS } from './words.ts'

/** Above the thread while the server cannot be reached. */
export function OfflineBanner() {
  return (
    <p className="banner">
      <WifiOff size={18} aria-hidden="true" />
      <span>{WORDS.offline}</span>
    </p>
  )
}

/** In place of the composer while the channel's chat is off. */
export function ChatOffNotice({ kept }: { kept: boolean }) {
  return (
    <section className="chat-off" aria-label={WORDS.chatOffTitle}>
      <MessageCircleOff size={22} aria-hidden="true" />
      <div>
        <strong>{WORDS.chatOffTitle}</strong>
        <p>
          {WORDS.chatOffHistory} {kept ? WORDS.chatOffKept : null}
        </p>
      </div>
    </section>
  )
}

/** The whole page, for someone who has not written before and cannot now. */
export function ChatOffPage({ kept }: { kept: boolean }) {
  return (
    <main className="welcome">
      <div className="welcome-card">
        <span className="mark mark-large mark-off" aria-hidden="true">
          <MessageCircleOff size={28} />
        </span>
        <h2 className="welcome-title">{WORDS.chatOffTitle}</h2>
        <p className="welcome-text">
          {WORDS.chatOff} {kept ? WORDS.chatOffKept : null}
        </p>
      </div>
    </main>
  )
}
