import { expect, test } from 'vitest';
import { portNames, portSetting, readPorts } from './ports.ts';

test('a port is moved by the setting that bears its name', () => {
  expect(portSetting('gatewayHttp')).toBe('SIGNALBOX_PORT_GATEWAY_HTTP');
  expect(readPorts({ SIGNALBOX_PORT_GATEWAY_HTTP: '20080' }).gatewayHttp).toBe(20_080);
});

test.each(['0', '65536', '80.5', 'http'])('%s is refused with the name of the setting', (value) => {
  expect(() => readPorts({ SIGNALBOX_PORT_KNOT: value })).toThrow('SIGNALBOX_PORT_KNOT');
});

test('no two parts share a port', () => {
  const ports = readPorts({});
  expect(new Set(portNames.map((name) => ports[name])).size).toBe(portNames.length);
});
