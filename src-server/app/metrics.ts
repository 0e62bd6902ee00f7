import { timingSafeEqual } from 'node:crypto'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { bearerToken } from '../gateway/authenticate.ts'
import { Refusal } from '../gateway/refusal.ts'
import type { HttpServer } from '../gateway/room.ts'

export interface Metrics {
  operation(type: string, outcome: string): void
}

/** Figures for Prometheus, by route and code only: no tenant, no person, no text. */
export function addMetrics(
  http: HttpServer,
  options: { token: string | undefined; knownTypes: ReadonlySet<string>; desks: () => number }
): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'octopus_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers
  })
  const operations = new Counter({
    name: 'octopus_operations_total',
    help: 'Operations taken in, by type and outcome',
    labelNames: ['type', 'outcome'],
    registers
  })
  new Gauge({
    name: 'octopus_live_desks',
    help: 'Desks connected to the live link',
    registers,
    collect() {
      this.set(options.desks())
    }
  })

  http.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const labels = { method: request.method, route, status: reply.statusCode }
    duration.observe(labels, reply.elapsedTime / 1000)
  })
  http.get(
    '/metrics',
    { schema: { summary: 'Figures for Prometheus', response: { 200: z.string() } } },
    async (request, reply) => {
      if (options.token && !sameText(bearerToken(request) ?? '', options.token)) {
        throw new Refusal('unauthenticated', 'The figures need the token of OCTOPUS_METRICS_TOKEN.')
      }
      return reply.type(registry.contentType).send(await registry.metrics())
    }
  )
  return {
    operation(type, outcome) {
      operations.inc({ type: options.knownTypes.has(type) ? type : 'unknown', outcome })
    }
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
