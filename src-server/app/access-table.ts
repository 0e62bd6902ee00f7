import { PATHS } from '#shared/contract/wire.ts'
import type { AccessTable } from '../gateway/access.ts'

/** Every route of the server: who may call it, and which limit counts its calls. A route that is missing here stops the start. */
export const ACCESS: AccessTable = {
  'GET /healthz': { access: 'public', limit: 'none' },
  'GET /metrics': { access: 'public', limit: 'none' },
  'GET /openapi.json': { access: 'public', limit: 'read' },

  [`POST ${PATHS.signIn}`]: { access: 'public', limit: 'sign-in' },
  [`POST ${PATHS.refresh}`]: { access: 'public', limit: 'session' },
  [`POST ${PATHS.signOut}`]: { access: 'public', limit: 'session' },
  [`GET ${PATHS.demoPeople}`]: { access: 'public', limit: 'session' },

  [`POST ${PATHS.push}`]: { access: 'agent', limit: 'push' },
  [`GET ${PATHS.changes}`]: { access: 'agent', limit: 'read' },
  [`GET ${PATHS.snapshotStart}`]: { access: 'agent', limit: 'read' },
  [`GET ${PATHS.snapshotPage}`]: { access: 'agent', limit: 'read' },

  [`GET ${PATHS.fileLimits}`]: { access: 'agent', limit: 'read' },
  [`GET ${PATHS.fileHeld}`]: { access: 'agent', limit: 'read' },
  [`GET ${PATHS.fileLink}`]: { access: 'agent', limit: 'read' },
  [`GET ${PATHS.fileContent}`]: { access: 'public', limit: 'file-read' },
  [`POST ${PATHS.uploads}`]: { access: 'agent', limit: 'upload' },
  [`HEAD ${PATHS.upload}`]: { access: 'agent', limit: 'upload' },
  [`PATCH ${PATHS.upload}`]: { access: 'agent', limit: 'upload' },

  [`GET ${PATHS.followerPage}`]: { access: 'public', limit: 'follower-read' },
  'GET /c/assets/:file': { access: 'public', limit: 'follower-read' },
  [`POST ${PATHS.followerSession}`]: { access: 'public', limit: 'follower-write' },
  [`GET ${PATHS.followerThread}`]: { access: 'public', limit: 'follower-read' },
  [`POST ${PATHS.followerMessages}`]: { access: 'follower', limit: 'follower-write' },
  [`POST ${PATHS.followerDelivered}`]: { access: 'follower', limit: 'follower-write' },
  [`POST ${PATHS.followerEngagement}`]: { access: 'follower', limit: 'follower-write' },
  [`GET ${PATHS.followerFileHeld}`]: { access: 'follower', limit: 'follower-read' },
  [`GET ${PATHS.followerFile}`]: { access: 'follower', limit: 'file-read' },
  [`POST ${PATHS.followerUploads}`]: { access: 'follower', limit: 'upload' },
  [`HEAD ${PATHS.followerUpload}`]: { access: 'follower', limit: 'upload' },
  [`PATCH ${PATHS.followerUpload}`]: { access: 'follower', limit: 'upload' }
}
