// Loaded before the program: tells every attempt to reach another machine, or to ask for its address, and lets none through.
import { appendFileSync } from 'node:fs';
import dns from 'node:dns';
import net from 'node:net';
import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';

const LOCAL = /^(127\.|localhost$|::1$)/;

function tell(what) {
  appendFileSync(process.env['MASKMEND_NETWORK_LOG'], `${what}\n`);
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectTold(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === 'object' && options !== null ? (options.host ?? options.path) : args[1];
  if (options?.path === undefined && host !== undefined && !LOCAL.test(host)) tell(`connect ${host}`);
  return connect.apply(this, args);
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const ask = dns[name];
  dns[name] = (host, ...rest) => {
    if (!LOCAL.test(host)) tell(`dns ${host}`);
    return ask(host, ...rest);
  };
}
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function sendTold(...args) {
  tell('datagram');
  return send.apply(this, args);
};
syncBuiltinESMExports();
