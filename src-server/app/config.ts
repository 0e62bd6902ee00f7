import { z } from 'zod'
import { err, ok, type Result } from '#shared/base/result.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import type { SmtpConfig } from '../mail/smtp.ts'

const MB = 1024 * 1024

const flag = z.enum(['0', '1'], 'use 0 or 1').transform((value) => value === '1')

function whole(min: number, max: number) {
  const words = `use a whole number from ${min} to ${max}`
  return z.coerce.number(words).int(words).min(min, words).max(max, words)
}

/** The settings of the server, as the environment names them. README.md of src-server explains each. */
const Environment = z.object({
  OCTOPUS_PORT: whole(0, 65_535).default(4780),
  OCTOPUS_HOST: z.string().default('127.0.0.1'),
  OCTOPUS_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'use an http or https address' }).optional(),
  OCTOPUS_DATA_DIR: z.string({ error: 'name the folder that the server keeps its data in' }),
  OCTOPUS_DEMO: flag.default(false),
  OCTOPUS_DEMO_CONVERSATIONS: whole(1, 1_000_000).default(800),
  OCTOPUS_DEMO_MESSAGES: whole(1, 50_000_000).optional(),
  OCTOPUS_DEMO_SEED: whole(0, 4_294_967_295).default(1),
  OCTOPUS_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'use fatal, error, warn, info, debug, trace or silent'
    })
    .default('info'),
  OCTOPUS_FOLLOWER_DIR: z.string().default('out/follower'),
  OCTOPUS_TOKEN_SECRET: z.string().min(32, 'use at least 32 characters').optional(),
  OCTOPUS_METRICS_TOKEN: z.string().min(16, 'use at least 16 characters').optional(),
  OCTOPUS_TRUST_PROXY: flag.default(false),
  OCTOPUS_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'use smtp://user:password@host:port' }).optional(),
  OCTOPUS_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]+@[^\r\n]+$/, 'name the address that mails come from')
    .optional(),
  OCTOPUS_WEBHOOKS_ANYWHERE: flag.default(false),
  OCTOPUS_IMAGE_MB: whole(1, 1024).default(10),
  OCTOPUS_VIDEO_MB: whole(1, 1024).default(50),
  OCTOPUS_DOCUMENT_MB: whole(1, 1024).default(10),
  OCTOPUS_LIMIT_FACTOR: z.coerce
    .number('use a number')
    .positive('use a number above 0')
    .max(1_000_000, 'use at most 1000000')
    .default(1)
})

export interface DemoConfig {
  conversations: number
  messages: number | undefined
  seed: number
}

export interface Config {
  port: number
  host: string
  publicUrl: string | null
  dataDir: string
  /** null: no demo tenant */
  demo: DemoConfig | null
  logLevel: string
  followerDir: string
  /** undefined: made once and kept in the data folder */
  tokenSecret: string | undefined
  /** undefined: /metrics asks for no token */
  metricsToken: string | undefined
  trustProxy: boolean
  /** null: mails wait */
  smtp: SmtpConfig | null
  /** true in development: webhooks may go to private addresses, and without TLS */
  webhooksAnywhere: boolean
  /** most bytes of one file, by its class */
  fileLimits: FileLimits
  /** multiplies every rate limit */
  limitFactor: number
}

/** Reads the settings. An empty variable counts as not set; the failure is one sentence that names the variable. */
export function readConfig(environment: Record<string, string | undefined>): Result<Config, string> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return err(`${issue?.path.join('.')} is not usable: ${issue?.message}.`)
  }
  const env = parsed.data
  if ((env.OCTOPUS_SMTP_URL === undefined) !== (env.OCTOPUS_MAIL_FROM === undefined)) {
    return err('OCTOPUS_SMTP_URL and OCTOPUS_MAIL_FROM go together: set both, or neither.')
  }
  return ok({
    port: env.OCTOPUS_PORT,
    host: env.OCTOPUS_HOST,
    publicUrl: env.OCTOPUS_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: env.OCTOPUS_DATA_DIR,
    demo: env.OCTOPUS_DEMO
      ? {
          conversations: env.OCTOPUS_DEMO_CONVERSATIONS,
          messages: env.OCTOPUS_DEMO_MESSAGES,
          seed: env.OCTOPUS_DEMO_SEED
        }
      : null,
    logLevel: env.OCTOPUS_LOG_LEVEL,
    followerDir: env.OCTOPUS_FOLLOWER_DIR,
    tokenSecret: env.OCTOPUS_TOKEN_SECRET,
    metricsToken: env.OCTOPUS_METRICS_TOKEN,
    trustProxy: env.OCTOPUS_TRUST_PROXY,
    smtp:
      env.OCTOPUS_SMTP_URL !== undefined && env.OCTOPUS_MAIL_FROM !== undefined
        ? { url: env.OCTOPUS_SMTP_URL, from: env.OCTOPUS_MAIL_FROM }
        : null,
    webhooksAnywhere: env.OCTOPUS_WEBHOOKS_ANYWHERE,
    fileLimits: {
      image: env.OCTOPUS_IMAGE_MB * MB,
      video: env.OCTOPUS_VIDEO_MB * MB,
      document: env.OCTOPUS_DOCUMENT_MB * MB
    },
    limitFactor: env.OCTOPUS_LIMIT_FACTOR
  })
}
