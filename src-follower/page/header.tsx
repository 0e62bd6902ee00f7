import type { FollowerChannel } from '#shared/contract/wire.ts'

/** Whose chat this is. */
export function Header({ channel }: { channel: FollowerChannel }) {
  return (
    <header className="header">
      <Mark name={channel.name} />
      <div className="header-names">
        <h1 className="header-name" dir="auto">
          {channel.name}
        </h1>
        {channel.partnerName !== channel.name && (
          <p className="header-partner" dir="auto">
            {channel.partnerName}
          </p>
        )}
      </div>
    </header>
  )
}

/** The channel's first letter on its colour. */
export function Mark({ name, large = false }: { name: string; large?: boolean }) {
  const letter = Array.from(name.trim())[0] ?? '#'
  return (
    <span className={large ? 'mark mark-large' : 'mark'} aria-hidden="true">
      {letter.toLocaleUpperCase()}
    </span>
  )
}
