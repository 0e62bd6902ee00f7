import { type DestinationStream, pino } from 'pino'

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
  return destination ? pino(options, destination) : pino(options)
}
