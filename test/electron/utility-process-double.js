// What Electron gives a utility process: a port to the process that started it, whose messages come in `data`.
import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

const port = new EventEmitter();
port.postMessage = (message) => parentPort.postMessage(message);
parentPort.on('message', (data) => port.emit('message', { data }));
process.parentPort = port;
await import(pathToFileURL(workerData.script).href);
