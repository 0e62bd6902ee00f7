/** A request and an answer as they travel. */
export interface HttpRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: string | Uint8Array | null
}
export interface HttpAnswer {
  status: number
  headers: Record<string, string>
  /** bytes of a database or of a file as characters of one byte each */
  text: string
}
