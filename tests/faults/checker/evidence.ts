/** Something an agent asked for at a desk, and what the desk said. */
export interface Asked {
  desk: number
  /** its order among what was asked at this desk; a retry stands where the refused one stood */
  place: number
  /** null where the desk died before it could tell, or where it was typed into the window */
  opId: string | null
  type: string
  lane: string
  /** what makes it recognisable: no two messages and no two edits have the same text */
  text: string | null
  /** `shown`: typed into the window, which then showed it as its own; `unknown`: the desk died meanwhile */
  said: 'queued' | 'shown' | 'refused' | 'unknown'
  /** when its author began to give it up after a refusal; null: never */
  givenUpAtMs: number | null
  /** sha256 of the file that goes with it */
  file: string | null
}

/** Something a follower wrote, once the server has answered; `unknown` while it has not. */
export interface Posted {
  follower: string
  conversationId: string
  place: number
  id: string | null
  text: string
  said: 'taken' | 'unknown'
}

/** What somebody saw of a conversation at one moment, from the top. */
export interface Look {
  who: string
  conversationId: string
  texts: readonly string[]
  /** after everything had come to rest: it must be what the server holds */
  isLast: boolean
}

export interface HeldMessage {
  id: string
  conversationId: string
  position: number
  direction: 'in' | 'out'
  text: string
}

export interface Receipt {
  opId: string
  status: 'accepted' | 'rejected'
  code: string | null
  /** the order in which they were judged */
  place: number
  atMs: number
}

/** What the server's files say. */
export interface ServerHeld {
  headSeq: number
  /** the seqs of the feed, each once, in order */
  seqs: readonly number[]
  messages: readonly HeldMessage[]
  receipts: readonly Receipt[]
  /** what was carried out or refused, one for each time */
  audit: readonly { opId: string; action: string }[]
  responses: readonly { id: string; text: string }[]
  /** for each file of a message: the hash that the message names, and that of the bytes which lie there (null: none) */
  files: readonly { messageId: string; named: string; lies: string | null }[]
  /** rows by table, as texts, in order of their keys: the part that every desk has too */
  tables: Readonly<Record<string, readonly string[]>>
}

/** What a desk's files say. */
export interface DeskHeld {
  name: string
  cursor: number | null
  outbox: readonly { opId: string; state: string; type: string }[]
  messages: readonly HeldMessage[]
  drafts: Readonly<Record<string, string>>
  tables: Readonly<Record<string, readonly string[]>>
}

/** A draft as it was last saved, and what was under way when the desk died. */
export interface DraftWanted {
  desk: number
  conversationId: string
  /** any of these may be there */
  texts: readonly string[]
}

/** Everything that is known when a round has come to rest. */
export interface Evidence {
  asked: readonly Asked[]
  posted: readonly Posted[]
  looks: readonly Look[]
  drafts: readonly DraftWanted[]
  server: ServerHeld
  desks: readonly DeskHeld[]
}

/** A broken promise. `changed`: it is there, but is not what was written, or what others hold. */
export interface Finding {
  kind: 'lost' | 'doubled' | 'reordered' | 'stuck' | 'changed'
  what: string
}
