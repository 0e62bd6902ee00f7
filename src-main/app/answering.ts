import type { Result } from '#shared/base/result.ts'
import { isAdminCall } from '#shared/contract/admin-calls.ts'
import type { Reply } from '#shared/contract/bridge.ts'
import type {
  ActName,
  GivenFile,
  OperationRequest,
  QueryName,
  Settings,
  SubmitOutcome,
  Topic
} from '#shared/contract/ipc.ts'
import type { ExportArgs, ExportOutcome } from '#shared/features/approval/views.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { AddFileResult, FileOutcome, FileRef } from '#shared/features/attachment/views.ts'
import type { ExchangeFormat } from '#shared/features/canned-response/exchange/file.ts'
import type { CannedLibrary } from '#shared/features/canned-response/views.ts'
import { titleOf } from '#shared/features/engagement/content.ts'
import type { EngagementView } from '#shared/features/engagement/views.ts'
import type { SignInArgs } from '#shared/features/session/views.ts'
import type { AdminLink } from '../account/admin-link.ts'
import type { Exported } from '../account/export.ts'
import type { LocalFile } from '../account/received-files.ts'
import type { HistoryExport } from '../features/approval/export.ts'
import type { Answering } from '../ipc/calls.ts'
import type { FileOut } from '../platform/file-out.ts'
import type { OpenedText } from '../platform/open-text.ts'
import type { Preferences } from './preferences.ts'
import type { HeldAccount, Session } from './session/session.ts'

/** What an account answers; the rest is answered by the desk itself. */
export interface AnsweringAccount extends HeldAccount {
  query(name: QueryName, args: unknown): Promise<unknown>
  submit(request: OperationRequest): Promise<SubmitOutcome>
  act(name: ActName, args: unknown): Promise<unknown>
  /** asks the server what only administrators may */
  admin: AdminLink
  addFile(given: GivenFile): Promise<Result<Attachment, string>>
  file(ref: FileRef): Promise<Result<LocalFile, string>>
  exportOutbox(opIds: readonly string[]): Exported
  exportHistory(args: ExportArgs): HistoryExport
}

interface AnsweringContext {
  session: Session<AnsweringAccount>
  preferences: Preferences
  announce(topics: Topic[]): void
  /** the page has painted its first inbox */
  onPainted(): void
  onSettings(settings: Settings): void
  openOutside(url: string): Promise<boolean>
  /** asks the person for a place, and puts a copy there */
  saveFile(file: FileOut): Promise<FileOutcome>
  openFile(file: FileOut): Promise<FileOutcome>
  saveText(exported: Exported): Promise<'saved' | 'cancelled' | 'failed'>
  /** asks the person for a place, and begins only then */
  saveHistory(begin: () => HistoryExport): Promise<ExportOutcome>
  /** asks the person for a file of text, and reads it */
  openText(filter: { name: string; extensions: string[] }): Promise<OpenedText>
  nowMs(): number
}

const SIGNED_OUT: Reply = { ok: false, code: 'signed_out', message: 'Nobody is signed in at this desk.' }
/** To a page that closes with the desk: it would take any answer for a fault. */
const NEVER = new Promise<Reply>(() => {})
const UNSENDABLE: SubmitOutcome = { ok: false, code: 'signed_out', message: 'Sign in, then send it again.' }

const CANNED_FILES = { name: 'CSV or JSON', extensions: ['csv', 'json', 'txt'] }

const libraryOf = (account: AnsweringAccount) =>
  account.query('canned-response.library', {}) as Promise<CannedLibrary>

/** Titles of engagements, by their id. */
async function engagementTitlesOf(account: AnsweringAccount): Promise<Map<string, string>> {
  const catalogue = (await account.query('engagement.catalogue', {})) as EngagementView[]
  return new Map(catalogue.map(({ engagementId, content }) => [engagementId, titleOf(content)]))
}

const value = (result: unknown): Reply => ({ ok: true, value: result })

/** Hands each call to whom it concerns: the session, the settings, the system, or the open account. */
export function createAnswering(context: AnsweringContext): Answering {
  const { session, preferences } = context
  const withAccount = async (answer: (account: AnsweringAccount) => Promise<unknown>): Promise<Reply> => {
    const account = await session.account()
    if (account) return value(await answer(account))
    return session.hasEnded() ? NEVER : SIGNED_OUT
  }

  const withFile = (args: unknown, go: (file: FileOut) => Promise<FileOutcome>) =>
    withAccount(async (account): Promise<FileOutcome> => {
      const found = await account.file(args as FileRef)
      if (!found.ok) return { outcome: 'failed', message: found.error }
      const { path, attachment, copiesFolder } = found.value
      return go({ path, name: attachment.name, copiesFolder })
    })

  return {
    async query(name, args) {
      switch (name) {
        case 'session.current':
          return value(session.view())
        case 'session.demo-people':
          return value(await session.demoPeople((args as { serverUrl: string }).serverUrl))
        case 'settings.current':
          return value(preferences.settings())
        default:
          return withAccount((account) => account.query(name, args))
      }
    },
    async submit(request) {
      const account = await session.account()
      return value(account ? await account.submit(request) : UNSENDABLE)
    },
    async act(name, args) {
      switch (name) {
        case 'session.sign-in':
          return value(await session.signIn(args as SignInArgs))
        case 'session.sign-out':
          return value(await session.signOut((args as { discardUnsent: boolean }).discardUnsent))
        case 'settings.save': {
          const settings = await preferences.saveSettings(args as Partial<Settings>)
          context.onSettings(settings)
          context.announce(['settings'])
          return value(settings)
        }
        case 'approval.export':
          return withAccount((account) =>
            context.saveHistory(() => account.exportHistory(args as ExportArgs))
          )
        case 'outbox.export':
          return withAccount(async (account) => ({
            outcome: await context.saveText(account.exportOutbox((args as { opIds: string[] }).opIds))
          }))
        case 'canned-response.export':
          return withAccount(async (account) => {
            const { exportedLibrary } = await import('./canned-files.ts')
            const { format } = args as { format: ExchangeFormat }
            return {
              outcome: await context.saveText(
                exportedLibrary(
                  format,
                  await libraryOf(account),
                  await engagementTitlesOf(account),
                  context.nowMs()
                )
              )
            }
          })
        case 'canned-response.read-import':
          return withAccount(async (account) => {
            const { importRead } = await import('./canned-files.ts')
            const opened = await context.openText(CANNED_FILES)
            return importRead(opened, await libraryOf(account), await engagementTitlesOf(account))
          })
        case 'app.painted':
          context.onPainted()
          return value({})
        case 'app.open-external':
          return value({ opened: await context.openOutside((args as { url: string }).url) })
        case 'attachment.fetch':
          return withFile(args, async () => ({ outcome: 'here' }))
        case 'attachment.save':
          return withFile(args, context.saveFile)
        case 'attachment.open':
          return withFile(args, context.openFile)
        default:
          return withAccount((account) =>
            isAdminCall(name) ? account.admin(name, args) : account.act(name, args)
          )
      }
    },
    addFile: (given) =>
      withAccount(async (account): Promise<AddFileResult> => {
        const added = await account.addFile(given)
        return added.ok ? { ok: true, attachment: added.value } : { ok: false, message: added.error }
      })
  }
}
