import { type DestinationStream, pino } from 'pino'

/** Lines go out together, so that a request waits for none: as soon as they are so many bytes, or after so many milliseconds. */
const LINES_BYTES = 4096
const LINES_MS = 100

/**
 * Structured logs. What goes in is chosen, not filtered: a request is its method and its route's pattern, so that
 * no query, header, body or cookie can be written.
 */
export function createLog(level: string, destination?: DestinationStream) {
  const options = {
    level,
    base: null,
    serializers: {
      req: (request: { method: string; routeOptions?: { url?: string } }) => ({
        method: request.method,
        route: request.routeOptions?.url ?? 'unknown'
      })
    }
  }
  return pino(
    options,
    destination ?? pino.destination({ minLength: LINES_BYTES, periodicFlush: LINES_MS, sync: false })
  )
}
