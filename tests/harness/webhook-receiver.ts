import http, { type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it arrived, every byte of its body. */
export interface ReceivedWebhook {
  path: string
  headers: IncomingHttpHeaders
  body: string
  json: { id: string; type: string; data: Record<string, unknown> }
}

export interface WebhookReceiver {
  url: string
  received: ReceivedWebhook[]
  /** What it does with the next ones: a status, or anything else; nothing at all makes the sender wait. */
  answerWith(answer: number | ((response: ServerResponse, request: ReceivedWebhook) => void)): void
  close(): Promise<void>
}

/** A real HTTP server of the platform's on a free port. */
export async function startReceiver(host = '127.0.0.1', port = 0): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = []
  let answer: Parameters<WebhookReceiver['answerWith']>[0] = 204
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const one = { path: request.url ?? '', headers: request.headers, body, json: JSON.parse(body) }
      received.push(one)
      if (typeof answer === 'number') response.writeHead(answer).end()
      else answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/hook`,
    received,
    answerWith(next) {
      answer = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
