import { type FormEvent, useId, useRef, useState } from 'react'
import type { FollowerChannel } from '#shared/contract/wire.ts'
import type { Chat } from '../chat/chat.ts'
import { Mark } from './header.tsx'
import { WORDS } from './words.ts'

/** The first visit: a welcome, and one question. */
export function NamePrompt({ chat, channel }: { chat: Chat; channel: FollowerChannel }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()

  async function tell(event: FormEvent) {
    event.preventDefault()
    const name = input.current?.value.trim() ?? ''
    if (busy) return
    if (name === '') {
      setProblem(WORDS.nameMissing)
      input.current?.focus()
      return
    }
    setBusy(true)
    setProblem(null)
    setProblem(await chat.tellName(name))
    setBusy(false)
  }

  return (
    <main className="welcome">
      <form className="welcome-card" onSubmit={tell} noValidate>
        <Mark name={channel.name} large />
        <h2 className="welcome-title" dir="auto">
          {WORDS.welcome(channel.name)}
        </h2>
        <label className="welcome-question" htmlFor={`${id}-name`}>
          {WORDS.askName}
        </label>
        <input
          ref={input}
          id={`${id}-name`}
          className="welcome-input"
          dir="auto"
          maxLength={120}
          autoComplete="name"
          enterKeyHint="go"
          placeholder={WORDS.nameLabel}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? `${id}-hint` : `${id}-problem`}
        />
        {problem === null ? (
          <p className="welcome-hint" id={`${id}-hint`}>
            {WORDS.askNameHint}
          </p>
        ) : (
          <p className="welcome-problem" id={`${id}-problem`} role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className="welcome-go" aria-disabled={busy}>
          {busy ? WORDS.starting : WORDS.start}
        </button>
      </form>
    </main>
  )
}
