import type { Topic } from '#shared/contract/ipc.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import type { SessionView, SignInArgs, SignInResult } from '#shared/features/session/views.ts'
import type { TokenVault } from '../../platform/token-vault.ts'
import type { Log } from '../../sync/log.ts'
import type { AccountFolders } from './account-folders.ts'
import { parseServerUrl } from './server-url.ts'
import type { SessionApi } from './session-api.ts'
import type { SessionFile } from './session-file.ts'
import { signInRefusal } from './sign-in-words.ts'
import { createTokens, type Granted, type Tokens } from './tokens.ts'

/** What the session does with an account besides opening it. */
export interface HeldAccount {
  /** how many Operations the server has not settled */
  unsent(): number | Promise<number>
  /** the session goes on after it had ended */
  resume(): void
  close(): Promise<void>
  /** closes, and leaves nothing in its folder */
  wipe(): Promise<void>
}

export interface AccountRequest {
  serverUrl: string
  identity: Identity
  folder: string
  accessToken: Tokens['accessToken']
  renew: Tokens['renew']
}

/** What the sign-in screen offers: it outlives a sign-out. */
export interface LastSignIn {
  serverUrl: string
  email: string
}

export interface SessionContext<Account extends HeldAccount> {
  api: SessionApi
  vault: TokenVault
  file: SessionFile
  folders: AccountFolders
  last: { read(): LastSignIn; write(last: LastSignIn): Promise<void> }
  openAccount(request: AccountRequest): Promise<Account>
  deviceName: string
  monotonicMs(): number
  announce(topics: Topic[]): void
  /** Clears what the window itself may have stored. */
  clearWindowData(): Promise<void>
  log: Log
}

/** How the token is kept on disk; null keeps the session in memory only. */
type Keeping = 'keychain' | 'weak' | null

interface Current<Account> {
  serverUrl: string
  identity: Identity
  folder: string
  keeping: Keeping
  ended: boolean
  /** it was signed out: nothing of it is written any more, whatever is still on its way from the server */
  gone: boolean
  tokens: Tokens
  account: Promise<Account>
}

const isSame = (a: Identity, b: Identity) => a.tenantId === b.tenantId && a.userId === b.userId

/**
 * signed-out -> sign-in -> signed-in -> (the server ends it) -> expired -> sign-in of the same person -> signed-in;
 * sign-out leads back from both, and wipes; so does a wipe that the server orders.
 */
export function createSession<Account extends HeldAccount>(context: SessionContext<Account>) {
  const { api, vault, file, folders, last, log } = context
  let current: Current<Account> | null = null
  let ended = false
  let changing: Promise<unknown> = Promise.resolve()

  /** Sign-ins and sign-outs follow one another, however fast they are asked for. */
  const inTurn = <Value>(change: () => Promise<Value>): Promise<Value> => {
    const turn = changing.then(change)
    changing = turn.catch(() => {})
    return turn
  }

  const writeFile = (of: Current<Account>, refreshToken: string | null) => {
    if (of.keeping === null || of.gone) return
    try {
      const sealedToken = refreshToken === null ? null : vault.seal(refreshToken, of.keeping === 'weak')
      file.write({ serverUrl: of.serverUrl, identity: of.identity, protection: of.keeping, sealedToken })
    } catch (error) {
      log('error', 'the session could not be kept', { error })
    }
  }

  const begin = (
    who: Pick<Current<Account>, 'serverUrl' | 'identity' | 'keeping' | 'ended'>,
    kept: () => string | null,
    granted: Granted | null
  ) => {
    const isCurrent = () => current === next
    const tokens = createTokens({
      kept,
      refresh: (refreshToken) => api.refresh(who.serverUrl, refreshToken),
      keep: (refreshToken) => writeFile(next, refreshToken),
      monotonicMs: context.monotonicMs,
      onIdentity(identity) {
        if (JSON.stringify(identity) === JSON.stringify(next.identity)) return
        next.identity = identity
        writeFile(next, tokens.refreshToken())
        if (isCurrent()) context.announce(['session'])
      },
      onEnded() {
        if (next.ended) return
        next.ended = true
        writeFile(next, null)
        log('info', 'the server has ended the session')
        if (isCurrent()) context.announce(['session', 'status'])
      },
      onWipe() {
        if (next.ended) return
        next.ended = true
        log('warn', 'an administrator has ordered to erase this account')
        folders.doom(next.folder)
        inTurn(() => erase(next)).catch((error) => log('error', 'the account could not be erased', { error }))
      }
    })
    const folder = folders.place(who.serverUrl, who.identity)
    folders.make(folder)
    const next: Current<Account> = { ...who, folder, tokens, gone: false, account: Promise.reject() }
    next.account.catch(() => {})
    if (granted) tokens.take(granted)
    const { accessToken, renew } = tokens
    next.account = context.openAccount({ ...who, folder, accessToken, renew })
    next.account.catch((error) => log('error', 'the account could not be opened', { error }))
    if (who.keeping === null) file.remove()
    current = next
    return next
  }

  const keepingFor = (keepWeakly: boolean): Keeping => {
    const protection = vault.protection()
    if (protection === 'keychain') return 'keychain'
    return protection === 'weak' && keepWeakly ? 'weak' : null
  }

  const forget = (held: Current<Account>) => {
    held.gone = true
    if (current !== held) return
    current = null
    file.remove()
  }

  /** Leaves nothing of an account on this computer; what a crash interrupts is finished at the next start. */
  const erase = async (held: Current<Account>): Promise<void> => {
    const account = await held.account.catch(() => null)
    folders.doom(held.folder)
    forget(held)
    context.announce(['session', 'status'])
    try {
      await account?.wipe()
    } catch (error) {
      log('error', 'the account could not wipe itself', { error })
    }
    await folders.remove(held.folder)
    await context.clearWindowData()
  }

  const signIn = async (args: SignInArgs): Promise<SignInResult> => {
    const held = current
    if (held && !held.ended) {
      return { ok: false, field: null, message: `${held.identity.name} is signed in here. Sign out first.` }
    }
    const server = parseServerUrl(args.serverUrl)
    if (!server.ok) return { ok: false, field: 'serverUrl', message: server.error }
    const email = args.email.trim()
    if (email === '') return { ok: false, field: 'email', message: 'Type your e-mail address.' }
    if (args.password === '') return { ok: false, field: 'password', message: 'Type your password.' }
    const answer = await api.signIn(server.value, email, args.password, context.deviceName)
    if (!answer.ok) return signInRefusal(answer.error, server.value)
    const { identity, refreshToken } = answer.value
    if (held && !(held.serverUrl === server.value && isSame(held.identity, identity))) {
      void api.signOut(server.value, refreshToken)
      const message = `This desk holds the work of ${held.identity.name}. Sign in as ${held.identity.email}, or sign out first.`
      return { ok: false, field: 'email', message }
    }
    await last
      .write({ serverUrl: server.value, email })
      .catch((error) => log('warn', 'the last sign-in could not be noted', { error }))
    if (held) {
      Object.assign(held, { ended: false, identity, keeping: keepingFor(args.keepWeakly) ?? held.keeping })
      held.tokens.take(answer)
      held.account.then((account) => account.resume()).catch(() => {})
    } else {
      const keeping = keepingFor(args.keepWeakly)
      const who = { serverUrl: server.value, identity, keeping, ended: false }
      let begun: Current<Account> | null = null
      try {
        begun = begin(who, () => null, answer)
        await begun.account
      } catch {
        if (begun) forget(begun)
        else file.remove()
        void api.signOut(server.value, refreshToken)
        return {
          ok: false,
          field: null,
          message: 'Your data on this computer could not be opened. The log says why.'
        }
      }
    }
    context.announce(['session', 'status'])
    return { ok: true }
  }

  const signOut = async (discardUnsent: boolean): Promise<{ ok: true } | { ok: false; unsent: number }> => {
    const held = current
    if (!held) return { ok: true }
    const account = await held.account.catch(() => null)
    const unsent = account ? await account.unsent() : 0
    if (unsent > 0 && !discardUnsent) return { ok: false, unsent }
    const refreshToken = held.tokens.refreshToken()
    if (refreshToken !== null) void api.signOut(held.serverUrl, refreshToken)
    await erase(held)
    return { ok: true }
  }

  return {
    /** Takes up the session that an earlier run kept; needs no network and opens its account at once. */
    takeUp(): void {
      const kept = file.read()
      if (kept && !folders.isDoomed(folders.place(kept.serverUrl, kept.identity))) {
        const { serverUrl, identity, protection, sealedToken } = kept
        const unseal = () => (sealedToken === null ? null : vault.unseal(sealedToken, protection === 'weak'))
        begin({ serverUrl, identity, keeping: protection, ended: sealedToken === null }, unseal, null)
      } else {
        file.remove()
      }
      inTurn(() => folders.sweep()).catch((error) =>
        log('error', 'what was signed out could not be removed', { error })
      )
    },
    signIn: (args: SignInArgs) => inTurn(() => signIn(args)),
    signOut: (discardUnsent: boolean) => inTurn(() => signOut(discardUnsent)),
    demoPeople: (serverUrl: string) => {
      const server = parseServerUrl(serverUrl)
      return server.ok ? api.demoPeople(server.value) : Promise.resolve([])
    },
    /** The open account; null while nobody is signed in. */
    account: (): Promise<Account> | null => current?.account ?? null,
    view(): SessionView {
      const { serverUrl, email } = last.read()
      if (!current) {
        const keychain = vault.protection()
        return { state: 'signed-out', identity: null, serverUrl, lastEmail: email, keychain, kept: false }
      }
      return {
        state: current.ended ? 'expired' : 'signed-in',
        identity: current.identity,
        serverUrl: current.serverUrl,
        lastEmail: current.identity.email,
        keychain: current.keeping ?? vault.protection(),
        kept: current.keeping !== null
      }
    },
    /** The run ends or has ended. */
    hasEnded: () => ended,
    /** Ends the run: the session stays, its files are closed. */
    async close(): Promise<void> {
      ended = true
      const account = await current?.account.catch(() => null)
      current = null
      await account?.close()
    }
  }
}

export type Session<Account extends HeldAccount> = ReturnType<typeof createSession<Account>>
