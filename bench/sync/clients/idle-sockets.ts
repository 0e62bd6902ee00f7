// Connections that do nothing, until this process is told to end.
import { openSocket } from '../bare-sockets.ts'
import { taskOf } from '../run-client.ts'
import type { ListenTask } from './listeners.ts'

const { url, path, accessToken, sockets } = taskOf<ListenTask>()
const options = { ...(path && { path }), ...(accessToken && { auth: { accessToken } }) }
for (let count = 0; count < sockets; count += 1) await openSocket(url, options)
process.send?.('ready')
process.on('disconnect', () => process.exit())
