// The least that a live chat server can be: what one socket writes is told to all. Run as a process of its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

const http = createServer()
const sockets = new Server(http, { transports: ['websocket'] })
sockets.on('connection', (socket) => socket.on('write', (text: string) => sockets.emit('message', text)))
http.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
process.on('disconnect', () => process.exit())
