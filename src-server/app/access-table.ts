import { ADMIN_CALL_NAMES, adminPath } from '#shared/contract/admin-calls.ts'
import { PATHS } from '#shared/contract/wire.ts'
import type { AccessTable, RouteRule } from '../gateway/access.ts'
import { API_PAGE } from '../gateway/problem.ts'

const ADMIN: RouteRule = { access: 'admin', limit: 'admin' }

/** Every route of the server: who may call it, and which limit counts its calls. A route that is missing here stops the start. */
export const ACCESS: AccessTable = {
  'GET /healthz': { access: 'public', limit: 'none' },
  'GET /metrics': { access: 'public', limit: 'none' },
  'GET /openapi.json': { access: 'public', limit: 'read' },
  [`GET ${API_PAGE}`]: { access: 'public', limit: 'read' },

  [`POST ${PATHS.signIn}`]: { access: 'public', limit: 'sign-in' },
  [`POST ${PATHS.refresh}`]: { access: 'public', limit: 'session' },
  [`POST ${PATHS.signOut}`]: { access: 'public', limit: 'session' },
  [`GET ${PATHS.choosePassword}`]: { access: 'public', limit: 'session' },
  [`POST ${PATHS.choosePassword}`]: { access: 'public', limit: 'session' },
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

  ...Object.fromEntries(ADMIN_CALL_NAMES.map((name) => [`POST ${adminPath(name)}`, ADMIN])),

  'GET /api/v1/followers': { access: 'followers:read', limit: 'api-read' },
  'GET /api/v1/followers/:id': { access: 'followers:read', limit: 'api-read' },
  'PUT /api/v1/followers/:id': { access: 'followers:write', limit: 'api-write' },
  'GET /api/v1/followers/:id/entitlements': { access: 'entitlements:read', limit: 'api-read' },
  'PUT /api/v1/followers/:id/entitlements': { access: 'entitlements:write', limit: 'api-write' },
  'GET /api/v1/channels': { access: 'channels:read', limit: 'api-read' },
  'GET /api/v1/channels/:id': { access: 'channels:read', limit: 'api-read' },
  'PUT /api/v1/channels/:id': { access: 'channels:write', limit: 'api-write' },

  'GET /api/v1/packages': { access: 'packages:read', limit: 'api-read' },
  'GET /api/v1/packages/:id': { access: 'packages:read', limit: 'api-read' },
  'PUT /api/v1/packages/:id': { access: 'packages:write', limit: 'api-write' },
  'GET /api/v1/partners': { access: 'partners:read', limit: 'api-read' },
  'GET /api/v1/partners/:id': { access: 'partners:read', limit: 'api-read' },
  'PUT /api/v1/partners/:id': { access: 'partners:write', limit: 'api-write' },
  'PUT /api/v1/uploads/:sha256': { access: 'requests:write', limit: 'api-write' },
  'GET /api/v1/requests': { access: 'requests:read', limit: 'api-read' },
  'GET /api/v1/requests/:id': { access: 'requests:read', limit: 'api-read' },
  'PUT /api/v1/requests/:id': { access: 'requests:write', limit: 'api-write' },
  'POST /api/v1/requests/:id/withdrawal': { access: 'requests:write', limit: 'api-write' },
  'GET /api/v1/decisions': { access: 'decisions:read', limit: 'api-read' },
  'GET /api/v1/conversations': { access: 'conversations:read', limit: 'api-read' },
  'GET /api/v1/conversations/:id': { access: 'conversations:read', limit: 'api-read' },
  'GET /api/v1/conversations/:id/messages': { access: 'conversations:read', limit: 'api-read' },
  'GET /api/v1/engagements': { access: 'engagements:read', limit: 'api-read' },

  [`GET ${PATHS.followerPage}`]: { access: 'public', limit: 'follower-read' },
  'GET /c/assets/:file': { access: 'public', limit: 'follower-read' },
  [`POST ${PATHS.followerSession}`]: { access: 'public', limit: 'follower-session' },
  [`GET ${PATHS.followerThread}`]: { access: 'public', limit: 'follower-read' },
  [`POST ${PATHS.followerMessages}`]: { access: 'follower', limit: 'follower-write' },
  [`POST ${PATHS.followerDelivered}`]: { access: 'follower', limit: 'follower-write' },
  [`POST ${PATHS.followerTyping}`]: { access: 'follower', limit: 'follower-write' },
  [`POST ${PATHS.followerEngagement}`]: { access: 'follower', limit: 'follower-write' },
  [`GET ${PATHS.followerFileHeld}`]: { access: 'follower', limit: 'follower-read' },
  [`GET ${PATHS.followerFile}`]: { access: 'follower', limit: 'file-read' },
  [`POST ${PATHS.followerUploads}`]: { access: 'follower', limit: 'upload' },
  [`HEAD ${PATHS.followerUpload}`]: { access: 'follower', limit: 'upload' },
  [`PATCH ${PATHS.followerUpload}`]: { access: 'follower', limit: 'upload' }
}
