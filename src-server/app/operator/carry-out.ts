import { assertNever } from '#shared/base/assert-never.ts'
import type { Command } from './command-line.ts'
import { createCompany, listCompanies, setChannel } from './companies.ts'
import type { CompanyTools } from './company-tools.ts'
import { createKey, endKeyOf } from './keys.ts'
import { makePassword, readPassword } from './password.ts'
import { addPerson, letIn, resetPassword, setRole, shutOut } from './people.ts'

/** Does what was asked for and answers what to say. A password that was made is in the answer, and nowhere else. */
export async function carryOut(
  tools: CompanyTools,
  command: Command,
  input: AsyncIterable<Buffer | string>
): Promise<string> {
  async function withPassword(
    fromInput: boolean,
    act: (password: string) => Promise<string>
  ): Promise<string> {
    if (fromInput) return await act(await readPassword(input))
    const made = makePassword(tools.randomBytes)
    return `${await act(made)}\nThe password, which is shown only now: ${made}`
  }

  const { name, options } = command
  switch (name) {
    case 'list': {
      const lines = await listCompanies(tools)
      return lines.length > 0
        ? lines.join('\n')
        : 'There is no company yet. Make one: npm run company -- create'
    }
    case 'create':
      return await withPassword(options['password-stdin'], async (password) => {
        const id = await createCompany(tools, options.company, options, password)
        return `${options.company} is there (${id}). ${options.name} administers it and signs in as ${options.email}.`
      })
    case 'add-person':
      return await withPassword(options['password-stdin'], async (password) => {
        await addPerson(tools, options.company, options, password)
        return `${options.name} signs in as ${options.email} (${options.role}).`
      })
    case 'reset-password':
      return await withPassword(options['password-stdin'], async (password) => {
        await resetPassword(tools, options.email, password)
        return `${options.email} has a new password, and is signed out everywhere.`
      })
    case 'set-role':
      await setRole(tools, options.email, options.role)
      return `${options.email} has the role ${options.role} now.`
    case 'shut-out':
      await shutOut(tools, options.email, options.wipe)
      return options.wipe
        ? `${options.email} is shut out; each of their desks erases its files when it next asks the server.`
        : `${options.email} is shut out.`
    case 'let-in':
      await letIn(tools, options.email)
      return `${options.email} may sign in again.`
    case 'set-channel': {
      const { company, slug, partner } = options
      const wish = { slug, newSlug: options['new-slug'], name: options.name, partner }
      const done = await setChannel(tools, company, wish)
      const path = `/c/${wish.newSlug ?? slug}`
      return done === 'made'
        ? `The channel is at ${path}. A lead turns its chat on at the desk.`
        : `The channel at ${path} is changed.`
    }
    case 'create-key': {
      const { key, secret } = await createKey(tools, options.company, options)
      return `The key "${key.name}" may: ${key.scopes.join(', ')}.\nThe secret, which is shown only now: ${secret}`
    }
    case 'revoke-key': {
      const key = await endKeyOf(tools, options.company, options.prefix)
      return `The key ${key.prefix} ("${key.name}") is revoked: it opens nothing any more.`
    }
    default:
      return assertNever(name)
  }
}
