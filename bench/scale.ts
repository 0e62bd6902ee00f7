/** How much a demo tenant holds. */
export interface Size {
  conversations: number
  messages: number
  /** canned responses besides the few of every demo tenant */
  responses: number
  /** requests of partners that wait, besides the few of every demo tenant; with some the desk is a team lead's */
  requests: number
}

/** How large and how often everything is measured. */
export interface Scale {
  large: Size
  middle: Size
  little: Size
  /** a queue of very many requests, and one of few */
  queue: Size
  shortQueue: Size
  /** how often a room is gone to */
  visits: number
  /** decided requests that are written as CSV */
  exported: number
  /** starts of the desk, each beside a start of the bare window */
  starts: number
  /** desks whose memory is looked at, each beside a bare window */
  memoryLooks: number
  /** milliseconds of rest before memory is looked at */
  restMs: number
  /** messages that a follower sends */
  sends: number
  /** words that are searched in the picker, key by key */
  pickedWords: number
  /** files that are dropped on a chat, and the bytes of each */
  drops: number
  dropBytes: number
  /** how long a conversation is that is scrolled, and for how many frames */
  scrolled: { messages: number; frames: number }
  /** places in the cache that are read */
  reads: number
  searched: { responses: number; queries: number }
  /** queries in the texts of messages */
  searches: number
  /** what a server holds that a desk copies, and how many Changes come later */
  synced: { conversations: number; messages: number; changes: number }
  /** how often a desk syncs, each time beside the floor */
  syncs: number
  /** how long Operations are pushed */
  ackSeconds: number
  /** how many agents listen, and how long followers write */
  live: { agents: number; seconds: number }
  /** connections, twice as many in all */
  idleSockets: number
  /** what an agent has written and attached without the network */
  drained: { operations: number; files: number; fileBytes: number }
}

/** What the goals are meant for. */
export const FULL: Scale = {
  large: { conversations: 20_000, messages: 1_000_000, responses: 0, requests: 0 },
  middle: { conversations: 2000, messages: 100_000, responses: 0, requests: 0 },
  little: { conversations: 200, messages: 10_000, responses: 10_000, requests: 0 },
  queue: { conversations: 20, messages: 400, responses: 0, requests: 10_000 },
  shortQueue: { conversations: 20, messages: 400, responses: 0, requests: 20 },
  visits: 30,
  exported: 100_000,
  starts: 15,
  memoryLooks: 3,
  restMs: 5000,
  sends: 200,
  pickedWords: 40,
  drops: 60,
  dropBytes: 2_000_000,
  scrolled: { messages: 10_000, frames: 600 },
  reads: 2000,
  searched: { responses: 10_000, queries: 100 },
  searches: 300,
  synced: { conversations: 2000, messages: 100_000, changes: 100_000 },
  syncs: 5,
  ackSeconds: 5,
  live: { agents: 200, seconds: 10 },
  idleSockets: 500,
  drained: { operations: 1000, files: 10, fileBytes: 5_000_000 }
}

const FEW: Size = { conversations: 20, messages: 400, responses: 200, requests: 0 }

/** Everything once, within a minute: whether the figures can be measured, not what they are. */
export const SMALL: Scale = {
  large: { conversations: 60, messages: 3000, responses: 0, requests: 0 },
  middle: FEW,
  little: FEW,
  queue: { ...FEW, responses: 0, requests: 60 },
  shortQueue: { ...FEW, responses: 0, requests: 5 },
  visits: 2,
  exported: 500,
  starts: 1,
  memoryLooks: 1,
  restMs: 200,
  sends: 5,
  pickedWords: 1,
  drops: 2,
  dropBytes: 50_000,
  scrolled: { messages: 450, frames: 60 },
  reads: 50,
  searched: { responses: 300, queries: 5 },
  searches: 10,
  synced: { conversations: 20, messages: 400, changes: 400 },
  syncs: 1,
  ackSeconds: 0.5,
  live: { agents: 5, seconds: 0.5 },
  idleSockets: 20,
  drained: { operations: 20, files: 2, fileBytes: 50_000 }
}
