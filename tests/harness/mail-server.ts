import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived: who it was for on the wire, and every byte of it. */
export interface ReceivedMail {
  to: string[]
  raw: string
}

export interface MailServer {
  url: string
  received: ReceivedMail[]
  /** What it answers to the next mails, and to what: nothing of them is kept. 451 is for now, 550 for ever. */
  refuseWith(code: 451 | 550 | null, to?: Refused): void
  close(): Promise<void>
}

/** What a mail server can refuse: the connection, the name and password, one end of the mail, or the mail. */
type Refused = 'connection' | 'login' | 'sender' | 'recipient' | 'mail'

/** A real SMTP server on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let refusal: 451 | 550 | null = null
  let refuses: Refused = 'mail'
  const refused = (what: Refused) =>
    refusal === null || refuses !== what
      ? null
      : Object.assign(new Error('not now'), { responseCode: refusal })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => done(refused('connection')),
    onAuth: ({ username }, _session, done) => done(refused('login'), { user: username }),
    onMailFrom: (_address, _session, done) => done(refused('sender')),
    onRcptTo: (_address, _session, done) => done(refused('recipient')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const refusedMail = refused('mail')
        if (refusedMail) return done(refusedMail)
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ to, raw: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://desk:secret@127.0.0.1:${port}`,
    received,
    refuseWith(code, to = 'mail') {
      refusal = code
      refuses = to
    },
    close: () => new Promise((resolve) => server.close(resolve))
  }
}
