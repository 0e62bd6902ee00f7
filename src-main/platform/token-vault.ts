import { safeStorage } from 'electron'

/** How this computer can protect a secret: in its keychain, only by obscuring it, or not at all. */
export type Protection = 'keychain' | 'weak' | 'none'

/** Secrets made unreadable by the system; what comes out may be written to disk. */
export interface TokenVault {
  protection(): Protection
  /** Throws where `protection()` is `none`, and where it is `weak` without `weakly`. */
  seal(secret: string, weakly: boolean): string
  /** Null when this computer cannot read it any more: another user, another keychain, a damaged file. */
  unseal(sealed: string, weakly: boolean): string | null
}

/** The vault of the system's keychain. Ask it only after the app is ready. */
export function createTokenVault(): TokenVault {
  // without a secret service Chromium would obscure with a key that everyone knows; that needs the person's consent
  const isWeak = () =>
    process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  const protection = (): Protection => {
    if (isWeak()) return 'weak'
    return safeStorage.isEncryptionAvailable() ? 'keychain' : 'none'
  }
  const consent = (weakly: boolean) => {
    if (weakly && isWeak()) safeStorage.setUsePlainTextEncryption(true)
  }
  return {
    protection,
    seal(secret, weakly) {
      if (isWeak() && !weakly) throw new Error('a secret is not kept weakly without consent')
      consent(weakly)
      return safeStorage.encryptString(secret).toString('base64')
    },
    unseal(sealed, weakly) {
      try {
        consent(weakly)
        return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
      } catch {
        return null
      }
    }
  }
}
