// The bridge itself, without the schemas of what crosses it: the preload is loaded before every first paint.

/**
 * How every query, submit and act answers: its result, or why there is none. `refused` is a request that the table
 * does not know or that does not fit it; `failed` is trouble that main has logged. The message is a plain sentence.
 */
export type Reply =
  | { ok: true; value: unknown }
  | { ok: false; code: 'refused' | 'signed_out' | 'failed'; message: string }

/** The channels of the process boundary. */
export const CHANNELS = {
  query: 'desk:query',
  submit: 'desk:submit',
  act: 'desk:act',
  addFile: 'desk:add-file',
  topics: 'desk:topics',
  request: 'desk:request'
} as const

/** A `File` of the page's document, which this folder does not know. */
export interface GivenFile {
  readonly name: string
  arrayBuffer(): Promise<ArrayBuffer>
}

/** What the preload exposes as `window.desk`; main parses every request and every result by the table. */
export interface DeskBridge {
  query(name: string, args: unknown): Promise<Reply>
  submit(request: unknown): Promise<Reply>
  act(name: string, args: unknown): Promise<Reply>
  /** Gives the desk a file that the person chose, dropped or pasted, to go with a message or into an engagement; only a real `File` has a place on this computer. */
  addFile(file: GivenFile, use?: 'message' | 'engagement'): Promise<Reply>
  subscribe(listener: (topics: string[]) => void): () => void
  onRequest(listener: (request: unknown) => void): () => void
}
