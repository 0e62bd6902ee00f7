import { parseArgs } from 'node:util'
import { z } from 'zod'
import { API_KEY_NAME_MAX, ApiScope } from '#shared/features/integration/api-keys.ts'
import { Role } from '#shared/features/session/entities.ts'
import { OperatorTrouble } from './trouble.ts'

const text = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max, `has at most ${max} characters`)
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail address')
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'has up to 80 letters a-z, digits and hyphens')
const company = text(200)
const scopes = z
  .string()
  .transform((list) => list.split(',').map((scope) => scope.trim()))
  .pipe(
    z
      .array(z.enum(ApiScope.options, `has only these, with commas between: ${ApiScope.options.join(', ')}`))
      .min(1)
  )
const stdin = { 'password-stdin': z.boolean().default(false) }

/** What can be asked for, with the options of each. */
const COMMANDS = {
  list: z.strictObject({}),
  create: z.strictObject({ company, name: text(200), email, ...stdin }),
  'add-person': z.strictObject({ company, name: text(200), email, role: Role, ...stdin }),
  'set-role': z.strictObject({ email, role: Role }),
  'reset-password': z.strictObject({ email, ...stdin }),
  'shut-out': z.strictObject({ email, wipe: z.boolean().default(false) }),
  'let-in': z.strictObject({ email }),
  'set-channel': z.strictObject({
    company,
    slug,
    name: text(200).optional(),
    partner: text(200).optional(),
    'new-slug': slug.optional()
  }),
  'create-key': z.strictObject({ company, name: text(API_KEY_NAME_MAX), scopes }),
  'revoke-key': z.strictObject({ company, prefix: text(100) })
} as const

export type CommandName = keyof typeof COMMANDS
export type Command = {
  [Name in CommandName]: { name: Name; options: z.output<(typeof COMMANDS)[Name]> }
}[CommandName]

const USAGE = `OCTOPUS_DATA_DIR=<folder> npm run company -- <command>

  list                                                            every company with its people and channels
  create --company "Acme" --name "Ada Lovelace" --email ada@acme.example   a company with its first administrator
  add-person --company "Acme" --name "..." --email ... --role agent|lead|admin
  set-role --email ... --role agent|lead|admin
  reset-password --email ...                                      and sign the person out everywhere
  shut-out --email ... [--wipe]                                   with --wipe their desks erase their files
  let-in --email ...
  set-channel --company "Acme" --slug shop --name "Shop" [--partner "..."] [--new-slug ...]   makes or changes a channel
  create-key --company "Acme" --name "Platform" --scopes followers:write,requests:write   an API key, whose secret is printed once
  revoke-key --company "Acme" --prefix octo_...                   ends an API key at once, for ever

A password is made and printed once, or read from standard input with --password-stdin.`

const OPTIONS = {
  company: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  slug: { type: 'string' },
  'new-slug': { type: 'string' },
  partner: { type: 'string' },
  scopes: { type: 'string' },
  prefix: { type: 'string' },
  wipe: { type: 'boolean' },
  'password-stdin': { type: 'boolean' }
} as const

/** Reads what was typed; throws a sentence when it cannot be read. */
export function readCommand(argv: string[]): Command {
  const { values, positionals } = parsed(argv)
  const [name = '', ...more] = positionals
  if (!isCommand(name) || more.length > 0) throw new OperatorTrouble(USAGE)
  const options = COMMANDS[name].safeParse({ ...values })
  if (options.success) return { name, options: options.data } as Command
  const [issue] = options.error.issues
  if (issue?.code === 'unrecognized_keys') {
    throw new OperatorTrouble(`${name} takes no --${issue.keys[0]}.\n\n${USAGE}`)
  }
  const option = String(issue?.path[0])
  const isMissing = !(option in values)
  throw new OperatorTrouble(
    isMissing ? `${name} needs --${option}.\n\n${USAGE}` : `--${option} ${issue?.message}.`
  )
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

function parsed(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    throw new OperatorTrouble(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}
